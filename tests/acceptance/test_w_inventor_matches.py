"""Inventors and patents: proposed by name, claimed by people, confirmed by others (S35, S190, S191)."""

from dataclasses import dataclass
from typing import Any

import pytest

from panhuo.models import Holding, OrgUnit, Patent, User
from panhuo.rules.vocabulary import Role
from tests.acceptance.changing import audited
from tests.acceptance.conftest import Ask
from tests.factories import branch, branch_college, college, institution, match_of, patent, user
from tests.patent_import.records import FEBRUARY, found, grant, push
from tests.shared import contents

pytestmark = pytest.mark.anyio

FACTS = "id title applicationNumber firstInventor ownerNames state reason patent { title abstract }"
MINE = f"""
query ($where: InventorMatchFilter) {{ inventorMatches(where: $where) {{ totalCount nodes {{
  {FACTS} viewerCan {{ claim {{ allowed reason message }} decline {{ allowed reason }} }} }} }} }}
"""
CLAIMS = f"""
query ($where: InventorClaimFilter) {{ inventorClaims(where: $where) {{ totalCount nodes {{
  {FACTS} standing user {{ id name }}
  viewerCan {{ confirm {{ allowed reason }} refuse {{ allowed reason }} reopen {{ allowed reason }} }}
}} }} }}
"""
PATENTS = "{ patents(filed: ALL, campus: ALL) { nodes { id title unit { name } } } }"
NOTICES = "{ notices { nodes { kind message subjectId } } }"
BY_ID = "query ($id: ID!) { node(id: $id) { id } }"
WATCHED = ("inventor_match", "patent_inventor", "holding", "patent", "notice", "audit_entry", "data_version")
Outcome = tuple[str, str | None]


@dataclass(frozen=True)
class School:
    """A school with two colleges and a namesake in each, and their administrators."""

    root: OrgUnit
    physics: OrgUnit
    chemistry: OrgUnit
    chen: User
    namesake: User
    admin: User
    head: User


async def school_of_namesakes() -> School:
    root = await institution("青岚大学")
    physics, chemistry = await college(root, "物理学院"), await college(root, "化学学院")
    return School(
        root,
        physics,
        chemistry,
        await user(Role.INVENTOR, physics, "陈一"),
        await user(Role.INVENTOR, chemistry, "陈 一"),
        await user(Role.INSTITUTION_ADMIN, root),
        await user(Role.COLLEGE_ADMIN, physics),
    )


def act(name: str) -> str:
    kind = f"{name[0].upper()}{name[1:]}Input"
    return f"""mutation ($input: {kind}!) {{ {name}(input: $input) {{
      results {{ subjectId state error {{ code message }} }} userErrors {{ code field message }} }} }}"""


async def acts(ask: Ask, name: str, viewer: User, *ids: str, **more: Any) -> list[Outcome]:
    """Of each the new state, or the code of why not."""
    payload = (await ask(act(name), viewer, input={"ids": list(ids), **more}))[name]
    assert payload["userErrors"] == []
    assert [each["subjectId"] for each in payload["results"]] == list(ids)
    return [(each["state"], each["error"] and each["error"]["code"]) for each in payload["results"]]


async def mine(ask: Ask, viewer: User) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = (await ask(MINE, viewer))["inventorMatches"]["nodes"]
    return nodes


async def claims(ask: Ask, viewer: User) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = (await ask(CLAIMS, viewer))["inventorClaims"]["nodes"]
    return nodes


async def read(ask: Ask, viewer: User) -> list[tuple[str, str]]:
    """The patents a viewer reads, with their units."""
    nodes = (await ask(PATENTS, viewer))["patents"]["nodes"]
    return [(node["title"], node["unit"] and node["unit"]["name"]) for node in nodes]


async def told(ask: Ask, viewer: User) -> list[str]:
    return [node["kind"] for node in (await ask(NOTICES, viewer))["notices"]["nodes"]]


