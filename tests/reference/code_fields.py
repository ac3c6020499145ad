"""What the fields of code tables answer."""

from collections.abc import Callable
from typing import Any

from tests.reference import patents
from tests.reference.filters import holds
from tests.reference.objects import Object, children, instants, listed, reference
from tests.reference.scopes import Ask
from tests.reference.world import Row


def codes(ask: Ask, rows: list[Row], **arguments: Any) -> Object:
    kept = [row for row in rows if holds(ask, arguments.get("where"), row, lambda _, row, name: row[name])]
    return listed(ask, "Code", kept, [("CODE", "ASC")], arguments)


def code_tables(ask: Ask, _: Any, kind: str, rootsOnly: bool, **arguments: Any) -> Object:
    rows = [row for row in ask.all("Code") if row["kind"] == kind]
    return codes(ask, [row for row in rows if not rootsOnly or row["parent_id"] is None], **arguments)


def editions(ask: Ask, _: Any, all: bool = False, **arguments: Any) -> Object:
    rows = [row for row in ask.all("CodeEdition") if all or row["in_force"]]
    return listed(ask, "CodeEdition", rows, [("LOADED_AT", "DESC")], arguments)


def edition(ask: Ask, source: Object) -> str:
    row = ask.world.get("code_edition", source.row["edition_id"])
    return str(row["name"]) if row else "builtin"


def rule_edition(ask: Ask, code: Object) -> str | None:
    return edition(ask, code) if code.row["source"] == "SUGGESTED" else None


def code_retired(ask: Ask, code: Object) -> bool:
    rows = ask.world.rows("code", kind=code.row["kind"], code=code.row["code"])
    return any(row["retired"] for row in rows)


def code_title(ask: Ask, code: Object) -> str | None:
    return patents.title(ask, code.row["kind"], code.row["code"])


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.codes": code_tables,
    "Code.parent": reference("Code", "parent_id"),
    "Code.children": lambda ask, code, **given: codes(ask, children(ask, "Code", code), **given),
    "Code.edition": edition,
    "PatentCode.title": code_title,
    "PatentCode.retired": code_retired,
    "PatentCode.ruleEdition": rule_edition,
    "Query.codeTables": editions,
    "CodeEdition.table": lambda ask, edition: edition.row["code_table"],
    **instants("CodeEdition", "loadedAt", "labelledAt"),
}
