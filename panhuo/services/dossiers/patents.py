"""Patents that are filed: who may, what stands against it, and what lists show of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.rules.eligibility import FILING_REFUSALS, FilingRefusal, Standing, filing_refusal, member_refusal
from panhuo.rules.vocabulary import DossierKind, DossierState, FilingState, LegalStatus
from panhuo.services.acting import Action
from panhuo.services.patents.bulk import IMPORT_LOCK
from panhuo.signals import library_topic

Row = dict[str, Any]
STANDINGS = """
select p.id, p.application_number, p.title, p.legal_status, p.institution_id as first_owner,
       coalesce(h.current, true) as still_owner, d.id as dossier_id, u.name as filer_name
from patent p
left join holding h on h.patent_id = p.id and h.institution_id = $1
left join dossier d
  on d.patent_id = p.id and d.institution_id = $1 and d.kind = 'SINGLE' and d.base_id is null
left join user_account u on u.id = d.filer_id
where p.id in ({marks}) order by p.id
"""
FILING_STATES = {
    None: FilingState.UNFILED,
    DossierState.DRAFT: FilingState.FILED,
    DossierState.PENDING: FilingState.FILED,
    DossierState.REJECTED: FilingState.FILED,
    DossierState.INVENTORIED: FilingState.INVENTORIED,
    DossierState.REGISTERED: FilingState.REGISTERED,
    DossierState.DELISTED: FilingState.INVENTORIED,
}
"""How a dossier's state reads in the base library (S121–S124, S188)."""
OWN_HOLDING = """
update holding set filing_state = $3, registered_sort = $4 where patent_id = $1 and institution_id = $2
"""
OWN_PATENT = """
update patent set filing_state = $3, registered_sort = $4, registered_at = $5, published = $6,
  open_showcase = $6 and exists (select 1 from org_unit o where o.id = $2 and o.open_showcase)
where id = $1 and institution_id = $2
"""
CO_OWNERS = """
update holding set filing_state = $3, registered_sort = $4
where patent_id = $1 and institution_id <> $2 and current
  and exists (select 1 from patent p where p.id = holding.patent_id and p.institution_id = $2)
"""
RAISE = """
insert into data_version (kind, key, version, changed_at)
select kind, key, 1, cast($1 as bigint) from (
  select 'LIBRARY' as kind, 0 as key
  union select 'UNIT', h.institution_id from holding h where {held}
  union select 'UNIT', h.branch_id from holding h where {held} and h.branch_id is not null
  union select 'UNIT', h.unit_id from holding h where {held}
  union select 'INVENTOR', i.user_id from patent_inventor i join user_account a on a.id = i.user_id
        where i.patent_id in ({marks}) and i.match = 'CONFIRMED' and {known}
) reached where true order by kind, key
on conflict (kind, key) do update set
  version = data_version.version + 1, as_of = null, changed_at = excluded.changed_at
"""


async def no_import_meanwhile() -> None:
    """Wait for an import that is under way; it waits for this transaction, others like it do not.

    An import writes patents and holdings in an order of its own. Call it before any row is locked.
    """
    if dialect() == "postgres":
        await run(f"select pg_advisory_xact_lock_shared({IMPORT_LOCK})")


async def standings(institution: int, patents: Iterable[int]) -> dict[int, Row]:
    """Patents as an institution sees them, by id."""
    numbers = sorted(set(patents))
    if not numbers:
        return {}
    marks = ", ".join(f"${place}" for place in range(2, len(numbers) + 2))
    found = await run(STANDINGS.format(marks=marks), institution, *numbers)
    return {row["id"]: row for row in found}


def standing(row: Row, institution: int, within_reach: bool = True) -> Standing:
    return Standing(
        legal_status=LegalStatus(row["legal_status"]),
        first_owner=row["first_owner"],
        institution=institution,
        still_owner=bool(row["still_owner"]),
        within_reach=within_reach,
        filed=row["dossier_id"] is not None,
    )