async def ids(account: User, made: Patent) -> tuple[str, str]:
    """The ids of a match: as its inventor and as an administrator names it."""
    number = (await match_of(account, made)).id
    return f"InventorMatch:{number}", f"InventorClaim:{number}"


@pytest.mark.req("S35", "S190", "S191")
async def test_a_patent_is_proposed_claimed_and_confirmed(ask: Ask) -> None:
    # given
    school = await school_of_namesakes()
    await push(grant(inventors=["李二", "陈一"], title="散热方法", abstract="摘要"))

    # then the inventor sees the facts the claim needs, and no more
    [proposal] = await mine(ask, school.chen)
    assert proposal | {"id": "", "viewerCan": {}} == {
        "id": "",
        "title": "散热方法",
        "applicationNumber": (await Patent.get()).application_number,
        "firstInventor": "李二",
        "ownerNames": ["青岚大学"],
        "state": "PROPOSED",
        "reason": None,
        "patent": None,
        "viewerCan": {},
    }
    assert proposal["viewerCan"]["claim"] == {"allowed": True, "reason": None, "message": None}
    assert await read(ask, school.chen) == []
    assert await claims(ask, school.admin) == [], "nobody else's business yet"
    assert await told(ask, school.chen) == ["MATCH_PROPOSED"]

    # when
    assert await acts(ask, "claimMatches", school.chen, proposal["id"]) == [("CLAIMED", None)]

    # then its own administrator hears of it
    [claim] = await claims(ask, school.head)
    assert (claim["title"], claim["user"]["name"], claim["state"]) == ("散热方法", "陈一", "CLAIMED")
    assert claim["patent"] is None, "it lies in the school's pool, beyond a college"
    assert (await told(ask, school.head), await told(ask, school.admin)) == (["MATCH_CLAIM_WAITING"], [])
    assert await read(ask, school.chen) == []

    # when
    assert await acts(ask, "confirmClaims", school.head, claim["id"]) == [("CONFIRMED", None)]

    # then it is the inventor's, and stands where the inventor does
    assert await read(ask, school.chen) == [("散热方法", "物理学院")]
    assert await read(ask, school.head) == [("散热方法", "物理学院")]
    assert (await mine(ask, school.chen))[0]["patent"] == {"title": "散热方法", "abstract": "摘要"}
    assert "MATCH_DECIDED" in await told(ask, school.chen)
    held = await Holding.get()
    assert (held.unit_id, held.assigned) == (school.physics.id, False)
    assert await audited() == [("MATCH_CLAIMED", "散热方法"), ("MATCH_CONFIRMED", "散热方法")]


@pytest.mark.req("S191")
async def test_namesakes_never_see_each_others_patents(ask: Ask, answer: Ask) -> None:
    # given two who may be meant, and who both claim
    school = await school_of_namesakes()
    await push(grant(inventors=["陈一"], title="甲"))
    made = await Patent.get()
    own, own_claim = await ids(school.chen, made)
    other, other_claim = await ids(school.namesake, made)
    assert [each["id"] for each in await mine(ask, school.chen)] == [own]
    assert [each["id"] for each in await mine(ask, school.namesake)] == [other]
    for viewer, foreign in ((school.chen, other), (school.namesake, own)):
        assert await acts(ask, "claimMatches", viewer, foreign) == [(None, "NOT_FOUND")]
        assert (await answer(BY_ID, viewer, id=foreign))["data"]["node"] is None
    for viewer, their in ((school.chen, own), (school.namesake, other)):
        assert await acts(ask, "claimMatches", viewer, their) == [("CLAIMED", None)]
    assert [each["id"] for each in await claims(ask, school.head)] == [own_claim], "of its own college"

    # when one is confirmed
    assert await acts(ask, "confirmClaims", school.admin, own_claim) == [("CONFIRMED", None)]

    # then the other reads nothing of it any more, and cannot be confirmed
    assert await mine(ask, school.namesake) == []
    assert await read(ask, school.namesake) == []
    assert (await answer(BY_ID, school.namesake, id=other))["data"]["node"] is None
    assert (await answer(BY_ID, school.namesake, id=f"Patent:{made.id}"))["data"]["node"] is None
    assert await acts(ask, "declineMatches", school.namesake, other) == [(None, "NOT_FOUND")]
    waiting = {each["id"]: each for each in await claims(ask, school.admin)}[other_claim]
    assert waiting["viewerCan"]["confirm"] == {"allowed": False, "reason": "TAKEN"}
    assert await acts(ask, "confirmClaims", school.admin, other_claim) == [(None, "CONFLICT")]

    # when that decision is taken back
    again = await acts(ask, "reopenClaims", school.admin, own_claim, reason="重名，确认有误")

    # then both wait again, and the patent is in the pool
    assert again == [("CLAIMED", None)]
    assert [each["state"] for each in await mine(ask, school.namesake)] == ["CLAIMED"]
    assert [each["reason"] for each in await mine(ask, school.chen)] == ["重名，确认有误"]
    assert (await Holding.get()).unit_id == school.root.id
    assert await acts(ask, "confirmClaims", school.admin, other_claim) == [("CONFIRMED", None)]
    assert await read(ask, school.namesake) == [("甲", "化学学院")]
    assert await mine(ask, school.chen) == await read(ask, school.chen) == []


