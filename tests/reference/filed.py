"""What was filed of a patent, as far as its viewer reads it: its own dossier, portfolios, what is ticked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from tests.reference.scopes import Ask
from tests.reference.world import Row

CHINA = timezone(timedelta(hours=8))
FROM = "2023-10-19"
"""From this day on transfers and licences count (S178)."""


@dataclass(frozen=True)
class Choices:
    """What is ticked on one level of a list: any of it may hold."""

    ticked: frozenset[str]

    def holds(self, operator: str, given: Any) -> bool:
        return bool(self.ticked & set(given if operator == "in" else [given]))


def own_dossier(ask: Ask, patent: Row) -> Row | None:
    """In the viewer's institution, seen from outside in the first owner's; readable or not."""
    institution = patent["institution_id"] if ask.institution_id is None else ask.institution_id
    found = [
        row
        for row in ask.world.rows("dossier", patent_id=patent["id"], kind="SINGLE", base_id=None)
        if row["institution_id"] == institution
    ]
    return found[0] if found else None


def read_dossier(ask: Ask, patent: Row) -> Row | None:
    """The own dossier where the viewer reads it."""
    return ask.visible("Dossier", own_dossier(ask, patent))


def filer_name(ask: Ask, patent: Row) -> str | None:
    """Who files it is told to the whole institution, and to nobody else."""
    dossier = own_dossier(ask, patent) if ask.institution_id is not None else None
    return ask.world.tables["user_account"][dossier["filer_id"]]["name"] if dossier else None


def portfolios(ask: Ask, patent: Row) -> list[Row]:
    """Those that hold it and that the viewer reads."""
    return [
        row
        for row in ask.all("Dossier")
        if row["kind"] == "PORTFOLIO" and row["base_id"] is None and patent["id"] in members(ask, row)
    ]


def members(ask: Ask, dossier: Row) -> list[int]:
    """The patents in it, for its readers."""
    rows = ask.world.of_dossier("dossier_patent", dossier["id"])
    return [row["patent_id"] for row in rows if row["current"]]


def in_portfolio(ask: Ask, patent: Row) -> bool:
    return portfolios(ask, patent) != []


def in_registered_portfolio(ask: Ask, patent: Row) -> bool:
    return any(row["state"] == "REGISTERED" for row in portfolios(ask, patent))


def ticked(ask: Ask, dossier: Row | None, name: str) -> Choices:
    """What is ticked in what was submitted; before that, in the draft."""
    shown = dossier and (dossier["content_id"] or dossier["draft_id"])
    kind, column = TICKED[name]
    rows = ask.world.choices.get(shown, ()) if shown else ()
    return Choices(frozenset(row[column] for row in rows if row["kind"] == kind))


TICKED = {
    "status": ("STATUS", "first_level"),
    "statusDetail": ("STATUS", "second_level"),
    "willingness": ("WILLINGNESS", "first_level"),
    "willingnessDetail": ("WILLINGNESS", "second_level"),
}


def converted(ask: Ask, patent: Row) -> bool:
    """Transferred or licensed since the campaign's day, or so reported in what one reads (S178, S179)."""
    reports = ask.world.rows("performance_patent", patent_id=patent["id"])
    for row in reports if ask.may("PERFORMANCE_READ") else ():
        report = ask.world.tables["performance"][row["performance_id"]]
        if report["state"] != "RETURNED" and ask.visible("Performance", report):
            return True
    events = ask.world.of_patent("legal_event", patent["id"])
    return any(row["kind"] in ("TRANSFER", "LICENCE") and row["date"].isoformat() >= FROM for row in events)


def dealt_later(ask: Ask, patent: Row, kind: str) -> bool:
    """From the day on that a dossier with it, which one reads, was registered; or reported so (S182)."""
    if any(
        row["mode"] == kind
        for member in ask.world.rows("performance_patent", patent_id=patent["id"])
        if counts(ask, ask.world.tables["performance"][member["performance_id"]])
        for row in ask.world.rows("performance_deal", performance_id=member["performance_id"])
    ):
        return True
    since = [day for dossier in holding(ask, patent) for day in registered_on(ask, dossier)]
    events = ask.world.of_patent("legal_event", patent["id"])
    return any(row["date"] >= min(since) for row in events if row["kind"] == kind) if since else False


def counts(ask: Ask, report: Row) -> bool:
    """Whether a report is read and was not returned."""
    readable = ask.may("PERFORMANCE_READ") and ask.visible("Performance", report)
    return bool(readable and report["state"] != "RETURNED")


def holding(ask: Ask, patent: Row) -> list[Row]:
    """Dossiers that one reads and that hold a patent; revisions aside."""
    rows = [row for row in ask.all("Dossier") if row["base_id"] is None]
    return [row for row in rows if patent["id"] in members(ask, row)]


def registered_on(ask: Ask, dossier: Row) -> list[date]:
    """The days, in China, on which a dossier was registered."""
    reviews = ask.world.of_dossier("review", dossier["id"])
    return [day_of(row["at"]) for row in reviews if row["to_state"] == "REGISTERED"]


def in_force_on(ask: Ask, patent: Row, day: date) -> bool:
    """Granted by a day, and not lapsed by it; what was restored later was lapsed."""
    events = [row for row in ask.world.of_patent("legal_event", patent["id"]) if row["date"] <= day]
    turns = sorted((row["date"], row["kind"]) for row in events if row["kind"] in ("LAPSE", "RESTORATION"))
    lapses = [
        row["date"] for row in ask.world.of_patent("legal_event", patent["id"]) if row["kind"] == "LAPSE"
    ]
    ended = patent["lapse_date"] or max(lapses, default=None)
    return bool(
        patent["grant_date"]
        and patent["grant_date"] <= day
        and (patent["application_date"] or day) <= day
        and patent["legal_status"] != "PENDING"
        and (patent["legal_status"] == "VALID" or (ended and ended > day))
        and (not turns or turns[-1][1] == "RESTORATION")
    )


def new_in_month_of(ask: Ask, patent: Row, day: date) -> bool:
    events = ask.world.of_patent("legal_event", patent["id"])
    came = [patent["grant_date"], *(row["date"] for row in events if row["kind"] == "TRANSFER")]
    return any(each and day.replace(day=1) <= each <= day for each in came)


def registered_at_end_of(ask: Ask, patent: Row, day: date) -> bool:
    """Where the own dossier stood, which one reads, after the last step that it had taken by then."""
    dossier = read_dossier(ask, patent)
    steps = ask.world.of_dossier("review", dossier["id"]) if dossier else []
    taken = [row for row in steps if not row["revision"] and day_of(row["at"]) <= day]
    states = [row["to_state"] for row in sorted(taken, key=lambda row: (row["at"], row["id"]))]
    return bool(states and states[-1] == "REGISTERED")


def day_of(at: int) -> date:
    return datetime.fromtimestamp(at / 1000, CHINA).date()


def new_this_month(ask: Ask, patent: Row) -> bool:
    """Granted, or come by transfer, in the month of the last published delivery's date (S175)."""
    days = [row["as_of"] for row in ask.world.rows("push") if row["published_at"] is not None]
    events = ask.world.of_patent("legal_event", patent["id"])
    came = [patent["grant_date"], *(row["date"] for row in events if row["kind"] == "TRANSFER")]
    return any(day and days and (day.year, day.month) == (max(days).year, max(days).month) for day in came)
