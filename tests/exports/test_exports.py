"""Exports over HTTP: what is refused before any job exists, and what files hold."""

import httpx
import pytest

from panhuo.rules.vocabulary import DossierState, Role
from tests.exports.asking import COLUMNS, refused, table
from tests.factories import college, dossier, institution, patent, sign_in, user
from tests.jobs.asking import ask
from tests.rules.dossiers import whole

pytestmark = pytest.mark.anyio


async def test_smoke(client: httpx.AsyncClient) -> None:
    school = await institution("青岚大学")
    physics = await college(school, "物理学院")
    admin = await user(Role.INSTITUTION_ADMIN, school)
    chen = await user(Role.INVENTOR, physics, "陈一")
    first = await patent(school, inventors=[chen], title="=1+1", ipc=["H01M 10/0525"])
    await dossier(chen, first, state=DossierState.REGISTERED, content=whole())
    await patent(school, title="一种灯")
    headers = await sign_in(admin) | {"Accept-Language": "zh-CN"}
    for format in ("XLSX", "CSV", "JSONL"):
        print(await table(client, headers, filed="ALL", format=format))
    for library in ("MY_DOSSIERS", "REVIEW_QUEUE", "REVIEWED", "RESOURCES"):
        print(await table(client, headers, library=library, format="CSV"))
    print(await refused(client, headers, columns=["x"]))
    print((await ask(client, COLUMNS, headers, library="PATENTS"))["data"]["exportColumns"][:3])
