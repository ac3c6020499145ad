"""Institutions: opened by the platform, then activated, certified and shown by their own (S1, S5–S7, S26)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from panhuo.auth.statements import run
from panhuo.db import connection
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.viewer import Viewer
from panhuo.rules.contact import MAX_NAME, clean_email, clean_phone, clean_text
from panhuo.rules.credit_code import credit_code
from panhuo.rules.org_tree import clean_unit_name
from panhuo.rules.vocabulary import AuditAction, InstitutionType
from panhuo.services.acting import acting
from panhuo.services.owner_names import add_names
from panhuo.services.patents.rematch import rematch_owners
from panhuo.services.patents.standing import no_import, restanding
from panhuo.services.tree import require_activated, require_free_owner_name, require_version, unit_subject

MAX_ALIASES = 20
INSERT = """
insert into org_unit (kind, institution_type, name, institution_id, position)
select 'INSTITUTION', cast($1 as varchar(20)), cast($2 as varchar(120)), 0, coalesce(max(position) + 1, 0)
from org_unit where parent_id is null
returning id
"""
OWN_ROOT = "update org_unit set institution_id = id where id = $1"
FLOW = "insert into approval_flow (id) values ($1)"
ACTIVATE = "update org_unit set activated_at = $2 where id = $1"
CERTIFY = """
update org_unit set credit_code = $2, address = $3, contact_name = $4, contact_phone = $5, contact_email = $6,
  certified_at = $7, version = version + 1
where id = $1
"""
SHOW = "update org_unit set open_showcase = $2, version = version + 1 where id = $1"
SHOW_PATENTS = """
update patent set open_showcase = $2 where institution_id = $1 and published and open_showcase <> $2
"""
SHOW_DOSSIERS = SHOW_PATENTS.replace("patent", "dossier", 1)
SHOWN = "select id as patent_id from patent where institution_id = {id} and published"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What an institution certifies of itself (S26)."""

    credit_code: str
    address: str
    contact_name: str
    contact_phone: str
    contact_email: str


async def create_institution(
    viewer: Viewer, typed: str, kind: InstitutionType, aliases: Sequence[str] = (), key: str | None = None
) -> tuple[int, int]:
    """Open an institution with the names it owns patents under; its id, and how many patents that matched.

    Patents that were imported before get their holdings at once; its own administrator activates it. Raises
    FORBIDDEN for who does not manage institutions, INVALID_VALUE for a name or alias that is empty or too
    long, NAME_TAKEN for one of another institution or branch.
    """
    if Scope.INSTITUTIONS not in scopes_of(Ability.ORG_UNIT_MANAGE, viewer.rights):
        raise PanhuoError(ErrorCode.FORBIDDEN)
    async with acting(viewer) as action:
        made = await action.once(key, "createInstitution", [typed, kind.value, *aliases])
        if made is not None:
            return made, 0
        await no_import()
        names = owner_names(typed, aliases)
        for place, each in enumerate(names):
            await require_free_owner_name(each, "aliases" if place else "name")
        [row] = await run(INSERT, kind.value, names[0])
        number = int(row["id"])
        await run(OWN_ROOT, number)
        await run(FLOW, number)
        await add_names(number, names[1:])
        unit = {"id": number, "name": names[0], "institution_id": number, "branch_id": None}
        after = {"name": names[0], "type": kind.value, "aliases": names[1:]}
        await action.audit(AuditAction.INSTITUTION_CREATED, unit_subject(unit), None, after)
        await action.made(key, number)
        return number, await rematch_owners(connection(), names)


def owner_names(name: str, aliases: Sequence[str]) -> list[str]:
    """The name and the aliases beside it, each once. Raises INVALID_VALUE for one that cannot be."""
    if len(aliases) > MAX_ALIASES:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(aliases: 0–{MAX_ALIASES})", field="aliases")
    cleaned = [clean_unit_name(each) for each in (name, *aliases)]
    wrong = next((place for place, each in enumerate(cleaned) if each is None), None)
    if wrong is not None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, "(1–120)", field="aliases" if wrong else "name")
    return list(dict.fromkeys(each for each in cleaned if each))


async def activate_institution(viewer: Viewer, number: int) -> None:
    """Open the institution's space, once: its tree, accounts and flow can be built from now on (S6)."""
    async with acting(viewer) as action:
        unit = await action.one(Ability.INSTITUTION_CERTIFY, "org_unit", number)
        if unit["activated_at"] is None:
            await run(ACTIVATE, number, action.now)
            subject = unit_subject(unit)
            await action.audit(AuditAction.INSTITUTION_ACTIVATED, subject, None, {"activatedAt": action.now})


async def certify_institution(viewer: Viewer, number: int, given: Certificate, version: int) -> None:
    """Complete the institution's certified profile (S26). Raises INVALID_VALUE, CONFLICT."""
    async with acting(viewer) as action:
        unit = await action.one(Ability.INSTITUTION_CERTIFY, "org_unit", number)
        require_version(unit, version)
        after = asdict(checked(given))
        await run(CERTIFY, number, *after.values(), action.now)
        before = {name: unit[name] for name in after}
        await action.audit(AuditAction.INSTITUTION_CERTIFIED, unit_subject(unit), before, after)


MAX_ADDRESS = 200
CLEANED: Mapping[str, tuple[str, Callable[[str], str | None]]] = {
    "credit_code": ("creditCode", credit_code),
    "address": ("address", lambda typed: clean_text(typed, MAX_ADDRESS)),
    "contact_name": ("contactName", lambda typed: clean_text(typed, MAX_NAME)),
    "contact_phone": ("contactPhone", clean_phone),
    "contact_email": ("contactEmail", clean_email),
}
"""Column → the field of the input, and how what is typed is kept."""


def checked(given: Certificate) -> Certificate:
    """The profile as it is kept. Raises INVALID_VALUE at the first field that cannot be."""
    found: dict[str, str] = {}
    for name, (field, clean) in CLEANED.items():
        value = clean(getattr(given, name))
        if value is None:
            raise PanhuoError(ErrorCode.INVALID_VALUE, f"({field})", field=field)
        found[name] = value
    return Certificate(**found)


async def update_showcase_settings(viewer: Viewer, number: int, open_showcase: bool, version: int) -> None:
    """Let visitors without an account see what the institution published, or no longer. Raises CONFLICT."""
    async with acting(viewer) as action:
        await no_import()
        unit = await action.one(Ability.SHOWCASE_SETTINGS, "org_unit", number)
        require_version(unit, version)
        await require_activated(action, number, "id")
        await run(SHOW, number, open_showcase)
        before, after = {"openShowcase": bool(unit["open_showcase"])}, {"openShowcase": open_showcase}
        await action.audit(AuditAction.SHOWCASE_CHANGED, unit_subject(unit), before, after)
        async with restanding(SHOWN.format(id=int(number))):
            await run(SHOW_PATENTS, number, open_showcase)
            await run(SHOW_DOSSIERS, number, open_showcase)
