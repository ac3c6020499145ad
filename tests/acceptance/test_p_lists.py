"""P. The reviewers' and the filers' lists: S131–S135, S142."""

from typing import Any

import pytest

from panhuo.models import OrgUnit, User
from panhuo.rules.vocabulary import DossierState, Role
from tests.acceptance.conftest import Ask
from tests.factories import (
    branch,
    branch_college,
    college,
    dossier,
    enterprise,
    institution,
    now,
    patent,
    user,
)

pytestmark = pytest.mark.anyio

MINE = """
query ($state: DossierState, $kind: DossierKind, $where: DossierFilter) {
  myDossiers(state: $state, kind: $kind, where: $where) {
    totalCount counts(by: STATE) { key count } nodes { title state revisionOf { title } registeredAt }
  }
}
"""
QUEUE = """
query ($kind: DossierKind, $first: Int, $after: String) {
  reviewQueue(kind: $kind, first: $first, after: $after) {
    totalCount counts(by: KIND) { key count } pageInfo { hasNextPage endCursor }
    nodes { title waitingSince registeredAt viewerCan { approve { allowed reason } } }
  }
}
"""
REVIEWED = """
query ($state: ReviewedState! = REJECTED) { reviewed(state: $state) { totalCount nodes { title reason } } }
"""
S = DossierState


class School:
    """A university with a college, a branch with a college, and an account for each level."""

    root: OrgUnit
    physics: OrgUnit
    east: OrgUnit
    optics: OrgUnit
    admin: User
    dean: User
    head: User
    optician: User
    chen: User
    liu: User


@pytest.fixture
async def school(db: str) -> School:
    made = School()
    made.root = await institution("青岚大学")
    made.physics = await college(made.root)
    made.east = await branch(made.root)
    made.optics = await branch_college(made.east)
    made.admin = await user(Role.INSTITUTION_ADMIN, made.root)
    made.dean = await user(Role.COLLEGE_ADMIN, made.physics)
    made.head = await user(Role.BRANCH_ADMIN, made.east)
    made.optician = await user(Role.BRANCH_COLLEGE_ADMIN, made.optics)
    made.chen = await user(Role.INVENTOR, made.physics)
    made.liu = await user(Role.INVENTOR, made.optics)
    return made


def titles(connection: dict[str, Any]) -> list[str]:
    return [node["title"] for node in connection["nodes"]]


@pytest.mark.req("S131", "S132", "S142")
async def test_what_one_filed_stands_under_its_tab(ask: Ask, school: School) -> None:
    # given
    for state in S:
        await dossier(
            school.chen,
            await patent(school.root, inventors=[school.chen], title=state),
            state=state,
            at=school.physics if state is S.PENDING else None,
        )
    await dossier(school.dean, await patent(school.root, title="the dean's"), state=S.REJECTED)

    # when
    every = (await ask(MINE, school.chen))["myDossiers"]
    tabs = {
        state: (await ask(MINE, school.chen, state=state))["myDossiers"]
        for state in (S.DRAFT, S.PENDING, S.REJECTED, S.DELISTED)
    }

    # then
    assert {each["key"]: each["count"] for each in every["counts"]} == dict.fromkeys(S, 1)
    for state, tab in tabs.items():
        assert (titles(tab), tab["totalCount"], tab["nodes"][0]["registeredAt"]) == ([state], 1, None)
    assert titles((await ask(MINE, school.dean))["myDossiers"]) == ["the dean's"]
    assert titles((await ask(MINE, school.admin))["myDossiers"]) == []


@pytest.mark.req("S108")
async def test_drafts_are_found_by_what_they_say_and_by_nobody_else(ask: Ask, school: School) -> None:
    # given
    paper = await patent(school.root, inventors=[school.chen], title="drafted")
    await dossier(school.chen, paper)
    where = {"willingness": {"eq": "TO_LICENSE"}, "rating": {"eq": 4}}
    patents = "query ($where: PatentFilter) { patents(filed: ALL, where: $where) { nodes { title } } }"

    # then
    assert titles((await ask(MINE, school.chen, where=where))["myDossiers"]) == ["drafted"]
    assert titles((await ask(patents, school.chen, where=where))["patents"]) == ["drafted"]
    assert titles((await ask(patents, school.dean, where=where))["patents"]) == []


