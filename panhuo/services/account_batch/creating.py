"""Opening the accounts of a file: in a fixed number of statements, however many they are (S46)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from panhuo.auth.activation import Activation
from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.permissions.ability import Ability
from panhuo.permissions.accounts import at_an_enterprise
from panhuo.rules.account_words import role_name
from panhuo.rules.vocabulary import AuditAction
from panhuo.services.account_batch.checking import Candidate
from panhuo.services.account_batch.units import place_of
from panhuo.services.accounts import Home, home_at
from panhuo.services.acting import Action, Subject
from panhuo.services.matching import match_accounts
from panhuo.services.patents.standing import no_import
from panhuo.services.profile import Profile
from panhuo.services.record_set import Record, record_set
from panhuo.services.telling import audit_all

ACCOUNT: Record = {
    "line": "bigint",
    "username": "text",
    "activation_hash": "text",
    "activation_expires_at": "bigint",
    "role": "text",
    "name": "text",
    "job_title": "text",
    "phone": "text",
    "email": "text",
    "is_manager": "boolean",
    "institution_id": "bigint",
    "branch_id": "bigint",
    "unit_id": "bigint",
    "enterprise_id": "bigint",
    "enterprise": "text",
}
INSERT = """
insert into user_account
  (username, activation_hash, activation_expires_at, role, name, job_title, phone, email, active, is_manager,
   institution_id, branch_id, unit_id, enterprise_id, created_at, job_id)
select x.username, x.activation_hash, x.activation_expires_at, x.role, x.name, x.job_title, x.phone, x.email,
       true, x.is_manager, x.institution_id, x.branch_id, x.unit_id, coalesce(x.enterprise_id, e.id), $2, $3
from {rows} x left join enterprise e on e.name = x.enterprise
where true
order by x.line
on conflict (username) do nothing returning id, username
"""
OPEN_ENTERPRISES = """
insert into enterprise (name) select distinct x.enterprise from {rows} x where x.enterprise is not null
on conflict (name) do nothing
"""
PLACED = ("institution_id", "branch_id", "archived")
"""What of a unit a new account rests on."""


class Changed(Exception):
    """Something is not as it was when the rows were looked at: they must be looked at again."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row whose account is to be opened, with its code."""

    candidate: Candidate
    activation: Activation

    @property
    def values(self) -> dict[str, Any]:
        return self.candidate.row.values

    def code_line(self) -> Sequence[str]:
        """Its line of the one-time sheet."""
        unit, values = self.candidate.unit, self.values
        place = place_of(unit) if unit else values.get("enterprise", "")
        return values["username"], values["name"], role_name(values["role"]), place, self.activation.code


async def create_accounts(action: Action, rows: Sequence[NewRow], job: int) -> None:
    """Open the accounts, all of them, and propose patents that name them (S191).

    Raises Changed where not all can be opened; the transaction must end then.
    """
    if not rows:
        return
    await no_import()
    await hold_units(action, rows)
    records = [record(action, row) for row in rows]
    given, source = orjson.dumps(records).decode(), record_set(ACCOUNT, dialect())
    if any(each["enterprise"] for each in records):
        await run(OPEN_ENTERPRISES.format(rows=source), given)
    made = await run(INSERT.format(rows=source), given, action.now, job)
    if len(made) != len(records):
        raise Changed
    numbers = {row["username"]: row["id"] for row in made}
    await audit_all(action, AuditAction.USER_CREATED, [audited(numbers, each) for each in records])
    await match_accounts(list(numbers.values()))


async def hold_units(action: Action, rows: Sequence[NewRow]) -> None:
    """Lock the units until the accounts are there; raises Changed where one is not as it was."""
    units = {unit["id"]: unit for row in rows if (unit := row.candidate.unit)}
    if not units:
        return
    found = await action.reached(Ability.USER_CREATE, "org_unit", units)
    for number, unit in units.items():
        if number not in found or any(found[number][name] != unit[name] for name in PLACED):
            raise Changed


def record(action: Action, row: NewRow) -> dict[str, Any]:
    """An account as its row is written; the columns of ACCOUNT."""
    unit, values = row.candidate.unit, row.values
    home = home_at(dict(unit)) if unit else Home(enterprise_id=own_enterprise(action, values))
    return {
        **asdict(home),
        **asdict(profile_of(values)),
        "line": row.candidate.row.row,
        "username": values["username"],
        "name": values["name"],
        "role": values["role"].value,
        "is_manager": values.get("is_manager", False),
        "enterprise": values.get("enterprise"),
        "activation_hash": row.activation.hashed,
        "activation_expires_at": row.activation.expires_at,
    }


def own_enterprise(action: Action, values: dict[str, Any]) -> int | None:
    """The enterprise of a manager's experts; None where the row names one, or its role has none."""
    named = not at_an_enterprise(values["role"]) or "enterprise" in values
    return None if named else action.viewer.managed_enterprise_id


def profile_of(values: dict[str, Any]) -> Profile:
    return Profile(values.get("job_title"), values.get("phone"), values.get("email"))


def audited(numbers: dict[str, int], record: dict[str, Any]) -> tuple[Subject, None, dict[str, Any]]:
    """An account as the audit log tells of it, the same as of one that was opened singly."""
    after = {name: record[name] for name in ("username", "role", "name", "job_title", "phone", "email")}
    return Subject("User", {**record, "id": numbers[record["username"]]}), None, after


async def audit_batch(action: Action, job: dict[str, Any], created: int) -> None:
    """Record the batch as a whole, at the place of whoever opened it."""
    viewer = action.viewer
    row = {**job, "branch_id": viewer.branch_id, "unit_id": viewer.unit_id}
    await action.audit(AuditAction.USERS_CREATED, Subject("Job", row), None, {"created": created})