async def refusals(
    action: Action, kind: DossierKind, patents: Sequence[int]
) -> tuple[dict[int, Row], dict[int, FilingRefusal | None]]:
    """Patents that the viewer sees, with what stands against filing each; locked.

    Raises NOT_FOUND where one is out of sight, FORBIDDEN where the role files nothing.
    """
    ability = Ability.DOSSIER_FILE if kind is DossierKind.SINGLE else Ability.PORTFOLIO_FILE
    reached = await action.reached(ability, "patent", patents)
    seen = await action.reached(Ability.PATENT_READ, "patent", patents)
    if set(patents) - seen.keys() - reached.keys():
        raise PanhuoError(ErrorCode.NOT_FOUND, field="patents")
    institution = action.viewer.institution_id or 0
    rows = await standings(institution, patents)
    single = kind is DossierKind.SINGLE
    ask = filing_refusal if single else member_refusal
    found = {number: ask(standing(row, institution, number in reached)) for number, row in rows.items()}
    if not single and any(found[each] is None and each not in reached for each in found):
        raise PanhuoError(ErrorCode.NOT_FOUND, field="patents")
    return rows, found


def require_fileable(rows: dict[int, Row], found: dict[int, FilingRefusal | None]) -> None:
    """Raise CONFLICT, naming the filer, where one is filed already; DOSSIER_NOT_FILEABLE with the reason."""
    for number, reason in found.items():
        if reason is FilingRefusal.ALREADY_FILED:
            raise taken(rows[number]["filer_name"])
        if reason is not None:
            name = rows[number]["application_number"]
            english, chinese = FILING_REFUSALS[reason]
            raise PanhuoError(
                ErrorCode.DOSSIER_NOT_FILEABLE,
                (f"{name}: {english}", f"{name}：{chinese}"),
                field="patents",
                refusal=reason.value,
            )


def taken(filer: str) -> PanhuoError:
    """Somebody was first (S72)."""
    return PanhuoError(
        ErrorCode.CONFLICT, (f"It is filed by {filer}.", f"建档人：{filer}。"), field="patents"
    )


async def require_eligible(institution: int, patents: Sequence[int]) -> None:
    """Raise DOSSIER_MEMBER_INELIGIBLE where a member may not be filed any more (S85)."""
    for row in (await standings(institution, patents)).values():
        reason = member_refusal(standing(row, institution))
        if reason is not None:
            name = row["application_number"]
            english, chinese = FILING_REFUSALS[reason]
            raise PanhuoError(
                ErrorCode.DOSSIER_MEMBER_INELIGIBLE,
                (f"{name}: {english}", f"{name}：{chinese}"),
                field="id",
                refusal=reason.value,
            )


async def follow(
    dossier: Row, state: DossierState | None, registered_at: int | None, published: bool
) -> None:
    """Let the patent of a single dossier show how far that has come, to its institution and co-owners."""
    place = (dossier["patent_id"], dossier["institution_id"])
    filing, since = FILING_STATES[state].value, registered_at or 0
    await run(OWN_HOLDING, *place, filing, since)
    await run(OWN_PATENT, *place, filing, since, registered_at, published)
    registered = state is DossierState.REGISTERED
    shown = FilingState.REGISTERED if registered else FilingState.UNFILED
    await run(CO_OWNERS, *place, shown.value, since)


async def raise_versions(action: Action, institution: int, patents: Sequence[int], everybody: bool) -> None:
    """Let whoever reads these patents hear of a change: last in the transaction.

    Co-owners hear of it only where `everybody` does: when something is registered, or is no longer.
    """
    marks = ", ".join(map(str, sorted(set(patents)))) or "0"
    ours = "" if everybody else f" and h.institution_id = {int(institution)}"
    known = "true" if everybody else f"a.institution_id = {int(institution)}"
    held = f"h.patent_id in ({marks}){ours}"
    await run(RAISE.format(held=held, marks=marks, known=known), action.now)
    rows = await run(f"select distinct h.institution_id as id from holding h where {held}")
    await action.signal([library_topic(None), *(library_topic(row["id"]) for row in rows)])
