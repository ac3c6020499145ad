"""Loading an edition: checked against what is in force, then put in force as a whole, or not at all."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.rules.code_table import BUILTIN, CONCORDANCES, TREES, CodeTable
from panhuo.rules.ipc_prefix import level_of
from panhuo.rules.vocabulary import CodeKind
from panhuo.services.code_tables.checking import Checked, check_concordance, check_tree
from panhuo.services.code_tables.difference import Difference, rule_difference, tree_difference
from panhuo.services.code_tables.editions import (
    Edition,
    codes_in_force,
    edition_in_force,
    known_codes,
    others_wait,
    rules_of,
)
from panhuo.services.record_set import record_set
from panhuo.sheets.code_file import read_code_file
from panhuo.sheets.reading import Progress

NAME_CHARACTERS = 100
ENTRY = {"code": "text", "title": "text", "level": "bigint", "parent_code": "text"}
RULE = {"prefix": "text", "level": "bigint", "position": "bigint", "code": "text"}

OUT_OF_FORCE = "update code_edition set in_force = false where code_table = $1 and in_force and name <> $2"
EDITION = """
insert into code_edition (code_table, name, file_name, codes, in_force, loaded_at, loaded_by)
values ($1, $2, $3, $4, true, $5, $6)
on conflict (code_table, name) do update
set file_name = excluded.file_name, codes = excluded.codes, in_force = true, loaded_at = excluded.loaded_at,
    loaded_by = excluded.loaded_by, labelled_at = null
returning id
"""
RETIRE = "update code set retired = true where kind = $1 and coalesce(edition_id, 0) <> $2 and not retired"
LINK = """
update code set parent_id = (
  select parent.id from code parent where parent.kind = code.kind and parent.code = code.parent_code)
where kind = $1 and edition_id = $2
"""
FORGET_RULES = "delete from code_rule where edition_id = $1"
LABELS_FOLLOW = "update code_edition set labelled_at = null where code_table = $1 and in_force"


@dataclass(frozen=True)
class Candidate:
    """An edition that somebody would load."""

    checked: Checked
    difference: Difference
    edition: str
    file_name: str | None
    before: Edition | None
    """The edition in force."""

    @property
    def changes(self) -> bool:
        """Whether loading it does anything: the same file once more, under the same name, does not."""
        return bool(self.difference.changes) or self.before is None or self.before.name != self.edition

    def figures(self) -> dict[str, int]:
        """What a person decides by."""
        counts = {"rows": self.checked.rows, "codes": self.checked.codes}
        issues = {"invalid": self.checked.faulty, "warnings": self.checked.warnings}
        return counts | issues | self.difference.figures()


async def candidate(
    path: Path, file_name: str, table: CodeTable, edition: str | None, progress: Progress = lambda done: None
) -> Candidate:
    """Read a file and compare it. Raises SheetError, and INVALID_VALUE for a name that does not serve."""
    name = edition_name(edition, file_name)
    file = await asyncio.to_thread(read_code_file, path, file_name, table, progress)
    if (kind := TREES.get(table)) is not None:
        titles = {code: each.title for code, each in (await known_codes(kind)).items()}
        checked = await asyncio.to_thread(check_tree, file, table, titles)
    else:
        targets, ipc = await codes_in_force(CONCORDANCES[table]), await codes_in_force(CodeKind.IPC)
        checked = await asyncio.to_thread(check_concordance, file, table, targets.keys(), ipc.keys())
    return await compared(checked, name, file_name)


def edition_name(given: str | None, file_name: str) -> str:
    """How the edition is called: as was said, else as its file. Raises INVALID_VALUE."""
    name = Path(file_name).name.partition(".")[0] if given is None else given.strip()
    if not name or len(name) > NAME_CHARACTERS or not name.isprintable() or name == BUILTIN:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NAME_UNFIT, field="edition")
    return name


NAME_UNFIT = (
    f"The name of an edition has 1–{NAME_CHARACTERS} characters; `{BUILTIN}` is the program's own.",
    f"版本名称应为 1–{NAME_CHARACTERS} 个字符；{BUILTIN} 为系统自带版本专用。",
)


async def compared(checked: Checked, name: str, file_name: str | None) -> Candidate:
    """A checked edition beside what is in force."""
    before = await edition_in_force(checked.table)
    if (kind := TREES.get(checked.table)) is not None:
        difference = tree_difference(await known_codes(kind), checked.entries)
    else:
        difference = rule_difference(await rules_of(before.id) if before else {}, checked.rules)
    return Candidate(checked, difference, name, file_name, before)


async def put_in_force(found: Candidate, loaded_by: int | None) -> bool:
    """Within a transaction: make an edition the one that counts. Whether patents are to be labelled anew.

    Nothing is written where nothing changes. Raises CODE_TABLE_FAULTY where a row cannot be taken.
    """
    if found.checked.faulty:
        raise PanhuoError(ErrorCode.CODE_TABLE_FAULTY, f"({found.checked.faulty})")
    await others_wait()
    found = await compared(found.checked, found.edition, found.file_name)
    if not found.changes:
        return False
    table = found.checked.table
    await run(OUT_OF_FORCE, table.value, found.edition)
    values = (found.edition, found.file_name, found.checked.codes, now_ms(), loaded_by)
    [row] = await run(EDITION, table.value, *values)
    if (kind := TREES.get(table)) is not None:
        await write_tree(kind, found, row["id"])
    else:
        await write_rules(found, row["id"])
    return await labels_to_follow(table)


async def write_tree(kind: CodeKind, found: Candidate, edition: int) -> None:
    """Its codes as it has them; the others of the table are retired, and keep their titles."""
    entries = [
        {"code": each.code, "title": each.title, "level": each.level, "parent_code": each.parent_code}
        for each in found.checked.entries
    ]
    await run(
        f"""
        insert into code (kind, code, title, level, parent_code, edition_id, retired)
        select $2, r.code, r.title, r.level, r.parent_code, $3, false from {record_set(ENTRY, dialect())} r
        where true
        on conflict (kind, code) do update
        set title = excluded.title, level = excluded.level, parent_code = excluded.parent_code,
            edition_id = excluded.edition_id, retired = false""",
        as_json(entries),
        kind.value,
        edition,
    )
    await run(RETIRE, kind.value, edition)
    await run(LINK, kind.value, edition)


async def write_rules(found: Candidate, edition: int) -> None:
    rules = [
        {"prefix": prefix, "level": level_of(prefix), "position": position, "code": code}
        for prefix, codes in found.checked.rules.items()
        for position, code in enumerate(codes, 1)
    ]
    await run(FORGET_RULES, edition)
    await run(
        f"""
        insert into code_rule (edition_id, prefix, level, position, code)
        select $2, r.prefix, r.level, r.position, r.code from {record_set(RULE, dialect())} r where true""",
        as_json(rules),
        edition,
    )


async def labels_to_follow(table: CodeTable) -> bool:
    """Whether suggestions depend on a table; the concordances then count as not followed yet."""
    concerned = [each for each, kind in CONCORDANCES.items() if table in (each, CodeTable(kind.value))]
    for each in concerned:
        await run(LABELS_FOLLOW, each.value)
    return bool(concerned)


def as_json(rows: Sequence[Mapping[str, object]]) -> str:
    return orjson.dumps(rows).decode()
