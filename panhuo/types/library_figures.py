"""The head figures of the base library (S103, S104), each with the list it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import strawberry

from panhuo.types.declare import declared
from panhuo.types.scalars import Date

VALID = {"legalStatus": {"eq": "VALID"}, "transferredOut": {"eq": False}}
FILEABLE = {"legalStatus": {"eq": "VALID"}, "firstOwner": {"eq": True}}
REGISTERED, HELD = {"registered": {"eq": True}}, {"inRegisteredPortfolio": {"eq": True}}
FIGURES: Mapping[str, Mapping[str, Any]] = {
    "pushed": VALID,
    "co_owned": {**VALID, "coOwned": {"eq": True}},
    "new_this_month": {**VALID, "newThisMonth": {"eq": True}},
    "registered": {"or": [REGISTERED, HELD]},
    "registered_singly": REGISTERED,
    "registered_in_portfolio": {**HELD, "registered": {"eq": False}},
    "converted": {"converted": {"eq": True}},
    "fileable": FILEABLE,
    "fileable_registered": {**FILEABLE, **REGISTERED},
}
"""Name → the filter of `patents` that lists what is counted."""
BESIDE = {"as_of": "(select cast(max(d.as_of) as text) from push d where d.published_at is not null)"}
"""Of all that was delivered, whoever asks: a date that tells of no patent."""


@strawberry.type(description="A figure (指标) and the list behind it.")
class LibraryFigure:
    """A figure."""

    count: int = declared(None, "How many patents (数量).")
    list_arguments: str = declared(
        None,
        "The arguments of `patents` that list exactly these, as JSON: `filed`, `campus`, `branch` where one "
        "was asked for, `where` (列表条件, S103).",
    )


@strawberry.type(
    description="Head figures of the base library (存量专利基础库统计, S103–S104), counted within the "
    "viewer's scope and the campus asked for."
)
class LibraryFigures:
    """The figures."""

    pushed: LibraryFigure = declared(None, "Valid patents delivered so far (累计推送有效专利, S173).")
    co_owned: LibraryFigure = declared(None, "Of these with several owners (权利共有专利, S176).")
    new_this_month: LibraryFigure = declared(
        None,
        "Of these granted, or come by transfer, in the month of the last delivery's date "
        "(本月新增有效专利, S175).",
    )
    registered: LibraryFigure = declared(
        None, "Now registered, singly or in a portfolio, each once (累计登记入库专利, S177)."
    )
    registered_singly: LibraryFigure = declared(None, "Of these by themselves (单条登记入库).")
    registered_in_portfolio: LibraryFigure = declared(
        None, "Of these in a portfolio alone (仅随组合登记入库)."
    )
    converted: LibraryFigure = declared(
        None,
        "Transferred or licensed on or after 2023-10-19, or so reported in what the viewer reads and "
        "that was not returned, each once (累计转化专利, S178–S179).",
    )
    fileable: LibraryFigure = declared(
        None, "Valid patents whose first owner may file them (可建档专利, S104)."
    )
    fileable_registered: LibraryFigure = declared(None, "Of these registered by themselves (其中已登记入库).")
    as_of: Date | None = declared(
        None, "Date of the newest data delivered; null before the first delivery (数据截止日, S51)."
    )
    progress: float | None = declared(
        None, "The last two divided, 0–1; null where nothing may be filed (当前登记入库进度, S104)."
    )


@dataclass(frozen=True)
class Figure:
    count: int
    list_arguments: str


def figures(found: Mapping[str, Any], arguments: Mapping[str, Any], chinese: bool) -> Any:
    """The figures of a run."""
    asked = {
        "filed": "ALL",
        **{name: str(arguments[name]) for name in ("campus", "branch") if name in arguments},
    }
    made: dict[str, Any] = {
        name: Figure(found[name], orjson.dumps({**asked, "where": where}).decode())
        for name, where in FIGURES.items()
    }
    fileable = found["fileable"]
    progress = found["fileable_registered"] / fileable if fileable else None
    return Figures(**made, as_of=found["as_of"], progress=progress)


@dataclass(frozen=True)
class Figures:
    pushed: Figure
    co_owned: Figure
    new_this_month: Figure
    registered: Figure
    registered_singly: Figure
    registered_in_portfolio: Figure
    converted: Figure
    fileable: Figure
    fileable_registered: Figure
    as_of: str | None
    progress: float | None