@pytest.mark.req("S127")
async def test_a_revision_waits_beside_its_base_which_stands(ask: Ask, school: School) -> None:
    # given
    battery = await patent(school.root, inventors=[school.chen], title="一种电池")
    base = await dossier(school.chen, battery, state=S.INVENTORIED)
    await dossier(school.chen, battery, state=S.PENDING, at=school.physics, base_id=base.id)

    # when
    pending = (await ask(MINE, school.chen, state="PENDING"))["myDossiers"]
    queue = (await ask(QUEUE, school.dean))["reviewQueue"]
    seen = (
        await ask(
            "query ($id: ID!) { dossier(id: $id) { state openRevision { state } } }",
            school.dean,
            id=f"Dossier:{base.id}",
        )
    )["dossier"]

    # then
    assert pending["nodes"] == [
        {"title": "一种电池", "state": "PENDING", "revisionOf": {"title": "一种电池"}, "registeredAt": None}
    ]
    assert titles(queue) == ["一种电池"]
    assert seen == {"state": "INVENTORIED", "openRevision": {"state": "PENDING"}}


@pytest.mark.req("S132", "S133", "S135")
async def test_each_level_reviews_what_waits_at_its_step(ask: Ask, school: School) -> None:
    # given
    waiting = {"physics": school.physics, "root": school.root, "east": school.east, "optics": school.optics}
    for since, (title, unit) in enumerate(reversed(waiting.items()), 1):
        filer = school.chen if title in ("physics", "root") else school.liu
        made = await patent(school.root, inventors=[filer], title=title)
        await dossier(filer, made, state=S.PENDING, at=unit, waiting_since=now() - since)
    pair = [await patent(school.root, inventors=[school.chen]) for _ in range(2)]
    await dossier(school.chen, *pair, state=S.PENDING, at=school.physics, waiting_since=1)

    # then
    seen = {
        viewer: (await ask(QUEUE, getattr(school, viewer)))["reviewQueue"]
        for viewer in ("dean", "head", "optician")
    }
    assert {viewer: titles(found) for viewer, found in seen.items()} == {
        "dean": ["一组专利", "physics"],
        "head": ["east"],
        "optician": ["optics"],
    }
    assert seen["dean"]["counts"] == [{"key": "PORTFOLIO", "count": 1}, {"key": "SINGLE", "count": 1}]
    assert all(node["viewerCan"]["approve"]["allowed"] for node in seen["dean"]["nodes"])
    singles = (await ask(QUEUE, school.dean, kind="SINGLE"))["reviewQueue"]
    assert (titles(singles), singles["totalCount"]) == (["physics"], 1)


@pytest.mark.req("S142")
async def test_the_longest_waiting_comes_first_and_pages_go_on(ask: Ask, school: School) -> None:
    # given
    for since in (300, 100, 200):
        made = await patent(school.root, inventors=[school.chen], title=f"since {since}")
        await dossier(school.chen, made, state=S.PENDING, at=school.physics, waiting_since=since)

    # when
    first = (await ask(QUEUE, school.dean, first=2))["reviewQueue"]
    second = (await ask(QUEUE, school.dean, first=2, after=first["pageInfo"]["endCursor"]))["reviewQueue"]

    # then
    assert (titles(first), titles(second)) == (["since 100", "since 200"], ["since 300"])
    assert {node["registeredAt"] for node in first["nodes"]} == {None}


async def test_the_institution_reviews_for_a_level_left_without_an_administrator(
    ask: Ask, school: School
) -> None:
    # given
    made = await patent(school.root, inventors=[school.chen], title="orphaned")
    await dossier(school.chen, made, state=S.PENDING, at=school.physics)
    assert titles((await ask(QUEUE, school.admin))["reviewQueue"]) == []

    # when
    school.dean.active = False
    await school.dean.save(update_fields=["active"])

    # then
    assert titles((await ask(QUEUE, school.admin))["reviewQueue"]) == ["orphaned"]


