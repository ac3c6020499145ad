"""Which editions there are, and what those in force say."""

from collections.abc import Mapping
from dataclasses import dataclass

from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.rules.code_table import CodeTable
from panhuo.rules.vocabulary import CodeKind
from panhuo.services.code_tables.difference import Known

IN_FORCE = "select id, name, labelled_at from code_edition where code_table = $1 and in_force"
BEHIND = """
select 1 from code_edition
where in_force and labelled_at is null and code_table in ('INDUSTRY_CONCORDANCE', 'STRATEGIC_CONCORDANCE')
"""
CODES = "select code, title, parent_code, retired from code where kind = $1 order by id"
RULES = "select prefix, code from code_rule where edition_id = $1 order by prefix, position"
LOCK = f"select pg_advisory_xact_lock({0x70616E636F6465})"
"""One edition is put in force at a time."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition in force."""

    id: int
    name: str
    labelled_at: int | None


async def edition_in_force(table: CodeTable) -> Edition | None:
    """The edition of a table that counts; None where none was ever loaded."""
    rows = await run(IN_FORCE, table.value)
    return Edition(rows[0]["id"], rows[0]["name"], rows[0]["labelled_at"]) if rows else None


async def labels_behind() -> bool:
    """Whether suggested codes do not yet follow a concordance in force."""
    return bool(await run(BEHIND))


async def known_codes(kind: CodeKind) -> dict[str, Known]:
    """Every code of a table, the retired ones too."""
    rows = await run(CODES, kind.value)
    return {row["code"]: Known(row["title"], row["parent_code"], bool(row["retired"])) for row in rows}


async def codes_in_force(kind: CodeKind) -> dict[str, str]:
    """Code → title, of those not retired."""
    return {code: each.title for code, each in (await known_codes(kind)).items() if not each.retired}


async def rules_of(edition: int) -> Mapping[str, list[str]]:
    """The rules of an edition of a concordance."""
    found: dict[str, list[str]] = {}
    for row in await run(RULES, edition):
        found.setdefault(row["prefix"], []).append(row["code"])
    return found


async def others_wait() -> None:
    """Within a transaction: whoever else puts an edition in force waits for its end."""
    if dialect() == "postgres":
        await run(LOCK)
