"""B. Organisation: S9."""

import pytest

from panhuo.rules.vocabulary import Role
from tests.acceptance.conftest import Ask
from tests.factories import branch, branch_college, college, institution, user

pytestmark = pytest.mark.anyio

TREE = """
query ($id: ID!) {
  orgUnit(id: $id) {
    name kind
    children { nodes { name kind parent { name } children { nodes { name kind children { totalCount } } } } }
  }
}
"""


@pytest.mark.req("S8", "S9")
async def test_the_tree_has_four_kinds_of_node_in_three_levels(ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    await college(school, "物理学院")
    east = await branch(school, "东校区")
    await branch_college(east, "船舶学院")
    admin = await user(Role.INSTITUTION_ADMIN, school)

    # when
    tree = (await ask(TREE, admin, id=f"OrgUnit:{school.id}"))["orgUnit"]

    # then
    assert (tree["name"], tree["kind"]) == ("青岚大学", "INSTITUTION")
    below = {node["name"]: node for node in tree["children"]["nodes"]}
    assert {name: node["kind"] for name, node in below.items()} == {
        "物理学院": "COLLEGE",
        "东校区": "BRANCH",
    }
    assert below["东校区"]["parent"] == {"name": "青岚大学"}
    assert below["物理学院"]["children"]["nodes"] == []
    assert below["东校区"]["children"]["nodes"] == [
        {"name": "船舶学院", "kind": "BRANCH_COLLEGE", "children": {"totalCount": 0}}
    ]