async def test_nobody_may_approve_their_own(ask: Ask, school: School) -> None:
    # given
    made = await patent(school.root, inventors=[school.chen])
    await dossier(school.dean, made, state=S.PENDING, at=school.physics)

    # when
    [seen] = (await ask(QUEUE, school.dean))["reviewQueue"]["nodes"]

    # then
    assert seen["viewerCan"]["approve"] == {"allowed": False, "reason": "OWN_REVIEW"}


@pytest.mark.req("S132", "S140")
async def test_reviewers_see_what_others_filed_and_was_returned_or_delisted(ask: Ask, school: School) -> None:
    # given
    for state in S:
        made = await patent(school.root, inventors=[school.chen], title=state)
        await dossier(school.chen, made, state=state)
    await dossier(school.dean, await patent(school.root, title="the dean's"), state=S.REJECTED)
    await dossier(school.liu, await patent(school.east, title="the branch's"), state=S.DELISTED)

    # when
    rejected = (await ask(REVIEWED, school.dean))["reviewed"]
    delisted = (await ask(REVIEWED, school.dean, state="DELISTED"))["reviewed"]
    above = (await ask(REVIEWED, school.admin, state="DELISTED"))["reviewed"]

    # then
    assert rejected == {"totalCount": 1, "nodes": [{"title": "REJECTED", "reason": "材料不全"}]}
    assert delisted == {"totalCount": 1, "nodes": [{"title": "DELISTED", "reason": "材料不全"}]}
    assert set(titles(above)) == {"DELISTED", "the branch's"}


@pytest.mark.req("S132")
@pytest.mark.parametrize(
    ("query", "field"), [(QUEUE, "reviewQueue"), (REVIEWED, "reviewed")], ids=["queue", "reviewed"]
)
async def test_inventors_have_no_reviewers_side(answer: Ask, school: School, query: str, field: str) -> None:
    # when
    body = await answer(query, school.chen)

    # then
    assert body["data"] == {field: None}
    assert [error["extensions"]["code"] for error in body["errors"]] == ["FORBIDDEN"]


async def test_who_files_nothing_has_no_list_of_it(answer: Ask, db: str) -> None:
    for viewer in (
        await user(Role.ENTERPRISE, await enterprise()),
        await user(Role.PLATFORM_OPERATOR),
        None,
    ):
        body = await answer(MINE, viewer)
        assert body["data"] == {"myDossiers": None}


async def test_what_waits_has_a_due_date_where_its_level_has_days(ask: Ask, school: School) -> None:
    # given
    day = 86_400_000
    for title, since in (("late", now() - 3 * day), ("in time", now() - day)):
        made = await patent(school.root, inventors=[school.chen], title=title)
        await dossier(school.chen, made, state=S.PENDING, at=school.physics, waiting_since=since)
    set_days = """
    mutation ($id: ID!, $days: Int) {
      updateApprovalFlow(input: {institution: $id, version: 1, collegeDays: $days}) {
        approvalFlow { collegeDays branchDays college } userErrors { code field }
      }
    }
    """
    due = (
        "query ($where: DossierFilter) { reviewQueue(where: $where) { nodes { title dueAt waitingSince } } }"
    )
    unlimited = (await ask(due, school.dean))["reviewQueue"]
    root = f"OrgUnit:{school.root.id}"

    # when
    refused = (await ask(set_days, school.admin, id=root, days=0))["updateApprovalFlow"]
    done = (await ask(set_days, school.admin, id=root, days=2))["updateApprovalFlow"]

    # then
    assert {node["dueAt"] for node in unlimited["nodes"]} == {None}
    assert refused["userErrors"] == [{"code": "INVALID_VALUE", "field": ["input", "collegeDays"]}]
    assert done["approvalFlow"] == {"collegeDays": 2, "branchDays": None, "college": True}
    overdue = (await ask(due, school.dean, where={"overdue": {"eq": True}}))["reviewQueue"]
    assert titles(overdue) == ["late"]
    assert overdue["nodes"][0]["dueAt"] > overdue["nodes"][0]["waitingSince"]
    assert titles((await ask(due, school.dean))["reviewQueue"]) == ["late", "in time"]
