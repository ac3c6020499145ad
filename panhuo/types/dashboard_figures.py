"""The figures of the dashboard (S167–S170): the filter that lists what each counts, and what it means."""

from collections.abc import Mapping
from typing import Any

from panhuo.types.library_figures import FIGURES as LIBRARY
from panhuo.types.library_figures import FILEABLE

STOCK_OF_2023 = {"validAtEndOf2023": {"eq": True}}
MOVED, LICENSED = {"transferredSinceRegistered": {"eq": True}}, {"licensedSinceRegistered": {"eq": True}}
FILED = {"filed": {"eq": True}}
FIGURES: Mapping[str, Mapping[str, Any]] = {
    "pushed": LIBRARY["pushed"],
    "valid_at_end_of_2023": STOCK_OF_2023,
    "co_owned": LIBRARY["co_owned"],
    "new_this_month": LIBRARY["new_this_month"],
    "registered": LIBRARY["registered"],
    "registered_singly": LIBRARY["registered_singly"],
    "registered_in_portfolio": LIBRARY["registered_in_portfolio"],
    "converted": LIBRARY["converted"],
    "own_valid": FILEABLE,
    "dealt_since_registered": {"or": [MOVED, LICENSED]},
    "transferred_since_registered": MOVED,
    "licensed_since_registered": LICENSED,
    "own_valid_filed": {**FILEABLE, **FILED},
    "own_of_2023": {**FILEABLE, **STOCK_OF_2023},
    "own_of_2023_filed": {**FILEABLE, **STOCK_OF_2023, **FILED},
}
"""Name → the filter of `patents` that lists what is counted."""
DIRECTED = {"kind": {"isNull": False}}
OTHERS: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "demands": ("Demand", "demands", DIRECTED),
    "evaluations": ("Evaluation", "evaluations", {}),
}
"""Name → the type, the root field that lists it, and its filter."""
DEFINITIONS = {
    "pushed": "Valid patents as of the last delivery, those sold left out (截至最新推送的有效专利, S173).",
    "valid_at_end_of_2023": "In force on 2023-12-31, those lapsed since included "
    "(2023年12月31日有效，含后续失效, S174, S187).",
    "co_owned": "Valid, with two owners or more (权利人不少于两个的有效专利, S176).",
    "new_this_month": "Granted, or come by transfer, in the month of the last delivery's date, and valid "
    "(当月授权或受让的有效专利, S175).",
    "registered": "Now registered, singly or in a portfolio, each once (现登记入库的专利，每件计一次, S177).",
    "registered_singly": "Of these by themselves (单条登记入库, S177).",
    "registered_in_portfolio": "Of these in a portfolio alone (仅随组合登记入库, S177).",
    "converted": "Transferred or licensed from 2023-10-19 on, or so reported and not returned, each once "
    "(2023年10月19日起转让、许可及填报业绩，去重, S178, S179).",
    "own_valid": "Valid, and the institution is first owner: come by transfer included, co-owned ones of "
    "another first owner left out (现有效且为第一权利人，含受让, S169).",
    "dealt_since_registered": "Transferred or licensed on or after the day of registration, or so reported "
    "(登记入库后转让或许可, S182).",
    "transferred_since_registered": "Of these transferred (登记入库后已转让, S182).",
    "licensed_since_registered": "Of these licensed; one of both counts in both (登记入库后已许可, S182).",
    "own_valid_filed": "Own valid patents with a dossier of their own, in any state (已建档, S170).",
    "own_of_2023": "Own valid patents that were in force on 2023-12-31 (截至2023年底有效, S170).",
    "own_of_2023_filed": "Of these with a dossier of their own, in any state (其中已建档, S170).",
    "demands": "What enterprises directed to the institution's dossiers (企业定向发布的合作意向, S180).",
    "evaluations": "Ratings by experts of enterprises of the institution's dossiers, each expert's of each "
    "dossier once, those of dossiers delisted since included (企业专家评价次数, S181).",
}
"""Name → what it counts, in English and Chinese."""
RANKINGS = tuple(name for name in FIGURES if not name.startswith("own_of") and not name.endswith("_filed"))
"""Figures that inventors, colleges and institutions are ranked by."""
