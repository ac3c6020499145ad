"""Plans of PostgreSQL: as it carries a statement out first, and when it has done so often."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import asyncpg

from tests.plans.explained import BIG, PAGE, Plan

Node = dict[str, Any]
GROUPS = ("Aggregate", "WindowAgg", "Subquery Scan", "Group")
ONLY = "Index Only Scan"
CUSTOM = 6
"""Times that PostgreSQL plans a statement for its values, before it compares with a plan for any."""


async def explain(connection: asyncpg.Connection, sql: str, arguments: Sequence[Any]) -> Plan:
    """The plan for the values at hand, carried out."""
    found = await connection.fetchval(f"explain (analyze, timing off, format json) {sql}", *arguments)
    return read(json.loads(found)[0]["Plan"])


async def explain_in_time(connection: asyncpg.Connection, sql: str, arguments: Sequence[Any]) -> Plan:
    """The plan PostgreSQL comes to for a statement that it has carried out often."""
    literals = ", ".join(map(literal, arguments))
    execute = f"execute often{f'({literals})' if literals else ''}"
    await connection.execute(f"prepare often as {sql}")
    for _ in range(CUSTOM):
        await connection.execute(execute)
    found = await connection.fetchval(f"explain (analyze, timing off, format json) {execute}")
    await connection.execute("deallocate often")
    return read(json.loads(found)[0]["Plan"])


def literal(value: Any) -> str:
    """A value as SQL has it."""
    if value is None or isinstance(value, bool | int):
        return "null" if value is None else str(value)
    text = "{" + ",".join(map(str, value)) + "}" if isinstance(value, list) else str(value)
    return "'" + text.replace("'", "''") + "'"


def read(root: Node) -> Plan:
    plan = Plan("\n".join(lines(root)))
    grouped = [below(node) for node in nodes(root) if node["Node Type"] in GROUPS and node.get("Plans")]
    for node in nodes(root):
        table, kind = node.get("Relation Name", ""), node["Node Type"]
        if table in BIG and kind == "Seq Scan":
            plan.whole.add(table)
        if table in BIG and kind == ONLY and "Index Cond" not in node and is_whole(node):
            plan.walked.add(table)
        if "Index Name" in node:
            plan.indexes.add(node["Index Name"])
        if table == "patent" and kind != ONLY:
            plan.looked_up += round(node["Actual Rows"] * node["Actual Loops"])
        if kind in ("Sort", "Incremental Sort") and node not in grouped and not may_be_sorted(below(node)):
            plan.sorted.append(f"{below(node)['Actual Rows']} rows by {node['Sort Key']}")
    return plan


def is_whole(node: Node) -> bool:
    """Whether an index was read to its end, and not for a page."""
    return bool(node["Actual Rows"] > PAGE)


def may_be_sorted(node: Node) -> bool:
    """A page, hits that are counted anyway, or groups."""
    few = node["Actual Rows"] <= PAGE
    return few or node.get("CTE Name") == "hits" or any(each["Node Type"] in GROUPS for each in nodes(node))


def below(node: Node) -> Node:
    """Where a node has its rows from, of a join the outer side."""
    kinds = ("Outer", "Subquery")
    child: Node = next((each for each in node["Plans"] if each["Parent Relationship"] in kinds), {})
    return child


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.get("Plans", []):
        yield from nodes(child)


def lines(node: Node, depth: int = 0) -> Iterator[str]:
    names = ("Relation Name", "CTE Name", "Index Name", "Index Cond", "Sort Key", "Filter")
    told = " ".join(str(node[name]) for name in names if name in node)
    yield f"{'  ' * depth}{node['Node Type']} {told}: {node['Actual Rows']} × {node['Actual Loops']}"
    for child in node.get("Plans", []):
        yield from lines(child, depth + 1)
