"""The dashboard as of a date (`asOf`): what the data can say of the past, and why it cannot say the rest.

Scope and `unit` are today's: a figure is of patents held now or formerly, as S174 counts the stock of 2023.
"""

from calendar import isleap
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from panhuo.clock import CHINA
from panhuo.compiler.arguments import Leaf
from panhuo.compiler.statement import Env
from panhuo.enums import described
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.types.dashboard_figures import DIRECTED, STOCK_OF_2023
from panhuo.types.patent_conversion import FROM

FIRST, END_OF_2023 = date.fromisoformat(FROM), date(2023, 12, 31)
Where = Mapping[str, Any]


class DashboardGap(StrEnum):
    """Why the data cannot say how many there were."""

    CONTENT_NOT_KEPT = "CONTENT_NOT_KEPT"
    MEMBERS_NOT_KEPT = "MEMBERS_NOT_KEPT"
    OWNERS_NOT_KEPT = "OWNERS_NOT_KEPT"
    PLACES_NOT_KEPT = "PLACES_NOT_KEPT"
    REPORTS_NOT_KEPT = "REPORTS_NOT_KEPT"
    STILL_TO_COME = "STILL_TO_COME"


described(
    DashboardGap,
    "Why a figure or table is not told as of a date (无法追溯原因).",
    {
        "CONTENT_NOT_KEPT": "What dossiers had ticked then is not followed (未追溯当时的标注内容).",
        "MEMBERS_NOT_KEPT": "Which patents portfolios held then is not followed (未追溯当时的组合成员).",
        "OWNERS_NOT_KEPT": "Who owned a patent then, and in which order, is not kept (未留存当时的权利人).",
        "PLACES_NOT_KEPT": "At which unit a patent stood then is not kept (未留存当时的所属学院).",
        "REPORTS_NOT_KEPT": "What a report named before it was corrected is not kept (未留存更正前内容).",
        "STILL_TO_COME": "The day that it is of was still to come (所指日期晚于截至日期).",
    },
)
GAPS = {
    **dict.fromkeys(
        ("co_owned", "own_valid", "own_valid_filed", "own_of_2023", "own_of_2023_filed", "institutions"),
        DashboardGap.OWNERS_NOT_KEPT,
    ),
    **dict.fromkeys(("registered", "registered_in_portfolio"), DashboardGap.MEMBERS_NOT_KEPT),
    **dict.fromkeys(
        (
            "converted",
            "dealt_since_registered",
            "transferred_since_registered",
            "licensed_since_registered",
        ),
        DashboardGap.REPORTS_NOT_KEPT,
    ),
    "colleges": DashboardGap.PLACES_NOT_KEPT,
    "ticks": DashboardGap.CONTENT_NOT_KEPT,
}
"""Figure or table → why it is not told of the past."""
DEFINITIONS = {
    "pushed": "In force on that date by the dates of grant, lapse and restoration, of patents held now or "
    "formerly; those lapsed or sold since included (截至该日有效的专利，含此后失效或转让, S173, S174).",
    "new_this_month": "Of these granted, or come by transfer, in that date's month up to it "
    "(该月截至该日授权或受让, S175).",
    "registered_singly": "Registered by themselves at the end of that date, by the history of their dossiers "
    "(截至该日单条登记在库, S177).",
    "demands": "What enterprises had directed to the institution's dossiers by the end of that date "
    "(截至该日企业定向发布的合作意向, S180).",
    "evaluations": "Ratings first given by the end of that date (截至该日企业专家评价次数, S181).",
}
"""Name → what it counts as of a date."""


def figures(day: Any) -> Mapping[str, Where]:
    """The filters of `patents` as of a day, a date or a leaf."""
    in_force = {"inForceOn": {"eq": day}}
    return {
        "pushed": in_force,
        "valid_at_end_of_2023": STOCK_OF_2023,
        "new_this_month": {**in_force, "newInMonthOf": {"eq": day}},
        "registered_singly": {"registeredOn": {"eq": day}},
    }


def others(after: Any) -> Mapping[str, Where]:
    """The filters of other lists before an instant, the end of the day, or a leaf of it."""
    sent = {"createdAt": {"lt": after}}
    return {"demands": {**DIRECTED, **sent}, "evaluations": sent}


def day_after(day: date) -> datetime:
    """The instant at which a day ends in China."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA) + timedelta(days=1)


def ended(leaf: Leaf) -> Leaf:
    """The same of a leaf, in milliseconds."""

    def read(variables: Mapping[str, Any]) -> int:
        return int(day_after(leaf.read(variables)).timestamp() * 1000)

    return Leaf(0, read)


def gap(name: str, day: date) -> DashboardGap | None:
    """Why a figure or table is not told as of a day."""
    if name == "valid_at_end_of_2023" and day < END_OF_2023:
        return DashboardGap.STILL_TO_COME
    return GAPS.get(name)


def checked(day: date | None, env: Env) -> None:
    """Raises INVALID_VALUE for a day before the data begin, on which S48's events do, or still to come."""
    if day is not None and not FIRST <= day <= env.today:
        between = f"asOf: {FIRST} – {env.today}."
        raise PanhuoError(ErrorCode.INVALID_VALUE, between)


def maintained(years: int | None, day: date) -> Where:
    """The filing dates from which so many whole years have passed by a day (S186)."""
    if years is None:
        return {"applicationDate": {"isNull": True}}
    return {
        "applicationDate": {"gt": latest(years + 1, day).isoformat(), "lte": latest(years, day).isoformat()}
    }


def latest(years: int, day: date) -> date:
    """The last filing date with so many whole years by a day; from 29 February, the 28th ends one (S186)."""
    year = day.year - years
    if (day.month, day.day) == (2, 29):
        return date(year, 2, 29 if isleap(year) else 28)
    if (day.month, day.day) == (2, 28) and not isleap(day.year) and isleap(year):
        return date(year, 2, 29)
    return date(year, day.month, day.day)
