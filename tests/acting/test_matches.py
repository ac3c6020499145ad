"""Matches under several hands at once, and by the hundred."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.sqlite.client import SqliteClient

from panhuo.db import dialect
from panhuo.errors import ErrorCode
from panhuo.models import AuditEntry, InventorMatch, Notice, Patent, User
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import MatchState, NoticeKind, Role
from panhuo.services.acting import acting
from panhuo.services.inventor_claims import confirm_claims, refuse_claims, reopen_claims
from panhuo.services.inventor_matches import claim_matches, decline_matches
from panhuo.services.match_acts import MatchResult
from panhuo.services.matching import match_accounts
from panhuo.services.patents import bulk
from panhuo.services.patents.standing import no_import
from tests.factories import institution, user
from tests.patent_import.records import found, grant, push
from tests.viewers import viewer_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

CLAIMED = MatchState.CLAIMED
PLACES = "select user_id, match from patent_inventor order by patent_id, position"


def said(*results: list[MatchResult]) -> list[str]:
    """What became of each, in one word."""
    return [each.error.code.value if each.error else str(each.state) for result in results for each in result]


async def admins(count: int = 2) -> list[Viewer]:
    school = await institution("青岚大学")
    return [viewer_of(await user(Role.INSTITUTION_ADMIN, school)) for _ in range(count)]


async def namesakes() -> tuple[Viewer, Viewer, list[int]]:
    """Two administrators, and the claims of two namesakes to be a patent's one inventor."""
    one, other = await admins()
    school = one.institution_id
    accounts = [
        await user(Role.INVENTOR, None, "陈一", institution_id=school, unit_id=school) for _ in range(2)
    ]
    await push(grant(inventors=["陈一"]))
    await InventorMatch.all().update(state=CLAIMED)
    numbers = [(await InventorMatch.get(user_id=each.id)).id for each in accounts]
    return one, other, numbers


@pytest.mark.req("S191")
async def test_of_two_administrators_who_decide_at_once_one_wins() -> None:
    one, other, (number, _) = await namesakes()

    done = await asyncio.gather(confirm_claims(one, [number]), refuse_claims(other, [number]))

    assert sorted(said(*done)) in (["CONFIRMED", "CONFLICT"], ["CONFLICT", "REFUSED"])
    assert await AuditEntry.all().count() == await Notice.filter(kind=NoticeKind.MATCH_DECIDED).count() == 1


@pytest.mark.req("S191")
async def test_of_two_namesakes_confirmed_at_once_one_gets_the_place() -> None:
    one, other, (first, second) = await namesakes()

    done = await asyncio.gather(confirm_claims(one, [first]), confirm_claims(other, [second]))

    assert sorted(said(*done)) == ["CONFIRMED", "CONFLICT"]
    assert await InventorMatch.filter(state=MatchState.CONFIRMED).count() == 1
    [(holder, state)] = await found(PLACES)
    winner = await InventorMatch.get(state=MatchState.CONFIRMED)
    assert (holder, state, winner.nth) == (winner.user_id, "CONFIRMED", 1)


async def test_both_are_confirmed_where_the_patent_names_two() -> None:
    one, _, _ = await namesakes()
    await push(grant(2, inventors=["陈一", "李二", "陈一"]))
    patent_id = (await Patent.all().order_by("-id").first()).id  # type: ignore[union-attr]
    await InventorMatch.filter(patent_id=patent_id).update(state=CLAIMED)
    both = [each.id for each in await InventorMatch.filter(patent_id=patent_id).order_by("id")]

    done = await confirm_claims(one, both)

    assert said(done) == ["CONFIRMED", "CONFIRMED"]
    assert [row[1] for row in await found(PLACES)] == ["NONE", "CONFIRMED", "NONE", "CONFIRMED"]
    assert said(await reopen_claims(one, both[:1], "重名")) == ["CLAIMED"]
    assert [row[1] for row in await found(PLACES)] == ["NONE", "NONE", "NONE", "CONFIRMED"]
    assert said(await confirm_claims(one, both[:1])) == ["CONFIRMED"], "the place that is free"


