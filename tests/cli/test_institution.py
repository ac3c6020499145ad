"""`panhuo institution`: an institution, the names it owns patents under, and its administrator."""

import asyncio

import pytest

from panhuo.db import database
from panhuo.models import OrgUnit, OwnerAlias, User
from panhuo.rules.vocabulary import InstitutionType, OrgUnitKind, Role
from tests.cli.conftest import Run

PASSWORD = "a long enough one\n"


def test_an_institution_is_opened_once_under_all_its_names(run: Run, database_url: str) -> None:
    # when
    created = run("institution", "create", "甲研究院", "--alias", "甲院", "--institute")
    again = run("institution", "create", "乙大学", "--alias", "甲院")

    # then
    async def kept() -> tuple[OrgUnit, list[str]]:
        async with database(database_url):
            return await OrgUnit.get(), [alias.name for alias in await OwnerAlias.all()]

    unit, aliases = asyncio.run(kept())
    assert (created.exit_code, again.exit_code) == (0, 1)
    assert "甲院" in again.output
    assert (unit.name, unit.kind, unit.institution_type) == (
        "甲研究院",
        OrgUnitKind.INSTITUTION,
        InstitutionType.RESEARCH_INSTITUTE,
    )
    assert (unit.institution_id, aliases) == (unit.id, ["甲院"])


@pytest.mark.req("S1")
def test_its_administrator_is_assigned(run: Run, database_url: str) -> None:
    # given
    run("institution", "create", "甲大学")

    # when
    created = run("institution", "admin", "甲大学", "admin@jia", "--person", "张三", input=PASSWORD)
    nowhere = run("institution", "admin", "丙大学", "admin@bing", "--person", "张三", input=PASSWORD)

    # then
    async def account() -> tuple[User, OrgUnit]:
        async with database(database_url):
            return await User.get(), await OrgUnit.get()

    user, unit = asyncio.run(account())
    assert (created.exit_code, nowhere.exit_code) == (0, 1)
    assert (user.role, user.institution_id, user.unit_id) == (Role.INSTITUTION_ADMIN, unit.id, unit.id)
