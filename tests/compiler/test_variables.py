"""A plan serves every run of its shape: what a variable says is read again each time, wherever it stands."""

from typing import Any

import pytest

from panhuo.context import Context
from panhuo.models import OrgUnit
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import CodeKind, FilingState, PatentType, Role
from panhuo.schema import schema
from tests.factories import branch, code, institution, patent

pytestmark = pytest.mark.anyio

OPERATOR = Viewer(Role.PLATFORM_OPERATOR, 1)
NUMBERS = ["201910000001.4", "201910000002.9"]
LIST = "patents(filed: ALL, campus: ALL, orderBy: {{field: APPLICATION_NUMBER}}, {}) {{ nodes {{ title }} }}"
PLACES: dict[str, tuple[str, str, list[Any]]] = {
    "an operator": ("String", LIST.format("where: {applicationNumber: {eq: $x}}"), NUMBERS),
    "a list": (
        "[String!]",
        LIST.format("where: {applicationNumber: {in: $x}}"),
        [[each] for each in NUMBERS],
    ),
    "an item of a list": ("String!", LIST.format("where: {applicationNumber: {in: [$x]}}"), NUMBERS),
    "one object for a list": (
        "String",
        LIST.format("where: {and: {applicationNumber: {eq: $x}}}"),
        NUMBERS,
    ),
    "one object for a list, deeper": (
        "String",
        LIST.format("where: {or: {not: {and: {applicationNumber: {ne: $x}}}}}"),
        NUMBERS,
    ),
    "an object": (
        "PatentFilter",
        LIST.format("where: $x"),
        [{"applicationNumber": {"eq": each}} for each in NUMBERS],
    ),
    "an object in a list": (
        "PatentFilter!",
        LIST.format("where: {and: [$x]}"),
        [{"applicationNumber": {"eq": each}} for each in NUMBERS],
    ),
    "a list of objects": (
        "[PatentFilter!]",
        LIST.format("where: {and: $x}"),
        [[{"applicationNumber": {"eq": each}}] for each in NUMBERS],
    ),
    "an enum": ("PatentType", LIST.format("where: {type: {eq: $x}}"), ["INVENTION", "DESIGN"]),
    "a yes or no": ("Boolean", LIST.format("where: {coOwned: {eq: $x}}"), [True, False]),
    "a search": ("String", LIST.format("search: $x"), ["电池", "齿轮"]),
    "a page's size": ("Int", LIST.format("first: $x"), [1, 2, 0]),
    "a sort's direction": (
        "Direction!",
        "patents(filed: ALL, orderBy: {field: APPLICATION_NUMBER, direction: $x}) { nodes { title } }",
        ["ASC", "DESC"],
    ),
    "a default filter": (
        "FiledFilter!",
        "patents(campus: ALL, filed: $x) { totalCount }",
        ["FILED", "UNFILED", "ALL"],
    ),
    "a table": ("CodeKind!", "codes(kind: $x) { nodes { title } }", ["IPC", "REGION"]),
    "a flag": ("Boolean!", "codes(kind: IPC, rootsOnly: $x) { totalCount }", [True, False]),
    "a directive": (
        "Boolean!",
        "codes(kind: IPC) { totalCount nodes @include(if: $x) { title } }",
        [True, False],
    ),
    "a number of groups": (
        "Int!",
        "patents(campus: ALL, filed: ALL) { counts(by: TYPE, top: $x) { key } }",
        [1, 2],
    ),
    "an id": ("ID!", "node(id: $x) { id }", ["OrgUnit:1", "OrgUnit:2"]),
    "an id in a list": ("ID!", "nodes(ids: [$x]) { id }", ["OrgUnit:1", "OrgUnit:2"]),
    "an id for a list": (
        "ID!",
        "orgUnits(where: {unit: {in: [$x]}}) { nodes { name } }",
        ["OrgUnit:1", "OrgUnit:2"],
    ),
    "an id for a branch": (
        "ID",
        "patents(filed: ALL, branch: $x) { nodes { title } }",
        ["OrgUnit:2", "OrgUnit:3"],
    ),
}


@pytest.fixture(scope="module")
async def school(shared_db: str) -> OrgUnit:
    """甲大学 (1) with two branches (2, 3), two patents and two codes."""
    made = await institution("甲大学")
    east, west = await branch(made, "甲东校区"), await branch(made, "甲西校区")
    await patent(east, application_number=NUMBERS[0], title="电池", state=FilingState.FILED)
    await patent(west, "某公司", application_number=NUMBERS[1], title="齿轮", type=PatentType.DESIGN)
    root = await code(CodeKind.IPC, "H01M", "电池")
    await code(CodeKind.IPC, "H01M 8/00", "燃料电池", root)
    await code(CodeKind.REGION, "110000", "北京市")
    return made


async def run(text: str, **variables: Any) -> Any:
    result = await schema.execute(text, variables, Context(None, viewer=OPERATOR))  # type: ignore[arg-type]
    assert result.errors is None, result.errors
    return result.data


def literal(value: Any, kind: str) -> str:
    """A value as a document writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(inner, '')}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(inner, "") for inner in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    quoted = isinstance(value, str) and kind.rstrip("!") in ("", "String", "ID")
    return f'"{value}"' if quoted else str(value)


@pytest.mark.parametrize("place", PLACES)
async def test_each_run_takes_its_own_values(place: str, school: OrgUnit) -> None:
    # given
    kind, field, values = PLACES[place]
    text = f"query ($x: {kind}) {{ {field} }}"

    # when
    found = [await run(text, x=value) for value in [*values, *reversed(values)]]

    # then
    expected = [await run(f"{{ {field.replace('$x', literal(value, kind))} }}") for value in values]
    assert found == [*expected, *reversed(expected)]
    assert len({str(each) for each in expected}) > 1, "the values tell nothing apart"


@pytest.mark.parametrize(
    ("kind", "field", "default"),
    [
        ("FiledFilter", "patents(campus: ALL, filed: $x) { totalCount }", "UNFILED"),
        ("Campus", "patents(campus: $x) { totalCount }", "MAIN"),
        ("Int", "patents(campus: ALL) { counts(by: TYPE, top: $x) { key count } }", 20),
        ("Boolean", "codes(kind: IPC, rootsOnly: $x) { totalCount }", True),
        (
            "Direction",
            "patents(filed: ALL, orderBy: {field: APPLICATION_NUMBER, direction: $x}) { nodes { title } }",
            "ASC",
        ),
    ],
)
async def test_an_absent_variable_is_the_default(
    kind: str, field: str, default: Any, school: OrgUnit
) -> None:
    text = f"query ($x: {kind}) {{ {field} }}"

    found = [await run(text), await run(text, x=default), await run(text)]

    assert found[0] == found[1] == found[2]
