"""What a patent shows to this viewer: expressions that depend on whose eyes look (S70, S71, S76)."""

from panhuo.compiler.dialect import completed_years
from panhuo.compiler.statement import Place
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.rules.eligibility import FILING_REFUSALS as WORDS
from panhuo.rules.vocabulary import TENANT_ROLES


def own_holding(place: Place) -> str:
    """The holding of the viewer's own institution, joined; null columns where it has none."""
    return place.join(
        "own holding",
        "holding",
        lambda alias: (
            f"{alias}.patent_id = {place['id']} and {alias}.institution_id = {place.viewer('institution_id')}"
        ),
    )


def tenant(place: Place) -> bool:
    return place.role in TENANT_ROLES


def filing_state(place: Place) -> str:
    """Of the own institution's dossier; outside institutions, of the first owner's."""
    if not tenant(place):
        return place["filing_state"]
    return f"coalesce({own_holding(place)}.filing_state, 'UNFILED')"


def registered_sort(place: Place) -> str:
    if not tenant(place):
        return place["registered_sort"]
    return f"coalesce({own_holding(place)}.registered_sort, 0)"


def registered_at(place: Place) -> str:
    return f"nullif({registered_sort(place)}, 0)"


def branch(place: Place) -> str:
    return f"{own_holding(place)}.branch_id" if tenant(place) else place["branch_id"]


def standing_unit(place: Place) -> str:
    """The unit at which the patent stands within the viewer's institution, or the first owner's."""
    return f"{own_holding(place)}.unit_id" if tenant(place) else place["unit_id"]


def transferred_out(place: Place) -> str:
    """Whether the viewer's institution has ceased to own it; never so for viewers outside institutions."""
    return f"coalesce(not {own_holding(place)}.current, false)" if tenant(place) else "false"


def first_owner(place: Place) -> str:
    if tenant(place):
        return f"coalesce({place['institution_id']} = {place.viewer('institution_id')}, false)"
    return f"({place['institution_id']} is not null)"


def affiliation(place: Place) -> str:
    """所属院校: the branch or institution that owns it first; "--" to any other owner (S70, S71)."""
    alias = place.join(
        "affiliation",
        "org_unit",
        lambda alias: f"{alias}.id = coalesce({place['branch_id']}, {place['institution_id']})",
    )
    return f"case when {first_owner(place)} then {alias}.name else '--' end"


def main_group(place: Place) -> str:
    return place.dialect.main_group(place["main_ipc"])


def maintained_until(place: Place) -> str:
    """The end of maintenance: today, or the lapse date; null for what was never granted (S185)."""
    today, lapse = place.today(), place["lapse_date"]
    lapsed = f"case when {lapse} < {today} then {lapse} when {lapse} is not null then {today} end"
    return (
        f"case when {place['grant_date']} is null or {place['legal_status']} = 'PENDING' then null"
        f" when {place['legal_status']} = 'LAPSED' then {lapsed} else {today} end"
    )


def maintenance_years(place: Place) -> str:
    """Completed years from the filing date (S186)."""
    return completed_years(place.dialect, place["application_date"], f"({maintained_until(place)})")


def maintenance_days(place: Place) -> str:
    return place.dialect.days_between(place["application_date"], f"({maintained_until(place)})")


FILING_REFUSALS = {reason.value: words for reason, words in WORDS.items()}
"""Why a patent cannot be filed singly, in the order they are looked at (S58, S70, S71, S73, S76)."""


def member_refusal(place: Place) -> str:
    """The cases of why a patent may be in no dossier of the viewer's institution (S85)."""
    return (
        f" when {transferred_out(place)} then 'TRANSFERRED_OUT'"
        f" when {place['institution_id']} is null then 'FIRST_OWNER_OUTSIDE'"
        f" when {place['institution_id']} <> {place.viewer('institution_id')} then 'NOT_FIRST_OWNER'"
        f" when {place['legal_status']} = 'LAPSED' then 'LAPSED'"
        f" when {place['legal_status']} = 'PENDING' then 'NOT_GRANTED'"
    )


def filing_refusal(place: Place) -> str:
    """The reason the viewer may not file this patent, null where nothing stands against it."""
    cell = scopes_of(Ability.DOSSIER_FILE, place.rights)
    if not cell:
        return "'ROLE'"
    scope = reach("patent", cell, place.role).sql(place.statement, place.alias)
    return (
        f"case{member_refusal(place)}"
        f" when not ({scope}) then 'OTHER_CAMPUS'"
        f" when {filing_state(place)} <> 'UNFILED' then 'ALREADY_FILED' end"
    )


def portfolio_refusal(place: Place) -> str:
    """The reason the viewer may put this patent in no portfolio, filed or not (S81, S82, S84, S85)."""
    if not scopes_of(Ability.PORTFOLIO_FILE, place.rights):
        return "'ROLE'"
    return f"case{member_refusal(place)} end"
