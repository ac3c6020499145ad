"""What is known of a patent as of a date (S171): legal states by dated events, registrations by reviews.

Each expression holds `{day}`, the end of which in China is meant (`panhuo.compiler.filters.DAY`).
"""

from panhuo.compiler.binding import Condition
from panhuo.compiler.filters import DAY
from panhuo.compiler.statement import Place
from panhuo.types.patent_conversion import readable
from panhuo.types.patent_dossier import own, own_of


def in_force(place: Place) -> str:
    """As `validAtEndOf2023` is found, of any day: granted by then, and not lapsed, or restored (S47, S174).

    Of a lapsed patent without a date it is not known, and it is not counted.
    """
    lapse = f"(select max(e.date) from legal_event e where e.patent_id = {place['id']} and e.kind = 'LAPSE')"
    turn = (
        f"(select e.kind from legal_event e where e.patent_id = {place['id']}"
        f" and e.kind in ('LAPSE', 'RESTORATION') and e.date <= {DAY}"
        " order by e.date desc, e.kind desc limit 1)"
    )
    return (
        f"coalesce({place['grant_date']} <= {DAY} and {place['legal_status']} <> 'PENDING'"
        f" and ({place['application_date']} is null or {place['application_date']} <= {DAY})"
        f" and ({place['legal_status']} = 'VALID' or coalesce({place['lapse_date']}, {lapse}) > {DAY})"
        f" and coalesce({turn}, '') <> 'LAPSE', false)"
    )


def new_in_month(place: Place) -> str:
    """Granted, or come by transfer, in that day's month up to that day (S175)."""
    first, _ = place.dialect.month_of(DAY)
    return (
        f"(coalesce({place['grant_date']} >= {first} and {place['grant_date']} <= {DAY}, false)"
        f" or exists (select 1 from legal_event e where e.patent_id = {place['id']} and e.kind = 'TRANSFER'"
        f" and e.date >= {first} and e.date <= {DAY}))"
    )


def registered(place: Place) -> str:
    """The last step that its own dossier had taken by then left it registered; the viewer reads it (S177)."""
    d, v, w = (place.statement.alias(each) for each in "dvw")
    on = place.dialect.day_of
    return (
        f"exists (select 1 from dossier {d} join review {v} on {v}.dossier_id = {d}.id"
        f" where {own(d, *own_of(place))} and ({readable(place, d)})"
        f" and {v}.to_state = 'REGISTERED' and not {v}.revision and {on(f'{v}.at')} <= {DAY}"
        f" and not exists (select 1 from review {w} where {w}.dossier_id = {d}.id and not {w}.revision"
        f" and ({w}.at, {w}.id) > ({v}.at, {v}.id) and {on(f'{w}.at')} <= {DAY}"
        f" and {w}.to_state <> 'REGISTERED'))"
    )


CONDITIONS = {
    "inForceOn": (
        Condition(in_force, "day"),
        "In force on a date, by its dates of grant, lapse and restoration; lapsed later or not (当日有效).",
    ),
    "newInMonthOf": (
        Condition(new_in_month, "day"),
        "Granted, or come by transfer, from the first of a date's month to that date (当月新增, S175).",
    ),
    "registeredOn": (
        Condition(registered, "day"),
        "Registered by itself at the end of a date, by the history of its dossier (当日在库, S177).",
    ),
}