@pytest.mark.req("S191")
async def test_what_was_refused_stays_refused(ask: Ask) -> None:
    # given
    school = await school_of_namesakes()
    await push(grant(inventors=["陈一"]))
    own, claim = await ids(school.chen, await Patent.get())
    await acts(ask, "claimMatches", school.chen, own)
    done = await acts(ask, "refuseClaims", school.head, claim, reason="查无此人")
    assert done == [("REFUSED", None)]

    # when delivered again, under another list, and in another's eyes
    await push(grant(inventors=["赵四", "陈一"], agency="代理"), as_of=FEBRUARY)

    # then
    [refused] = await mine(ask, school.chen)
    assert (refused["state"], refused["reason"]) == ("REFUSED", "查无此人")
    assert refused["viewerCan"]["claim"]["reason"] == "REFUSED"
    assert (
        "管理员"
        in (await ask(MINE, school.chen, language="zh-CN"))["inventorMatches"]["nodes"][0]["viewerCan"][
            "claim"
        ]["message"]
    )
    assert await acts(ask, "claimMatches", school.chen, own) == [(None, "CONFLICT")]
    assert await acts(ask, "declineMatches", school.chen, own) == [(None, "CONFLICT")]
    assert await acts(ask, "confirmClaims", school.admin, claim) == [(None, "CONFLICT")]
    assert await acts(ask, "refuseClaims", school.admin, claim) == [(None, "CONFLICT")]
    assert await acts(ask, "refuseClaims", school.head, claim) == [("REFUSED", None)], "asked again"
    assert await read(ask, school.chen) == []

    # when an administrator takes that back
    assert await acts(ask, "reopenClaims", school.admin, claim, reason="误操作") == [("CLAIMED", None)]

    # then
    assert await acts(ask, "confirmClaims", school.head, claim) == [("CONFIRMED", None)]


@pytest.mark.req("S191")
async def test_an_inventor_declines_and_withdraws_without_a_trace_of_proposals(ask: Ask) -> None:
    # given
    school = await school_of_namesakes()
    await push(grant(1, inventors=["陈一"], title="一"), grant(2, inventors=["陈一"], title="二"))
    one, two = await Patent.all().order_by("application_number")
    (first, _), (second, claim) = await ids(school.chen, one), await ids(school.chen, two)
    await acts(ask, "claimMatches", school.chen, second)

    # when
    done = await acts(ask, "declineMatches", school.chen, first, second)

    # then
    assert done == [("DECLINED", None)] * 2
    assert await claims(ask, school.admin) == []
    assert await acts(ask, "confirmClaims", school.admin, claim) == [(None, "NOT_FOUND")]
    assert await audited() == [("MATCH_CLAIMED", "二"), ("MATCH_WITHDRAWN", "二")], "nothing of the first"
    await push(grant(1, inventors=["陈一"], title="一", agency="代理"), as_of=FEBRUARY)
    assert {each["state"] for each in await mine(ask, school.chen)} == {"DECLINED"}
    assert await acts(ask, "claimMatches", school.chen, first) == [("CLAIMED", None)], "thought again"


