"""An account of every role with its session, a folder for the files, and what lies in folder and table."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from panhuo.models import Upload, User
from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings
from tests.factories import branch, branch_college, college, enterprise, institution, sign_in, user
from tests.shared import shared_client, shared_db, shared_url

__all__ = ["shared_client", "shared_db", "shared_url"]

CSV = "申请号,专利名称\n202310123456.6,一种电池\n".encode()


@dataclass
class People:
    """Accounts and headers by the letters of their role; `visitor` has headers alone."""

    accounts: dict[str, User] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
async def people(shared_db: str) -> People:
    school = await institution()
    campus = await branch(school)
    places = {
        "IA": (Role.INSTITUTION_ADMIN, school),
        "CA": (Role.COLLEGE_ADMIN, await college(school)),
        "BA": (Role.BRANCH_ADMIN, campus),
        "BCA": (Role.BRANCH_COLLEGE_ADMIN, await branch_college(campus)),
        "INV": (Role.INVENTOR, school),
        "ENT": (Role.ENTERPRISE, await enterprise()),
        "OP": (Role.PLATFORM_OPERATOR, None),
    }
    found = People({name: await user(role, at) for name, (role, at) in places.items()})
    found.headers = {name: await sign_in(account) for name, account in found.accounts.items()}
    found.headers["visitor"] = {}
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder as the file store."""
    monkeypatch.setenv("PANHUO_FILES_URL", (tmp_path / "files").as_uri())
    get_settings.cache_clear()
    yield tmp_path / "files"
    get_settings.cache_clear()


@pytest.fixture
async def nothing_left(shared_db: str, folder: Path) -> Iterator[None]:  # type: ignore[misc]
    """After the test no row and no file remains."""
    await Upload.all().delete()
    yield
    assert await Upload.all().count() == 0
    assert files_in(folder) == []


@pytest.fixture(autouse=True)
async def empty_table(shared_db: str) -> None:
    await Upload.all().delete()


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def an_upload(client, headers, name: str = "patents.csv", content: bytes = CSV) -> str:  # type: ignore[no-untyped-def]
    """The id of an upload just made."""
    response = await client.post("/uploads", params={"name": name}, content=content, headers=headers)
    assert response.status_code == 201, response.text
    return str(response.json()["upload"]["id"])
