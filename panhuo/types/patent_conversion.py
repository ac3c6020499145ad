"""Which patents were converted (S178), which of them since they were registered (S182)."""

from collections.abc import Callable

from panhuo.compiler.statement import Place
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.types.performance_sql import reported

FROM = "2023-10-19"
"""The campaign's day: transfers and licences from here on count (S48, S178)."""


def readable(place: Place, alias: str) -> str:
    """Whether the viewer reads a dossier: an expression over its alias."""
    return reach("dossier", scopes_of(Ability.DOSSIER_READ, place.rights), place.role).sql(
        place.statement, alias
    )


def converted(place: Place) -> str:
    """Transferred or licensed since the campaign's day, once however often (S178, S179)."""
    return dealt(place, place["id"])


def dealt(place: Place, patent: str) -> str:
    """By a dated event, or by a report that the viewer reads."""
    return (
        f"(exists (select 1 from legal_event e where e.patent_id = {patent}"
        f" and e.kind in ('TRANSFER', 'LICENCE') and e.date >= '{FROM}') or {reported(place, patent)})"
    )


def dealt_since_registered(event: str, mode: str) -> Callable[[Place, str], str]:
    """An event on or after the day a dossier that the viewer reads was registered, or a report (S182)."""

    def sql(place: Place, patent: str) -> str:
        statement, dialect = place.statement, place.dialect
        e, m, d, v = (statement.alias(each) for each in "emdv")
        return (
            f"(exists (select 1 from legal_event {e} join dossier_patent {m} on {m}.patent_id = {e}.patent_id"
            f" and {m}.current join dossier {d} on {d}.id = {m}.dossier_id and {d}.base_id is null"
            f" join review {v} on {v}.dossier_id = {d}.id and {v}.to_state = 'REGISTERED'"
            f" where {e}.patent_id = {patent} and {e}.kind = '{event}'"
            f" and {e}.date >= {dialect.day_of(f'{v}.at')} and ({readable(place, d)}))"
            f" or {reported(place, patent, mode)})"
        )

    return sql


TRANSFERRED_LATER = dealt_since_registered("TRANSFER", "TRANSFER")
LICENSED_LATER = dealt_since_registered("LICENCE", "LICENCE")
