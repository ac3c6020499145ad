"""A batch leaves exactly the rows that the single acts leave (S88–S91, S144)."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from panhuo.auth.statements import run
from panhuo.db import database
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent, StatusEntry
from panhuo.rules.dossier_options import ImplementationStatus
from panhuo.rules.vocabulary import CodeKind, DossierState
from panhuo.services.acting import acting
from panhuo.services.dossiers.direct import register_directly
from panhuo.services.dossiers.filing import file_dossier
from panhuo.services.dossiers.patents import no_import_meanwhile
from panhuo.services.dossiers.reviewing import approve_dossier, return_dossier
from panhuo.services.dossiers.saving import save_dossier
from panhuo.services.dossiers.settled import delist_dossier, revise_dossier
from panhuo.services.dossiers.submitting import submit_dossier
from tests.databases import Databases
from tests.dossier_batch.making import DIRECT, outcomes, row, uploaded
from tests.dossiers.making import UNFIT, School, form, school
from tests.factories import code
from tests.rules.dossiers import whole

pytestmark = pytest.mark.anyio


@pytest.fixture
def urls(databases: Databases) -> Iterator[tuple[str, str]]:
    """Two databases without rows."""
    found = databases.fresh(), databases.fresh()
    yield found
    for url in found:
        databases.drop(url)


TABLES = {
    "dossier": "id",
    "dossier_version": "id",
    "dossier_choice": "version_id, kind, position",
    "dossier_patent": "version_id, position",
    "review": "dossier_id, id",
    "review_step": "dossier_id, submission, position",
    "patent_code": "patent_id, kind, position",
    "audit_entry": "subject_id, id",
    "holding": "patent_id, institution_id",
    "patent": "id",
}
UNTOLD = frozenset({"id", "at", "application_number", "publication_number", "owner_names"})
UNFIT_STATUS = (StatusEntry(ImplementationStatus.UNSUITABLE),)


async def left(here: School) -> dict[str, list[Any]]:
    """Everything the dossiers of a school left, in words that do not depend on ids and times."""
    names = await named(here)
    found = {}
    for table, order in TABLES.items():
        where = "where subject_type = 'Dossier'" if table == "audit_entry" else ""
        rows = await run(f"select * from {table} {where} order by {order}")
        found[table] = [told(each, names) for each in rows]
    found["audit_entry"].sort(key=repr)
    return found


async def named(here: School) -> dict[str, dict[int, str]]:
    """Ids → a name that does not depend on the order in which rows were written."""
    dossiers = await run(
        "select d.id, (select min(p.patent_id) from dossier_patent p where p.dossier_id = d.id) as patent,"
        " d.kind, d.base_id, d.title from dossier d"
    )
    first = here.numbers[0]
    called = {
        each["id"]: f"{each['kind']} {each['patent'] - first} {each['title']} {each['base_id'] is not None}"
        for each in dossiers
    }
    versions = await run("select id, dossier_id, number from dossier_version")
    return {
        "dossier": called,
        "version": {each["id"]: f"{called[each['dossier_id']]} v{each['number']}" for each in versions},
    }


def told(found: dict[str, Any], names: dict[str, dict[int, str]]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, value in found.items():
        if name in UNTOLD:
            continue
        if name.endswith("_at") or name in ("registered_sort", "waiting_since"):
            value = bool(value)
        elif name in ("version_id", "content_id", "draft_id") and value is not None:
            value = names["version"].get(value, "gone")
        elif name in ("dossier_id", "base_id", "subject_id") and value is not None:
            value = names["dossier"].get(value, "gone")
        plain[name] = bool(value) if value in (True, False) and value is not None else value
    return plain


def ordered(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """With rows in an order of their own words, those of `review` in theirs within a dossier."""
    kept = {name: sorted(rows, key=repr) for name, rows in found.items() if name != "review"}
    reviews: dict[str, list[Any]] = {}
    for each in found["review"]:
        reviews.setdefault(each["dossier_id"], []).append(each)
    return kept | {"review": [reviews[name] for name in sorted(reviews)]}


async def sent(viewer: Viewer, patents: list[int], content: DossierContent) -> None:
    saved = await file_dossier(viewer, patents, form(content))
    if not saved.problems:
        await submit_dossier(viewer, saved.id, saved.version)


async def gone_on(viewer: Viewer, dossier: int, content: DossierContent) -> None:
    [found] = await run("select version from dossier where id = $1", dossier)
    saved = await save_dossier(viewer, dossier, found["version"], form(content))
    if not saved.problems:
        await submit_dossier(viewer, dossier, saved.version)


async def directly(viewer: Viewer, patents: list[int], content: DossierContent) -> None:
    async with acting(viewer) as action:
        await no_import_meanwhile()
        members = DossierContent.parse(content.json()).merged({"members": patents})
        await register_directly(action, patents, members)


NEW = {"contact": "新联系人"}
DRAFT: dict[str, Any] = {"contact": None}


async def before(here: School) -> None:
    """A dossier in each state that an upload goes on with: 0 draft, 1 returned, 2 inventoried, 3 delisted."""
    dean, admin = here.viewer("dean"), here.viewer("admin")
    await here.filed(which=0, **DRAFT)
    back = await here.submitted(which=1)
    await return_dossier(dean, back.id, back.version, "请补充")
    await approved(here, 2, **UNFIT)
    done = await approved(here, 3)
    await delist_dossier(admin, done["id"], done["version"], "下架")
    await approved(here, 6, **UNFIT)
    await revise_dossier(here.viewer("chen"), await own(here, 6))


async def approved(here: School, which: int, **changes: Any) -> dict[str, Any]:
    sent = await here.submitted(which=which, **changes)
    passed = await approve_dossier(here.viewer("dean"), sent.id, sent.version)
    outcome = DossierState.INVENTORIED if changes else DossierState.REGISTERED
    after = await approve_dossier(here.viewer("admin"), passed.id, passed.version, outcome)
    return {"id": after.id, "version": after.version}


async def own(here: School, which: int, where: str = "base_id is null") -> int:
    statement = f"select id from dossier where patent_id = $1 and kind = 'SINGLE' and {where}"
    [found] = await run(statement, here.numbers[which])
    return int(found["id"])


Way = Callable[[School], Awaitable[None]]


async def one_by_one(here: School) -> None:
    chen, numbers = here.viewer("chen"), here.numbers
    await gone_on(chen, await own(here, 0), whole(**NEW))
    await gone_on(chen, await own(here, 1), whole(**NEW))
    revision = await revise_dossier(chen, await own(here, 2))
    await gone_on(chen, revision.id, whole(**NEW))
    await gone_on(chen, await own(here, 3), whole(**NEW))
    await gone_on(chen, await own(here, 6, "base_id is not null"), whole(**NEW))
    await sent(chen, [numbers[4]], whole())
    await sent(chen, [numbers[5]], whole(**DRAFT))
    await sent(chen, numbers[4:6], whole(name="组合"))


async def at_once(here: School) -> None:
    names = [each.application_number for each in here.patents]
    rows = [row(place, names[place], **NEW) for place in range(4)]
    rows.append(row(4, names[6], **NEW))
    rows += [row(5, names[4]), row(6, names[5], **DRAFT), row(7, *names[4:6], name="组合")]
    found = await uploaded(here.viewer("chen"), rows)
    assert outcomes(found) == [*["PENDING"] * 6, "DRAFT", "PENDING"], found.candidates


async def direct_one_by_one(here: School) -> None:
    admin, numbers = here.viewer("admin"), here.numbers
    await directly(admin, [numbers[0]], whole(**NEW))
    await directly(admin, [numbers[1]], whole(industry="C3521", **NEW))
    await directly(admin, [numbers[2]], whole(statuses=UNFIT_STATUS))
    await directly(admin, numbers[1:3], whole(name="组合"))


async def direct_at_once(here: School) -> None:
    names = [each.application_number for each in here.patents]
    rows = [
        row(4, names[0], **NEW),
        row(5, names[1], industry="C3521", **NEW),
        row(6, names[2], statuses=UNFIT_STATUS),
        row(7, *names[1:3], name="组合"),
    ]
    found = await uploaded(here.viewer("admin"), rows, DIRECT)
    assert outcomes(found) == ["REGISTERED", "REGISTERED", "INVENTORIED", "REGISTERED"]


async def admins_before(here: School) -> None:
    """0: a draft; 1: inventoried."""
    await here.filed("admin", 0, **DRAFT)
    await directly(here.viewer("admin"), [here.numbers[1]], whole(statuses=UNFIT_STATUS))


async def compared(urls: tuple[str, str], many: int, prepare: Way, ways: list[Way]) -> None:
    found = []
    for url, way in zip(urls, ways, strict=True):
        async with database(url):
            here = await school(many)
            await run("update patent set title = '专利' || id")
            await code(CodeKind.INDUSTRY, "C3521", "炼油、化工生产专用设备制造")
            await prepare(here)
            await way(here)
            found.append(ordered(await left(here)))
    for table, rows in found[0].items():
        for one, other in zip(rows, found[1][table], strict=True):
            assert one == other, table


@pytest.mark.req("S91", "S148")
async def test_a_batch_into_the_flow_leaves_what_single_acts_leave(urls: tuple[str, str]) -> None:
    await compared(urls, 7, before, [one_by_one, at_once])


@pytest.mark.req("S89", "S90", "S144")
async def test_a_direct_batch_leaves_what_single_acts_leave(urls: tuple[str, str]) -> None:
    await compared(urls, 3, admins_before, [direct_one_by_one, direct_at_once])
