"""What is wrong in a file of accounts: by itself, and against every account of the system (S43, S46)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson

from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.accounts import (
    at_a_unit,
    at_an_enterprise,
    may_create,
    may_stand_at,
    names_enterprises,
)
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role
from panhuo.services.account_batch.units import Unit, Units
from panhuo.services.record_set import record_set
from panhuo.sheets.account_file import AccountFile
from panhuo.sheets.account_rows import AccountRow, account_row

Tell = Callable[[int], None]
"""Told now and then how many rows have been looked at, from any thread."""
TELL_ROWS = 100
ROWS_NAMED = 5
"""Rows that a message about duplicates names."""
KNOWN_NAMES = """
select u.username, u.name, u.role, j.owner_id
from {rows} x
join user_account u on u.username = x.value
left join job j on j.id = u.job_id
"""
KNOWN_PHONES = "select distinct u.phone from {rows} x join user_account u on u.phone = x.value"
VALUE = {"value": "text"}


class Standing(StrEnum):
    """What a row is by now: the word that its report says."""

    VALID = "有效"
    INVALID = "有误"
    ALREADY = "已创建过"
    LEFT_OUT = "未选择"
    CREATED = "已创建"
    BLANK = ""


@dataclass(slots=True)
class Candidate:
    """A row, the unit its account is to stand at, and what it is by now."""

    row: AccountRow
    unit: Unit | None = None
    standing: Standing = Standing.BLANK

    def settle(self) -> None:
        """Say whether the row is valid."""
        if not self.row.blank:
            self.standing = Standing.VALID if self.row.valid else Standing.INVALID


@dataclass
class Batch:
    """A file that was looked through."""

    file: AccountFile
    candidates: Sequence[Candidate]
    met: int = 0
    """Names and phones of other accounts that its reader learns of."""

    def of(self, standing: Standing) -> list[Candidate]:
        return [each for each in self.candidates if each.standing is standing]

    def figures(self) -> dict[str, int]:
        """What a check comes to."""
        counts: dict[Standing, int] = defaultdict(int)
        for each in self.candidates:
            counts[each.standing] += 1
        return {
            "rows": len(self.candidates) - counts[Standing.BLANK],
            "valid": counts[Standing.VALID],
            "invalid": counts[Standing.INVALID],
            "already": counts[Standing.ALREADY],
            "warnings": sum(not issue.fatal for each in self.candidates for issue in each.row.issues),
        }


def read_candidates(viewer: Viewer, units: Units, file: AccountFile, tell: Tell) -> list[Candidate]:
    """Each row by itself and against the others of the file. It may run in another thread."""
    found = []
    for done, row in enumerate(file.rows, 1):
        candidate = Candidate(account_row(file, row))
        if not candidate.row.blank and row.fault is None:
            place(viewer, units, candidate)
        found.append(candidate)
        if done % TELL_ROWS == 0:
            tell(done)
    duplicates(found, "username", ErrorCode.ACCOUNT_NAME_DUPLICATED, fatal=True)
    duplicates(found, "phone", ErrorCode.PHONE_KNOWN, fatal=False)
    return found


def place(viewer: Viewer, units: Units, candidate: Candidate) -> None:
    """Whether the viewer opens such an account, and at which unit."""
    row = candidate.row
    role: Role | None = row.values.get("role")
    if role is None:
        return
    if not may_create(viewer, role):
        row.refuse("role", ErrorCode.ROLE_NOT_YOURS)
        return
    place_in_unit(viewer, units, candidate, role)
    place_in_enterprise(viewer, row, role)


def place_in_unit(viewer: Viewer, units: Units, candidate: Candidate, role: Role) -> None:
    row, typed = candidate.row, candidate.row.values.get("unit")
    if not at_a_unit(role):
        if typed is not None:
            row.refuse("unit", ErrorCode.CELL_UNWANTED)
    elif typed is None:
        if not row.wrong("unit"):
            row.refuse("unit", ErrorCode.CELL_REQUIRED)
    elif isinstance(found := units.find(typed), ErrorCode):
        row.refuse("unit", found, typed[:40])
    elif not may_stand_at(viewer.role, role, found):
        row.refuse("unit", ErrorCode.UNIT_UNFIT)
    else:
        candidate.unit = found


def place_in_enterprise(viewer: Viewer, row: AccountRow, role: Role) -> None:
    """As `createUser` has it: the platform names enterprises, whose managers open experts of their own."""
    names = at_an_enterprise(role) and names_enterprises(viewer.role)
    for field_name in ("enterprise", "is_manager"):
        if row.values.get(field_name) and not names:
            row.refuse(field_name, ErrorCode.CELL_UNWANTED)
    if names and "enterprise" not in row.values and not row.wrong("enterprise"):
        row.refuse("enterprise", ErrorCode.CELL_REQUIRED)


def duplicates(candidates: Sequence[Candidate], name: str, code: ErrorCode, *, fatal: bool) -> None:
    """Find rows that share a value, and tell each of the others."""
    sharing: Mapping[str, list[AccountRow]] = defaultdict(list)
    for each in candidates:
        if value := each.row.values.get(name):
            sharing[value].append(each.row)
    for rows in sharing.values():
        for row in rows if len(rows) > 1 else ():
            others = [str(other.row) for other in rows[: ROWS_NAMED + 1] if other is not row][:ROWS_NAMED]
            (row.refuse if fatal else row.warn)(name, code, f"[#{', #'.join(others)}]")


async def check_against_accounts(viewer: Viewer, file: AccountFile, found: Sequence[Candidate]) -> Batch:
    """Look every name and phone up among all accounts, in two statements, and settle what each row is.

    Nobody's name and no institution comes out: that something is taken is all that is said (S43).
    """
    met = 0
    known = {row["username"]: row for row in await looked_up(KNOWN_NAMES, found, "username")}
    phones = {row["phone"] for row in await looked_up(KNOWN_PHONES, found, "phone")}
    for each in found:
        each.settle()
        holder = known.get(each.row.values.get("username", ""))
        if holder and opened_before(viewer, each.row, holder):
            each.row.warn("username", ErrorCode.ACCOUNT_CREATED_ALREADY)
            each.standing = Standing.ALREADY
        elif holder:
            each.row.refuse("username", ErrorCode.ACCOUNT_NAME_TAKEN)
            each.standing, met = Standing.INVALID, met + 1
        elif each.row.values.get("phone") in phones:
            met += 1
            if not any(issue.code is ErrorCode.PHONE_KNOWN for issue in each.row.issues):
                each.row.warn("phone", ErrorCode.PHONE_KNOWN)
    return Batch(file, found, met)


async def looked_up(statement: str, found: Sequence[Candidate], name: str) -> list[dict[str, Any]]:
    values = sorted({value for each in found if (value := each.row.values.get(name))})
    given = orjson.dumps([{"value": value} for value in values]).decode()
    return await run(statement.format(rows=record_set(VALUE, dialect())), given)


def opened_before(viewer: Viewer, row: AccountRow, holder: Mapping[str, Any]) -> bool:
    """Whether an account of this name was opened by an earlier file of the viewer's, for the same person."""
    same = holder["name"] == row.values.get("name") and holder["role"] == row.values.get("role")
    return same and holder["owner_id"] is not None and holder["owner_id"] == viewer.user_id


def require_open(viewer: Viewer, units: Units) -> None:
    """Raise NOT_ACTIVATED for members of an institution whose space has not been opened yet (S6)."""
    own = [unit for unit in units.all if unit["institution_id"] == viewer.institution_id]
    if own and own[0]["activated_at"] is None:
        raise PanhuoError(ErrorCode.NOT_ACTIVATED)