@pytest.mark.req("S35", "S191")
async def test_nobody_decides_on_their_own_or_beyond_their_reach(ask: Ask, answer: Ask) -> None:
    # given an administrator who invents, and administrators of every kind
    school = await school_of_namesakes()
    east = await branch(school.root)
    ships = await branch_college(east)
    head = await user(Role.COLLEGE_ADMIN, school.physics, "钱五")
    away = [
        await user(Role.COLLEGE_ADMIN, school.chemistry),
        await user(Role.BRANCH_ADMIN, east),
        await user(Role.BRANCH_COLLEGE_ADMIN, ships),
        await user(Role.INSTITUTION_ADMIN, await institution()),
    ]
    await push(grant(inventors=["钱五"]))
    own, claim = await ids(head, await Patent.get())
    assert [each["title"] for each in await mine(ask, head)], "any tenant role may be an inventor"
    assert await acts(ask, "claimMatches", head, own) == [("CLAIMED", None)]
    before = await contents(*WATCHED)

    # when, then
    [shown] = await claims(ask, head)
    assert {name: each["reason"] for name, each in shown["viewerCan"].items()} == {
        "confirm": "SELF",
        "refuse": "SELF",
        "reopen": "SELF",
    }
    for name, more in (("confirmClaims", {}), ("refuseClaims", {}), ("reopenClaims", {"reason": "原因"})):
        assert await acts(ask, name, head, claim, **more) == [(None, "CONFLICT")]
        for viewer in away:
            assert await acts(ask, name, viewer, claim, **more) == [(None, "NOT_FOUND")]
        for denied, code in (
            (school.chen, "FORBIDDEN"),
            (await user(Role.PLATFORM_OPERATOR), "FORBIDDEN"),
            (None, "UNAUTHENTICATED"),
        ):
            body = await answer(act(name), denied, input={"ids": [claim], **more})
            assert [error["extensions"]["code"] for error in body["errors"]] == [code]
    for viewer in away:
        assert await claims(ask, viewer) == []
        assert (await answer(BY_ID, viewer, id=claim))["data"]["node"] is None
    assert await contents(*WATCHED) == before
    assert await acts(ask, "confirmClaims", school.head, claim) == [("CONFIRMED", None)], "a colleague does"