async def test_a_claim_withdrawn_meanwhile_is_nobodys_to_decide() -> None:
    one, _, (number, _) = await namesakes()
    match = await InventorMatch.get(id=number)
    claimant = viewer_of(await User.get(id=match.user_id))  # type: ignore[attr-defined]

    done = await asyncio.gather(confirm_claims(one, [number]), decline_matches(claimant, [number]))

    assert said(*done) in (["CONFIRMED", "CONFLICT"], ["NOT_FOUND", "DECLINED"])


async def test_doing_the_same_again_changes_nothing() -> None:
    one, other, (number, _) = await namesakes()
    claimant = viewer_of(await User.get(id=(await InventorMatch.get(id=number)).user_id))  # type: ignore[attr-defined]
    assert said(await claim_matches(claimant, [number])) == ["CLAIMED"]
    await confirm_claims(one, [number])
    before = await found("select changed_at, decided_by from inventor_match"), await AuditEntry.all().count()

    again = said(await confirm_claims(one, [number]), await confirm_claims(other, [number]))

    assert again == ["CONFIRMED", ErrorCode.CONFLICT]
    assert before == (
        await found("select changed_at, decided_by from inventor_match"),
        await AuditEntry.all().count(),
    )


async def test_an_account_of_another_name_is_proposed_anew() -> None:
    [one] = await admins(1)
    school = one.institution_id
    account = await user(Role.INVENTOR, None, "陈一", institution_id=school, unit_id=school)
    await push(grant(1, inventors=["陈一"]), grant(2, inventors=["陈二"]))

    async with acting(one):
        await no_import()
        await User.filter(id=account.id).update(name="陈二")
        await match_accounts([account.id])

    assert await found("select patent_id, standing from inventor_match order by id") == [(1, 0), (2, 1)]


@contextmanager
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How many statements of either kind of connection a block runs."""
    count: Counter[str] = Counter()

    def counted(owner: Any, name: str) -> None:
        original = getattr(owner, name)

        async def counting(*values: Any) -> Any:
            count["all"] += 1
            return await original(*values)

        patch.setattr(owner, name, counting)

    postgres = dialect() == "postgres"
    with monkeypatch.context() as patch:
        for name in ("run", "rows", "copy"):
            counted(bulk.PostgresBulk if postgres else bulk.SqliteBulk, name)
        counted(AsyncpgDBClient if postgres else SqliteClient, "execute_query_dict")
        yield count


@pytest.mark.req("S191")
async def test_rows_do_not_cost_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    # given one proposal, and five hundred of as many patents
    [one] = await admins(1)
    school = one.institution_id
    names = ["陈一", *(f"李{number}" for number in range(100))]
    accounts = [
        await user(Role.INVENTOR, None, name, institution_id=school, unit_id=school) for name in names
    ]
    await push(
        grant(1, inventors=["陈一"]),
        *(grant(2 + number, inventors=[names[1 + number % 100]]) for number in range(500)),
    )
    numbers = [each.id for each in await InventorMatch.all().order_by("id")]
    assert len(numbers) == 501
    costs = []

    # when
    for some in (numbers[:1], numbers[1:]):
        with statements(monkeypatch) as count:
            await InventorMatch.filter(id__in=some).update(state=CLAIMED)
            assert set(said(await confirm_claims(one, some))) == {"CONFIRMED"}
            assert set(said(await reopen_claims(one, some, "重来"))) == {"CLAIMED"}
            assert set(said(await refuse_claims(one, some))) == {"REFUSED"}
        costs.append(count["all"])
    for some in (accounts[:1], accounts[1:]):
        await InventorMatch.filter(user_id__in=[each.id for each in some]).delete()
        await Notice.all().delete()
        with statements(monkeypatch) as count:
            async with acting(one):
                await no_import()
                await match_accounts([each.id for each in some])
        costs.append(count["all"])

    # then
    assert costs[0] == costs[1] > 10, costs
    assert costs[2] == costs[3] > 5, costs
    assert await InventorMatch.filter(state=MatchState.PROPOSED).count() == 501
    assert await Notice.filter(kind=NoticeKind.MATCH_PROPOSED).count() == 100
