"""The law of exports: no cell holds what its owner could not read by query, and each says what a query says.

In random worlds, for every role, list and column; and under random filters, searches and orders.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from graphql import GraphQLError, is_required_argument
from hypothesis import given
from hypothesis import strategies as st

from panhuo.clock import stopped
from panhuo.compiler.snapshot import snapshot
from panhuo.errors import PanhuoError
from panhuo.jobs.export_asked import ExportAsked, ExportLayout, chosen, denied, planned
from panhuo.schema import schema
from panhuo.sheets.export_cells import selection_of
from panhuo.sheets.export_columns import ROOTS, ExportColumn, ExportLibrary, columns_of
from panhuo.sheets.export_file import ExportFormat, export_file
from tests.exports.asking import read
from tests.exports.cells import leaf_type, said, same, value_at
from tests.reference.cases import NOW
from tests.reference.compiled import response, viewer_of
from tests.reference.insert import replace
from tests.reference.query_arguments import PAGING, drawn, value_of
from tests.reference.query_values import Values
from tests.reference.runs import Examples, random_examples
from tests.reference.scopes import Ask
from tests.reference.world import ROLES, random_world, viewer_of_role

PAGE = 7
"""Small, so that lists are walked page by page."""
MAY_NOT = ("ENTERPRISE", "ANONYMOUS")
"""Roles that export nothing."""
Arguments = dict[str, Any]


class Plain(Values):
    """Values without variables."""

    def plain(self, value: Any) -> Any:
        return orjson.loads(orjson.dumps(value, default=str))


@dataclass
class Answered:
    """A list as queries answer it: its rows, and the columns that were refused."""

    rows: list[dict[str, Any]]
    refused: set[str]
    failed: bool


def list_query(field: str, selection: str, arguments: Arguments) -> str:
    kinds = schema._schema.query_type.fields[field].args  # type: ignore[union-attr]
    given = [*arguments, "after"]
    declared = ", ".join(f"${name}: {kinds[name].type}" for name in given)
    passed = ", ".join(f"{name}: ${name}" for name in given)
    return f"""query ({declared}) {{ {field}({passed}, first: {PAGE}) {{
      pageInfo {{ hasNextPage endCursor }} nodes {selection}
    }} }}"""


async def answered(
    ask: Ask, library: ExportLibrary, columns: Sequence[ExportColumn], arguments: Arguments
) -> Answered:
    """Everything the list shows the viewer, page by page."""
    field, _ = ROOTS[library]
    query, found, after = (
        list_query(field, selection_of(columns), arguments),
        Answered([], set(), False),
        None,
    )
    while True:
        answer = orjson.loads(await response(ask, query, {**arguments, "after": after}))
        for error in answer["errors"]:
            steps = [step for step in error.get("path") or () if isinstance(step, str) and step != "nodes"]
            found.failed |= len(steps) < 2
            found.refused |= {each.key for each in columns if begins(each, steps[1:])}
        page = (answer["data"] or {}).get(field)
        if page is None:
            found.failed = True
            return found
        found.rows += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return found


def begins(column: ExportColumn, steps: Sequence[str]) -> bool:
    return any(path.split(".")[: len(steps)] == list(steps) for path in column.paths)


async def exported(asked: ExportAsked, ask: Ask) -> list[list[Any]]:
    """The rows of the file, as somebody reads it."""
    columns = chosen(asked.library, asked.columns)
    plan = planned(asked, columns, viewer_of(ask.account))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        async with snapshot() as database:
            numbers = await plan.numbers(database)
            file = export_file(path, asked.format, asked.sheet())
            for start in range(0, len(numbers), PAGE):
                file.write(await plan.page(numbers[start : start + PAGE], database))
            file.close()
        return read(path.read_bytes(), asked.format.value)[1:]


def asked_for(
    library: ExportLibrary, keys: Sequence[str], format: ExportFormat, arguments: Arguments
) -> ExportAsked:
    return ExportAsked(library, keys, format, ExportLayout.COLUMNS, True, arguments, None)


async def compare(ask: Ask, library: ExportLibrary, format: ExportFormat, arguments: Arguments) -> int:
    """Export and ask for the same; how many cells were compared."""
    every = columns_of(library)
    wanted = await answered(ask, library, every, arguments)
    asked = asked_for(library, [column.key for column in every], format, arguments)
    try:
        plan = planned(asked, every, viewer_of(ask.account))
    except (PanhuoError, GraphQLError):
        assert wanted.failed or ask.role in MAY_NOT, f"{ask.account}: {library} {arguments} refused alone"
        return 0
    assert ask.role not in MAY_NOT
    assert not wanted.failed, f"{ask.account}: {library} {arguments} exported, and a query is refused"
    refused = set(denied(plan, every))
    assert wanted.refused <= refused
    assert refused == wanted.refused or not wanted.rows
    columns = [column for column in every if column.key not in refused]
    found = await exported(asked_for(library, [each.key for each in columns], format, arguments), ask)
    assert len(found) == len(wanted.rows)
    for cells, row in zip(found, wanted.rows, strict=True):
        for cell, column in zip(cells, columns, strict=True):
            check(cell, row, column, library, format)
    return len(found) * len(columns)


def check(
    cell: Any, row: dict[str, Any], column: ExportColumn, library: ExportLibrary, format: ExportFormat
) -> None:
    value = value_at(row, column)
    if format is ExportFormat.JSONL:
        assert cell == value, (column.key, cell, value)
    else:
        wanted = said(value, leaf_type(library, column), column)
        assert same(cell, wanted, column, value), (column.key, cell, wanted)


EVERYTHING: dict[ExportLibrary, Arguments] = {
    ExportLibrary.PATENTS: {"filed": "ALL", "campus": "ALL"},
}


async def every_role(examples: Examples, seed: int) -> None:
    random = Random(seed)
    world, now = random_world(random), random.choice(list(NOW))
    await replace(world)
    with stopped(now):
        for role in ROLES:
            account = viewer_of_role(random, world, role)
            if account is None and role != "ANONYMOUS":
                continue
            ask = Ask(world, account, NOW[now], True)
            for library in ExportLibrary:
                format = random.choice(list(ExportFormat))
                cells = await compare(ask, library, format, EVERYTHING.get(library, {}))
                examples.note([f"{role} {library}: {'cells' if cells else 'nothing'}"])


@pytest.mark.req("S129")
def test_every_cell_is_what_a_query_answers(examples: Examples) -> None:
    @random_examples_of(30)
    @given(seed=st.integers(0, 2**32))
    def law(seed: int) -> None:
        examples.run(every_role(examples, seed))

    law()


def random_examples_of(share: int) -> Any:
    return lambda test: random_examples(test, share)


async def under_filters(examples: Examples, seed: int) -> None:
    random = Random(seed)
    world, now = random_world(random), random.choice(list(NOW))
    await replace(world)
    with stopped(now):
        for _ in range(4):
            role = random.choice([*ROLES[:5], "PLATFORM_OPERATOR"])
            account = viewer_of_role(random, world, role)
            if account is not None:
                ask, library = Ask(world, account, NOW[now], True), random.choice(list(ExportLibrary))
                arguments = drawn_arguments(Plain(random, ask), ROOTS[library][0])
                cells = await compare(ask, library, ExportFormat.JSONL, arguments)
                examples.note([f"{library}: {'cells' if cells else 'nothing'}"])


def drawn_arguments(values: Plain, field: str) -> Arguments:
    """Random arguments of a list, paging left out, as JSON."""
    given = {}
    for name, argument in schema._schema.query_type.fields[field].args.items():  # type: ignore[union-attr]
        how = drawn(field, name) if name not in PAGING else None
        if how and (is_required_argument(argument) or values.chance(min(1.0, how.likely * 2))):
            found = value_of(values, how, argument.type)
            if found is not None:
                given[name] = values.plain(found)
    return given


@pytest.mark.req("S111")
def test_exported_rows_are_those_of_the_list(examples: Examples) -> None:
    @random_examples_of(12)
    @given(seed=st.integers(0, 2**32))
    def law(seed: int) -> None:
        examples.run(under_filters(examples, seed))

    law()