@pytest.mark.req("S191")
async def test_many_at_once_each_with_its_own_result(ask: Ask, answer: Ask) -> None:
    # given
    school = await school_of_namesakes()
    await push(*(grant(number, inventors=["陈一"], title=f"第{number}件") for number in range(1, 5)))
    papers = await Patent.all().order_by("application_number")
    pairs = [await ids(school.chen, each) for each in papers]
    proposals, admins = [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    # when
    claimed = await acts(ask, "claimMatches", school.chen, *proposals[:3], "InventorMatch:999999")
    await acts(ask, "refuseClaims", school.head, admins[0])
    done = await acts(ask, "confirmClaims", school.admin, *admins)

    # then
    assert claimed == [("CLAIMED", None)] * 3 + [(None, "NOT_FOUND")]
    assert done == [(None, "CONFLICT"), ("CONFIRMED", None), ("CONFIRMED", None), (None, "NOT_FOUND")]
    assert {title for title, _ in await read(ask, school.chen)} == {"第2件", "第3件"}
    message = (await ask(NOTICES, school.head))["notices"]["nodes"][0]["message"]
    assert "第1件 (+2)" in message, "one notice for all of them"
    body = await ask("query { inventorMatches(where: {state: {eq: CONFIRMED}}) { totalCount } }", school.chen)
    assert body["inventorMatches"]["totalCount"] == 2
    before = await contents(*WATCHED)
    for wrong, code in (
        ([], "INVALID_VALUE"),
        ([proposals[3]] * 2, "INVALID_VALUE"),
        (["Patent:1"], "BAD_ID"),
    ):
        [error] = (await ask(act("claimMatches"), school.chen, input={"ids": wrong}))["claimMatches"][
            "userErrors"
        ]
        assert (error["code"], error["field"]) == (code, ["input", "ids"])
    empty = {"ids": [admins[1]], "reason": " "}
    [error] = (await ask(act("reopenClaims"), school.admin, input=empty))["reopenClaims"]["userErrors"]
    assert (error["code"], error["field"]) == ("INVALID_VALUE", ["input", "reason"])
    assert await contents(*WATCHED) == before


@pytest.mark.req("S191")
async def test_accounts_are_proposed_when_they_come_or_come_back(ask: Ask) -> None:
    # given patents that were there before
    school = await school_of_namesakes()
    made = await patent(school.root, inventors=["孙六"], title="先到")
    create = """mutation ($input: CreateUserInput!) {
      createUser(input: $input) { user { id } userErrors { code } } }"""
    unit = f"OrgUnit:{school.physics.id}"
    given = {"role": "INVENTOR", "username": "sunliu", "name": "孙 六", "unit": unit}

    # when
    payload = (await ask(create, school.head, input=given))["createUser"]

    # then
    sun = await User.get(username="sunliu")
    assert payload["user"] == {"id": f"User:{sun.id}"}
    match = await match_of(sun, made)
    assert (match.state, match.standing) == ("PROPOSED", True)

    # when disabled, it keeps what it has, and hears of the rest later
    await ask("mutation ($id: ID!) { disableUser(input: {id: $id}) { userErrors { code } } }", school.head,
              id=f"User:{sun.id}")  # fmt: skip
    later = await patent(school.root, inventors=["孙六"], title="后到")
    kept = await found("select user_id, state from inventor_match")
    await ask("mutation ($id: ID!) { enableUser(input: {id: $id}) { userErrors { code } } }", school.head,
              id=f"User:{sun.id}")  # fmt: skip

    # then
    assert kept == [(sun.id, "PROPOSED")]
    assert (await match_of(sun, later)).state == "PROPOSED"


@pytest.mark.req("S190", "S191")
async def test_a_change_of_owner_names_proposes_and_withdraws(ask: Ask) -> None:
    # given a patent under a name nobody has yet
    school = await school_of_namesakes()
    await push(grant(inventors=["陈一"], owners=["青岚工学院"], title="旧名"))
    assert await mine(ask, school.chen) == []
    alias = {"orgUnit": f"OrgUnit:{school.root.id}", "name": "青岚工学院"}
    change = "mutation ($input: %s!) { %s(input: $input) { patents userErrors { code } } }"

    # when
    await ask(change % ("AddOwnerAliasInput", "addOwnerAlias"), school.admin, input=alias)

    # then
    assert [each["title"] for each in await mine(ask, school.chen)] == ["旧名"]

    # when
    await ask(change % ("RemoveOwnerAliasInput", "removeOwnerAlias"), school.admin, input=alias)

    # then
    assert await mine(ask, school.chen) == await mine(ask, school.namesake) == []


@pytest.mark.req("S190")
async def test_the_patent_follows_its_inventor_who_moves(ask: Ask) -> None:
    # given
    school = await school_of_namesakes()
    await push(grant(inventors=["陈一"], title="甲"))
    own, claim = await ids(school.chen, await Patent.get())
    await acts(ask, "claimMatches", school.chen, own)
    await acts(ask, "confirmClaims", school.admin, claim)
    move = """mutation ($id: ID!, $unit: ID!) {
      moveUser(input: {id: $id, unit: $unit}) { userErrors { code } } }"""

    # when
    unit = f"OrgUnit:{school.chemistry.id}"
    await ask(move, school.admin, id=f"User:{school.chen.id}", unit=unit)

    # then
    assert await read(ask, school.chen) == [("甲", "化学学院")]
    assert await read(ask, school.head) == []
