"""Plans of SQLite, as EXPLAIN QUERY PLAN tells them."""

import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from tests.plans.explained import BIG, Plan

NAMED = re.compile(r"\b(?:from|join) (\w+) (\w+)")
LOOP = re.compile(r"(SCAN|SEARCH) (\w+)(?: USING (COVERING )?INDEX (\w+)| USING INTEGER PRIMARY KEY)?")
SORTS = "USE TEMP B-TREE FOR ORDER BY"
Line = tuple[int, int, int, str]


def explain(connection: sqlite3.Connection, sql: str, arguments: Sequence[Any]) -> Plan:
    found: list[Line] = connection.execute(f"explain query plan {sql}", arguments).fetchall()
    tables = {alias: table for table, alias in NAMED.findall(sql)}
    plan = Plan("\n".join(line[3] for line in found))
    for line in found:
        loop = LOOP.match(line[3])
        if loop is None:
            continue
        kind, alias, covering, index = loop.groups()
        if index:
            plan.indexes.add(index)
        if kind == "SCAN" and tables.get(alias) in BIG and "VIRTUAL" not in line[3]:
            if not covering and not ends_with_page(line, found):
                plan.whole.add(tables[alias])
            elif covering and not ends_with_page(line, found):
                plan.walked.add(tables[alias])
        if "VIRTUAL" in line[3] and alias in BIG:
            plan.indexes.add(alias)
        if sorts(line, found) and tables.get(alias) in BIG and not of_one_parent(line, found):
            plan.sorted.append(f"{tables[alias]} {alias}")
    return plan


def first(line: Line, found: Sequence[Line]) -> bool:
    """Whether a loop is the outermost of its select: what is sorted, or cut, is its rows."""
    beside = [each for each in found if each[1] == line[1] and LOOP.match(each[3])]
    return beside[0] == line


def sorts(line: Line, found: Sequence[Line]) -> bool:
    """Whether the rows of a loop are put in order."""
    return first(line, found) and any(each[1] == line[1] and each[3] == SORTS for each in found)


def of_one_parent(line: Line, found: Sequence[Line]) -> bool:
    """Whether a loop gives the few rows below one row."""
    over = next((each for each in found if each[0] == line[1]), None)
    return over is not None and over[3].startswith("CORRELATED LIST SUBQUERY")


def ends_with_page(line: Line, found: Sequence[Line]) -> bool:
    """Whether a loop gives the rows of a page in their order, and ends with it."""
    over = {each[0]: each for each in found}.get(line[1])
    return over is not None and over[3] in ("MATERIALIZE pg", "CO-ROUTINE pg") and not sorts(line, found)
