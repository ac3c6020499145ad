"""How each scope reads on each table: the one place that says so.

`REACH[table][scope]` is a predicate, or a function from the viewer's role to one where the column
depends on where the role stands. A table that lacks a scope its abilities use fails when the schema
is built (`panhuo.compiler.check`).
"""

from collections.abc import Callable, Iterable, Mapping

from panhuo.permissions.ability import Scope
from panhuo.permissions.predicates import (
    ALWAYS,
    NEVER,
    Ahead,
    AllOf,
    AnyOf,
    Exists,
    Is,
    Lacks,
    Mine,
    OfFew,
    Predicate,
)
from panhuo.rules.vocabulary import ADMIN_ROLES, Role

ByRole = Callable[[Role], Predicate]


def at_unit(institution: str, branch: str, unit: str) -> ByRole:
    """Equality on the column of the level the role stands at, so that one index serves scope and order."""
    level: dict[Role, Predicate] = {
        Role.INSTITUTION_ADMIN: Mine(institution, "institution_id"),
        Role.BRANCH_ADMIN: Mine(branch, "branch_id"),
        Role.COLLEGE_ADMIN: Mine(unit, "unit_id"),
        Role.BRANCH_COLLEGE_ADMIN: Mine(unit, "unit_id"),
    }
    return lambda role: level.get(role, NEVER)


def whole_institution(column: str) -> ByRole:
    """What belongs to an institution as a whole lies in nobody's subtree but its own admin's."""
    mine = {Role.INSTITUTION_ADMIN: Mine(column, "institution_id")}
    return lambda role: mine.get(role, NEVER)


def through_holding(where: ByRole) -> ByRole:
    return lambda role: Exists("holding", "patent_id", "id", where(role))


def only(column: str, value: str, where: ByRole) -> ByRole:
    """Of the rows of a predicate, those whose column has a value."""
    return lambda role: AllOf((where(role), Is(column, value)))


def of_account(where: ByRole) -> ByRole:
    """Rows of the accounts of a predicate."""
    return lambda role: Exists("user_account", "id", "user_id", where(role))


def all_of(part: Predicate, where: ByRole) -> ByRole:
    return lambda role: AllOf((part, where(role)))


held = at_unit("institution_id", "branch_id", "unit_id")
account = at_unit("institution_id", "branch_id", "unit_id")
confirmed = AllOf((Mine("user_id", "user_id"), Is("match", "CONFIRMED")))
claimed_once = AnyOf(tuple(Is("state", state) for state in ("CLAIMED", "CONFIRMED", "REFUSED")))
"""What an inventor has not claimed, or has declined, is nobody else's business."""
published_here = AnyOf(
    tuple(
        Exists("patent", column, "id", Is("published", True))
        for column in ("institution_id", "branch_id", "unit_id")
    )
)
open_here = AnyOf(
    tuple(
        Exists("patent", column, "id", Is("open_showcase", True))
        for column in ("institution_id", "branch_id", "unit_id")
    )
)

submitted = Is("submitted", True)
filed = Mine("filer_id", "user_id")
staffed = Exists(
    "user_account",
    "unit_id",
    "step_unit_id",
    AllOf((Is("active", True), AnyOf(tuple(Is("role", role.value) for role in ADMIN_ROLES)))),
)
"""Whether the unit of a dossier's step has an active administrator."""


def at_my_step(role: Role) -> Predicate:
    """At the viewer's unit; for an institution also what waits at a level left without an administrator."""
    if role not in ADMIN_ROLES:
        return NEVER
    here: Predicate = Mine("step_unit_id", "unit_id")
    if role is Role.INSTITUTION_ADMIN:
        here = AnyOf((here, AllOf((Mine("institution_id", "institution_id"), Lacks(staffed)))))
    return AllOf((Is("state", "PENDING"), here))


def also(where: ByRole, *parts: Predicate) -> ByRole:
    """Of the rows of a predicate, those for which one of the parts holds."""
    return lambda role: AllOf((where(role), AnyOf(parts)))


invented = AllOf(
    (
        submitted,
        Mine("institution_id", "institution_id"),
        Exists(
            "dossier_patent",
            "dossier_id",
            "id",
            AllOf(
                (
                    Is("current", True),
                    Exists("patent_inventor", "patent_id", "patent_id", confirmed),
                )
            ),
        ),
    )
)


def of_evaluated(where: ByRole) -> ByRole:
    """Rows about a dossier of a predicate; saying that it is evaluated lets an index find those few."""
    return lambda role: OfFew("dossier", "id", "dossier_id", AllOf((Is("evaluated", True), where(role))))


own_file = AllOf((Mine("owner_id", "user_id"), Is("ready", True), Ahead("expires_at")))
"""Files of jobs are for whoever asked for the job alone, also where everybody's jobs are seen."""
own_row = AllOf((Mine("owner_id", "user_id"), Is("ready", True)))
"""Rows of a job's file likewise."""

