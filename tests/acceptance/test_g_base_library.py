"""G. What the base library holds: S47–S56."""

from datetime import date

import pytest

from panhuo.models import OrgUnit, Patent, User
from panhuo.rules.vocabulary import FilingState, LegalEventKind, LegalStatus, Role
from tests.acceptance.conftest import Ask
from tests.factories import branch, institution, legal_event, patent, user

pytestmark = pytest.mark.anyio

LIST = """
query ($filed: FiledFilter! = ALL, $campus: Campus! = ALL, $branch: ID, $where: PatentFilter) {
  patents(filed: $filed, campus: $campus, branch: $branch, where: $where, first: 100) {
    totalCount
    nodes { title legalStatus validAtEndOf2023 transferredOut asOf }
  }
}
"""
DEFAULTS = "{ patents { totalCount nodes { title } } }"
ARGUMENTS = '{ __type(name: "Query") { fields { name args { name defaultValue } } } }'
EVENTS = "query ($id: ID!) { patent(id: $id) { transferredOut legalEvents { kind date detail } } }"


@pytest.fixture
async def school(db: str) -> OrgUnit:
    return await institution("青岚大学")


@pytest.fixture
async def admin(school: OrgUnit) -> User:
    return await user(Role.INSTITUTION_ADMIN, school)


def titles(data: dict[str, dict[str, list[dict[str, str]]]]) -> set[str]:
    return {node["title"] for node in data["patents"]["nodes"]}


async def lapsed(school: OrgUnit, title: str, on: date | None) -> Patent:
    return await patent(school, title=title, legal_status=LegalStatus.LAPSED, lapse_date=on)


@pytest.mark.req("S47", "S49", "S55")
async def test_stock_of_2023_and_what_came_after(ask: Ask, school: OrgUnit, admin: User) -> None:
    # given
    await patent(school, title="valid at the end of 2023")
    await lapsed(school, "lapsed later", date(2024, 5, 1))
    await lapsed(school, "lapsed earlier", date(2022, 5, 1))
    await lapsed(school, "lapsed, nobody knows when", None)
    await patent(school, title="valid since 2024", grant_date=date(2024, 1, 2))

    # when
    every = (await ask(LIST, admin))["patents"]["nodes"]
    tagged = await ask(LIST, admin, where={"validAtEndOf2023": {"eq": True}})

    # then
    assert {node["title"]: node["validAtEndOf2023"] for node in every} == {
        "valid at the end of 2023": True,
        "lapsed later": True,
        "lapsed earlier": False,
        "lapsed, nobody knows when": None,
        "valid since 2024": False,
    }
    assert titles(tagged) == {"valid at the end of 2023", "lapsed later"}


@pytest.mark.req("S48")
async def test_a_transfer_is_a_dated_event_not_the_words_of_a_state(
    ask: Ask, school: OrgUnit, admin: User
) -> None:
    # given
    ours = await patent(school, title="bought", legal_text="授权 | 权利转移")
    gone = await patent("某某股份有限公司", title="sold", former=[school])
    await legal_event(gone, LegalEventKind.TRANSFER, date(2023, 10, 19), "青岚大学 → 某某股份有限公司")

    # when
    kept = (await ask(EVENTS, admin, id=f"Patent:{ours.id}"))["patent"]
    sold = (await ask(EVENTS, admin, id=f"Patent:{gone.id}"))["patent"]

    # then
    assert kept == {"transferredOut": False, "legalEvents": []}
    event = {"kind": "TRANSFER", "date": "2023-10-19", "detail": "青岚大学 → 某某股份有限公司"}
    assert sold == {"transferredOut": True, "legalEvents": [event]}
    assert titles(await ask(LIST, admin)) == {"bought", "sold"}
    assert titles(await ask(LIST, admin, where={"transferredOut": {"eq": True}})) == {"sold"}


@pytest.mark.req("S51")
async def test_every_patent_says_of_which_date_its_facts_are(ask: Ask, school: OrgUnit, admin: User) -> None:
    await patent(school, as_of=date(2026, 1, 31))
    await patent(school, as_of=date(2026, 2, 7))

    nodes = (await ask(LIST, admin))["patents"]["nodes"]

    assert {node["asOf"] for node in nodes} == {"2026-01-31", "2026-02-07"}


@pytest.mark.req("S52")
async def test_the_list_holds_all_and_counts_can_be_of_the_valid(
    ask: Ask, school: OrgUnit, admin: User
) -> None:
    # given
    await patent(school)
    await lapsed(school, "lapsed", date(2024, 5, 1))
    await patent(school, legal_status=LegalStatus.PENDING, grant_date=None)
    await patent("某某股份有限公司", former=[school])

    # when
    every = await ask(LIST, admin)
    where = {"legalStatus": {"eq": "VALID"}, "transferredOut": {"eq": False}}
    valid = await ask(LIST, admin, where=where)

    # then
    assert (every["patents"]["totalCount"], valid["patents"]["totalCount"]) == (4, 1)


@pytest.mark.req("S53")
async def test_unfiled_patents_are_the_visible_default(ask: Ask, school: OrgUnit, admin: User) -> None:
    # given
    for state in FilingState:
        await patent(school, title=state, state=state)

    # when
    fields = (await ask(ARGUMENTS, admin))["__type"]["fields"]
    arguments = next(field["args"] for field in fields if field["name"] == "patents")

    # then
    assert {argument["name"]: argument["defaultValue"] for argument in arguments}["filed"] == "UNFILED"
    assert titles(await ask(DEFAULTS, admin)) == {"UNFILED"}
    assert titles(await ask(LIST, admin, filed="FILED")) == {"FILED", "INVENTORIED", "REGISTERED"}
    assert titles(await ask(LIST, admin, filed="ALL")) == set(FilingState)


@pytest.mark.req("S54")
async def test_the_main_campus_is_the_visible_default(ask: Ask, school: OrgUnit, admin: User) -> None:
    # given
    east, west = await branch(school, "东校区"), await branch(school, "西校区")
    for owner in (school, east, west):
        await patent(owner, title=owner.name)

    # when
    fields = (await ask(ARGUMENTS, admin))["__type"]["fields"]
    arguments = next(field["args"] for field in fields if field["name"] == "patents")

    # then
    assert {argument["name"]: argument["defaultValue"] for argument in arguments}["campus"] == "MAIN"
    assert titles(await ask(DEFAULTS, admin)) == {"青岚大学"}
    assert titles(await ask(LIST, admin, campus="ALL")) == {"青岚大学", "东校区", "西校区"}
    assert titles(await ask(LIST, admin, branch=f"OrgUnit:{west.id}")) == {"西校区"}
    assert titles(await ask(DEFAULTS, await user(Role.BRANCH_ADMIN, east))) == {"东校区"}


@pytest.mark.req("S54")
async def test_institutions_and_branches_own_under_their_names_and_aliases(ask: Ask, school: OrgUnit) -> None:
    # given
    await branch(school, "东校区", aliases=["青岚大学东部学院"])
    admin = await user(Role.INSTITUTION_ADMIN, school)
    query = "{ orgUnits { nodes { name ownerAliases { name } } } }"

    # when
    units = (await ask(query, admin))["orgUnits"]["nodes"]

    # then
    assert {unit["name"]: [alias["name"] for alias in unit["ownerAliases"]] for unit in units} == {
        "青岚大学": ["青岚大学"],
        "东校区": ["东校区", "青岚大学东部学院"],
    }
