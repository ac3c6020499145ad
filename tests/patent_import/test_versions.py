"""Whose data versions an import raises: of everybody who reads what it changes, and of nobody else."""

from datetime import date

import pytest

from panhuo.models import OrgUnit, User
from panhuo.permissions.viewer import COMMAND_LINE
from panhuo.rules.vocabulary import InstitutionType, LegalEventKind, Role
from panhuo.services.institutions import create_institution
from panhuo.services.patent_import import publish_records
from panhuo.services.patents import versions
from tests.factories import branch, college, confirm, institution, user
from tests.patent_import.records import FEBRUARY, JANUARY, found, grant, push

pytestmark = pytest.mark.anyio

ALL = ("LIBRARY", 0)
Reached = set[tuple[str, int]]


def at(*units: OrgUnit) -> Reached:
    return {("UNIT", unit.id) for unit in units}


def of(*accounts: User) -> Reached:
    return {("INVENTOR", account.id) for account in accounts}


async def known() -> dict[tuple[str, int], int]:
    return {
        (kind, key): number
        for kind, key, number in await found("select kind, key, version from data_version")
    }


class Raised:
    """Who hears of what happens in a block."""

    async def __aenter__(self) -> "Raised":
        self.before = await known()
        self.names: Reached = set()
        return self

    async def __aexit__(self, *error: object) -> None:
        after = await known()
        self.names = {name for name, number in after.items() if number != self.before.get(name)}
        assert all(after[name] == self.before.get(name, 0) + 1 for name in self.names), "raised once"


async def test_a_new_patent_raises_its_holders_and_the_library(db: str) -> None:
    ours, theirs = await institution("青岚大学"), await institution("海沐大学")
    async with Raised() as raised:
        await push(grant())
    assert raised.names == {ALL} | at(ours)
    async with Raised() as raised:
        await push(grant(2, owners=["海沐大学", "某公司"]), grant(3, owners=["某公司"]))
    assert raised.names == {ALL} | at(theirs)
    assert await found("select as_of, changed_at > 0 from data_version where kind = 'LIBRARY'") in (
        [(JANUARY, True)],
        [(JANUARY.isoformat(), 1)],
    )


async def test_a_patent_of_nobody_here_raises_the_library_alone(db: str) -> None:
    await institution("青岚大学")
    async with Raised() as raised:
        await push(grant(owners=["某公司"]))
    assert raised.names == {ALL}


async def test_a_second_run_raises_nothing(db: str) -> None:
    await institution("青岚大学")
    await push(grant(1), grant(2))
    async with Raised() as raised:
        await push(grant(1), grant(2))
    assert raised.names == set()


async def test_a_later_date_of_the_same_data_is_new_data(db: str) -> None:
    ours, theirs = await institution("青岚大学"), await institution("海沐大学")
    await push(grant(1), grant(2, owners=["海沐大学"]))
    async with Raised() as raised:
        await push(grant(1), as_of=FEBRUARY)
    assert raised.names == {ALL} | at(ours)
    assert theirs


async def test_a_change_raises_every_holder_of_the_patent(db: str) -> None:
    ours, theirs = await institution("青岚大学"), await institution("海沐大学")
    campus = await branch(theirs, "海沐大学深圳分校")
    await push(grant(owners=["青岚大学", "海沐大学深圳分校"]))
    async with Raised() as raised:
        await push(grant(owners=["青岚大学", "海沐大学深圳分校"], title="新名称"), as_of=FEBRUARY)
    assert raised.names == {ALL} | at(ours, theirs, campus)


@pytest.mark.parametrize(
    "change",
    [
        {"ipc": ["H01M 10/00"]},
        {"industries": ["C3521"]},
        {"events": [(LegalEventKind.PLEDGE, date(2022, 1, 1), "质押")]},
    ],
    ids=["code", "industry", "event"],
)
async def test_what_hangs_on_a_patent_counts_too(db: str, change: dict[str, object]) -> None:
    ours = await institution("青岚大学")
    await push(grant(1), grant(2))
    async with Raised() as raised:
        await push(grant(1, **change))
    assert raised.names == {ALL} | at(ours)


async def test_who_loses_a_patent_and_who_gets_it_both_hear(db: str) -> None:
    ours, theirs, others = [await institution(f"{name}大学") for name in ("青岚", "海沐", "云杉")]
    await push(grant(1), grant(2, owners=["云杉大学"]))
    async with Raised() as raised:
        await push(grant(owners=["海沐大学"]), as_of=FEBRUARY)
    assert raised.names == {ALL} | at(ours, theirs)
    assert others


async def test_a_confirmed_inventor_and_their_college_hear_and_a_proposed_one_does_not(db: str) -> None:
    # given
    ours = await institution("青岚大学")
    physics, chemistry = await college(ours), await college(ours)
    chen = await user(Role.INVENTOR, physics, "陈一")
    await user(Role.INVENTOR, chemistry, "李二")
    await push(grant(1), grant(2, inventors=["李二"]))
    await confirm(chen, "陈一")
    await push(grant(1, title="名称"), as_of=FEBRUARY)  # stands at the inventor's college from now on

    async with Raised() as raised:
        await push(grant(1, title="新名称"), as_of=FEBRUARY)
    assert raised.names == {ALL} | at(ours, physics) | of(chen)

    async with Raised() as raised:
        await push(grant(2, inventors=["李二"], title="新名称"), as_of=FEBRUARY)
    assert raised.names == {ALL} | at(ours)


async def test_an_inventor_who_is_no_longer_named_hears_of_it(db: str) -> None:
    ours = await institution("青岚大学")
    physics = await college(ours)
    chen = await user(Role.INVENTOR, physics, "陈一")
    await push(grant())
    await confirm(chen, "陈一")
    await push(grant(title="名称"), as_of=FEBRUARY)
    async with Raised() as raised:
        await push(grant(title="名称", inventors=["李二"]), as_of=date(2025, 3, 31))
    assert raised.names == {ALL} | at(ours, physics) | of(chen)


async def test_an_institution_that_comes_later_hears_of_its_patents(db: str) -> None:
    theirs = await institution("海沐大学")
    await push(grant(1, owners=["云杉大学"]), grant(2, owners=["海沐大学"]))
    async with Raised() as raised:
        number, _ = await create_institution(COMMAND_LINE, "云杉大学", InstitutionType.UNIVERSITY)
    assert raised.names == {ALL, ("UNIT", number)}
    assert await found(f"select as_of from data_version where key = {number}") == [(None,)]
    assert theirs


async def test_an_import_that_breaks_off_raises_nothing(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await institution("青岚大学")

    async def fails(*_: object) -> list[str]:
        raise ZeroDivisionError

    monkeypatch.setattr(versions, "topics", fails)
    async with Raised() as raised:
        with pytest.raises(ZeroDivisionError):
            await publish_records([grant()], JANUARY)
    assert raised.names == set()
    assert await found("select count(*) from patent") == [(0,)]
