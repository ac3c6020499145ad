"""The matrix for programs: every coordinate, one to a line, so that a difference is read by coordinate."""

import json
from collections.abc import Sequence
from typing import Any

from panhuo.matrix.relations import reached
from panhuo.matrix.rows import Grants, Row, grants_of
from panhuo.permissions.ability import SCOPE_SENTENCES, SENTENCES, Ability, Scope
from panhuo.permissions.policy import COLUMNS, MAY_CREATE

FORMAT = 1
"""The number of the form below; a change that a reader of it would notice raises it."""


def render(rows: Sequence[Row]) -> str:
    """`{format, roles, scopes, abilities, mayCreate, coordinates}`, described in docs/permissions.md."""
    parts: dict[str, Any] = {
        "format": FORMAT,
        "roles": list(COLUMNS),
        "scopes": {each.value: scope(each) for each in Scope},
        "abilities": {each.value: ability(each) for each in Ability},
        "mayCreate": {role: sorted(MAY_CREATE.get(role, ())) for role in COLUMNS},
        "coordinates": [coordinate(row) for row in rows],
    }
    return "{\n" + ",\n".join(f'"{key}": {laid_out(part)}' for key, part in parts.items()) + "\n}\n"


def laid_out(part: Any) -> str:
    """An entry a line."""
    if isinstance(part, dict):
        return "{\n" + ",\n".join(f"  {compact(key)}: {compact(part[key])}" for key in part) + "\n}"
    if part and isinstance(part, list) and isinstance(part[0], dict):
        return "[\n" + ",\n".join(f"  {compact(each)}" for each in part) + "\n]"
    return compact(part)


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def scope(scope: Scope) -> dict[str, Any]:
    return {"meaning": SCOPE_SENTENCES[scope], "relations": reached([scope])}


def ability(ability: Ability) -> dict[str, Any]:
    return {"meaning": SENTENCES[ability], "grants": grants(grants_of(ability))}


def coordinate(row: Row) -> dict[str, Any]:
    return {
        "coordinate": row.coordinate,
        "kind": row.kind,
        "access": row.by,
        "ability": row.ability,
        "inherits": list(row.inherits),
        "grants": grants(row.grants),
    }


def grants(grants: Grants | None) -> dict[str, list[str]] | None:
    """Roles that have something, with their scopes; null where it depends on the way there."""
    return None if grants is None else {role: sorted(cell) for role, cell in grants.items() if cell}