REACH: Mapping[str, Mapping[Scope, Predicate | ByRole]] = {
    "api_token": {
        Scope.ALL: ALWAYS,
        Scope.ENTERPRISE: Mine("enterprise_id", "enterprise_id"),
        Scope.OWN: Mine("owner_id", "user_id"),
    },
    "approval_flow": {
        Scope.ALL: ALWAYS,
        Scope.SUBTREE: whole_institution("id"),
        Scope.OWN_CHAIN: Mine("id", "institution_id"),
    },
    "patent": {
        Scope.ALL: ALWAYS,
        Scope.SUBTREE: through_holding(held),
        Scope.MAIN_CAMPUS: Exists(
            "holding",
            "patent_id",
            "id",
            AllOf((Mine("institution_id", "institution_id"), Is("branch_id", None))),
        ),
        Scope.OWN: Exists("patent_inventor", "patent_id", "id", confirmed),
        Scope.INVENTED: Exists("patent_inventor", "patent_id", "id", confirmed),
        Scope.PUBLISHED: Is("published", True),
        Scope.PUBLISHED_OPEN: Is("open_showcase", True),
    },
    "holding": {Scope.ALL: ALWAYS, Scope.SUBTREE: held},
    "patent_inventor": {Scope.OWN: confirmed},
    "inventor_match": {
        Scope.OWN: AllOf((Mine("user_id", "user_id"), Is("standing", True))),
        Scope.SUBTREE: all_of(claimed_once, of_account(account)),
    },
    "org_unit": {
        Scope.ALL: ALWAYS,
        Scope.SUBTREE: at_unit("institution_id", "branch_id", "id"),
        Scope.SUBTREE_INVENTORS: at_unit("institution_id", "branch_id", "id"),
        Scope.OWN_CHAIN: AnyOf(
            (Mine("id", "unit_id"), Mine("id", "branch_id"), Mine("id", "institution_id"))
        ),
        Scope.OWN_INSTITUTION: Mine("id", "institution_id"),
        Scope.INSTITUTIONS: Is("kind", "INSTITUTION"),
        Scope.PUBLISHED: published_here,
        Scope.PUBLISHED_OPEN: open_here,
    },
    "user_account": {
        Scope.ALL: ALWAYS,
        Scope.SUBTREE: account,
        Scope.SUBTREE_INVENTORS: only("role", "INVENTOR", account),
        Scope.OWN: Mine("id", "user_id"),
        Scope.ENTERPRISE: Mine("enterprise_id", "enterprise_id"),
        Scope.ENTERPRISE_AS_MANAGER: Mine("enterprise_id", "managed_enterprise_id"),
    },
    "audit_entry": {Scope.ALL: ALWAYS, Scope.SUBTREE: held},
    "push": {Scope.ALL: ALWAYS},
    "code": {Scope.ALL: ALWAYS},
    "code_edition": {Scope.ALL: ALWAYS},
    "contact_access": {Scope.ALL: ALWAYS, Scope.SUBTREE: held},
    "data_version": {
        Scope.ALL: Is("kind", "LIBRARY"),
        Scope.SUBTREE: only("kind", "UNIT", at_unit("key", "key", "key")),
        Scope.OWN: AllOf((Is("kind", "INVENTOR"), Mine("key", "user_id"))),
    },
    "demand": {
        Scope.ALL: ALWAYS,
        Scope.SUBTREE: held,
        Scope.ENTERPRISE: Mine("enterprise_id", "enterprise_id"),
    },
    "dossier": {
        Scope.ALL: ALWAYS,
        Scope.SUBTREE: held,
        Scope.SUBTREE_SUBMITTED: also(held, submitted, filed),
        Scope.SUBMITTED: submitted,
        Scope.OWN: filed,
        Scope.INVENTED: invented,
        Scope.AT_MY_STEP: at_my_step,
        Scope.PUBLISHED: Is("published", True),
        Scope.PUBLISHED_OPEN: Is("open_showcase", True),
    },
    "enterprise_application": {Scope.ALL: ALWAYS},
    "evaluation": {
        Scope.ALL: ALWAYS,
        Scope.SUBTREE: of_evaluated(held),
        Scope.OWN: of_evaluated(lambda role: filed),
        Scope.INVENTED: of_evaluated(lambda role: invented),
        Scope.ENTERPRISE: Mine("enterprise_id", "enterprise_id"),
    },
    "job": {Scope.ALL: ALWAYS, Scope.OWN: Mine("owner_id", "user_id")},
    "job_file": {Scope.ALL: own_file, Scope.OWN: own_file},
    "job_row": {Scope.ALL: own_row, Scope.OWN: own_row},
    "notice": {Scope.OWN: Mine("user_id", "user_id")},
    "performance": {Scope.ALL: ALWAYS, Scope.SUBTREE: whole_institution("institution_id")},
    "upload": {
        Scope.OWN: AllOf(
            (
                Mine("owner_id", "user_id"),
                Is("stored", True),
                Is("consumed_at", None),
                Ahead("expires_at"),
            )
        ),
    },
}


def reach(table: str, scopes: Iterable[Scope], role: Role) -> Predicate:
    """The predicate of a policy cell on a table: its scopes, OR-ed, as this role has them."""
    found = [REACH[table][scope] for scope in sorted(scopes)]
    parts = tuple(part(role) if callable(part) else part for part in found)
    if any(part == ALWAYS for part in parts):
        return ALWAYS
    return parts[0] if len(parts) == 1 else AnyOf(parts)
