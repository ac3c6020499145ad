"""What a patent shows of its dossiers to this viewer, whose scope of dossiers it obeys (S108, S121–S126)."""

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Condition, Sql
from panhuo.compiler.nothing import OrNothing
from panhuo.compiler.statement import Place
from panhuo.types import evaluation_summary as evaluations
from panhuo.types.dossier_sql import shown_version
from panhuo.types.patent_conversion import (
    LICENSED_LATER,
    TRANSFERRED_LATER,
    converted,
    dealt,
    readable,
)
from panhuo.types.patent_sql import filing_state, registered_sort, tenant


def own(alias: str, patent: str, institution: str) -> str:
    """Whether a dossier is a patent's own in an institution; the index of single dossiers finds it."""
    return (
        f"{alias}.patent_id = {patent} and {alias}.institution_id = {institution}"
        f" and {alias}.kind = 'SINGLE' and {alias}.base_id is null"
    )


def own_of(place: Place) -> tuple[str, str]:
    """(patent, institution): the viewer's own institution, outside institutions the first owner."""
    return place["id"], place.viewer("institution_id") if tenant(place) else place["institution_id"]


def own_dossier(place: Place) -> str:
    """The id of the patent's own dossier, readable or not."""
    alias = place.join("any dossier", "dossier", lambda alias: own(alias, *own_of(place)))
    return f"{alias}.id"


def own_readable(place: Place) -> Place:
    """The patent's own dossier where the viewer reads it, joined."""
    return join_readable(place, *own_of(place))


def join_readable(place: Place, patent: str, institution: str) -> Place:
    alias = place.join(
        "own dossier",
        "dossier",
        lambda alias: f"{own(alias, patent, institution)} and ({readable(place, alias)})",
    )
    return place.below(alias)


def of_rated(column: str) -> Sql:
    """A column of the own dossier, where the viewer reads what its evaluations come to."""
    return lambda place: join_rated(place, *own_of(place))[column]


def join_rated(place: Place, patent: str, institution: str) -> Place:
    alias = place.join(
        "rated dossier",
        "dossier",
        lambda alias: f"{own(alias, patent, institution)} and ({evaluations.readable(place, alias)})",
    )
    return place.below(alias)


EVALUATIONS = bind.Computed(
    evaluations.summed, (of_rated("evaluation_count"), of_rated("evaluation_average")), scoped=True
)


def filer_name(place: Place) -> str:
    """Who is filing it, for the viewer's institution; what it says may be nobody else's business yet."""
    if not tenant(place):
        return "null"
    dossier = own_dossier(place).removesuffix(".id")
    alias = place.join("filer", "user_account", lambda alias: f"{alias}.id = {dossier}.filer_id")
    return f"{alias}.name"


def of_own(column: str) -> Sql:
    """A column of the own dossier that the viewer reads."""
    return lambda place: own_readable(place)[column]


def of_own_by(refusal: Sql) -> Sql:
    """A refusal, or another expression, over the own dossier that the viewer reads."""
    return lambda place: refusal(own_readable(place))


def held_in(place: Place, patent: str, only: str = "true") -> str:
    """Whether a portfolio that the viewer reads holds a patent."""
    member, alias = place.statement.alias("m"), place.statement.alias("d")
    return (
        f"exists (select 1 from dossier_patent {member}"
        f" join dossier {alias} on {alias}.id = {member}.dossier_id"
        f" where {member}.patent_id = {patent} and {member}.current and {alias}.kind = 'PORTFOLIO'"
        f" and {alias}.base_id is null and {only.format(d=alias)} and ({readable(place, alias)}))"
    )


REGISTERED_ONLY = "{d}.state = 'REGISTERED'"


def in_portfolio(place: Place) -> str:
    return held_in(place, place["id"])


def in_registered_portfolio(place: Place) -> str:
    return held_in(place, place["id"], REGISTERED_ONLY)


def new_this_month(place: Place) -> str:
    return new_in_month(place, place["grant_sort"], place["id"])


def new_in_month(place: Place, granted: str, patent: str) -> str:
    """Granted, or come by transfer, in the month of the last delivery's date (S175)."""
    pushed = "from push p where p.published_at is not null"
    first, after = (f"(select {day} {pushed})" for day in place.dialect.month_of("max(p.as_of)"))
    return (
        f"coalesce(({granted} >= {first} and {granted} < {after})"
        f" or exists (select 1 from legal_event e where e.patent_id = {patent} and e.kind = 'TRANSFER'"
        f" and e.date >= {first} and e.date < {after}), false)"
    )


def filed(state: str) -> str:
    return f"({state} <> 'UNFILED')"


def inventoried(state: str) -> str:
    """Inventoried, whatever came of it; what was delisted counts (S188)."""
    return f"({state} in ('INVENTORIED', 'REGISTERED'))"


def registered(state: str) -> str:
    return f"({state} = 'REGISTERED')"


def by_state(reading: object) -> Sql:
    return lambda place: reading(filing_state(place))  # type: ignore[operator,no-any-return]


CONDITIONS = {
    "filed": (Condition(by_state(filed), "bool"), "Has a dossier of its own (是否建档)."),
    "inventoried": (
        Condition(by_state(inventoried), "bool"),
        "Inventoried, whatever came of it (是否盘点, S188).",
    ),
    "registered": (Condition(by_state(registered), "bool"), "Registered by itself (是否登记入库)."),
    "registeredAt": (
        Condition(lambda place: OrNothing(registered_sort(place), "0"), "instant", nullable=True),
        "When it was registered (登记入库时间).",
    ),
    "inPortfolio": (
        Condition(in_portfolio, "bool"),
        "In a portfolio that the viewer reads (是否组合专利).",
    ),
    "inRegisteredPortfolio": (
        Condition(in_registered_portfolio, "bool"),
        "In a registered portfolio that the viewer reads (随组合登记入库, S177).",
    ),
    "rating": (
        Condition(lambda place: OrNothing(own_readable(place)["rating"], "0"), "int", nullable=True),
        "Self-assessment in stars (院校评价星级, S110).",
    ),
    "fiscalFunding": (
        Condition(of_own("fiscal_funding"), "bool", nullable=True),
        "From a project that the state paid for; missing while unsaid (财政资助科研项目形成, S61).",
    ),
    "maturity": (
        Condition(of_own("maturity"), "enum", nullable=True),
        "Maturity of the technology (技术成熟度).",
    ),
    "status": (
        Condition(of_own_by(shown_version), "choice:STATUS:first_level", nullable=True),
        "Implementation status, any of those ticked (实施状态).",
    ),
    "statusDetail": (
        Condition(of_own_by(shown_version), "choice:STATUS:second_level", nullable=True),
        "Its second level, any of those ticked (实施状态二级选项).",
    ),
    "willingness": (
        Condition(of_own_by(shown_version), "choice:WILLINGNESS:first_level", nullable=True),
        "Willingness, any of those ticked (转化意愿).",
    ),
    "willingnessDetail": (
        Condition(of_own_by(shown_version), "choice:WILLINGNESS:second_level", nullable=True),
        "Its second level, any of those ticked (转化意愿二级选项).",
    ),
    **evaluations.conditions(of_rated, scoped=True),
    "newThisMonth": (
        Condition(new_this_month, "bool"),
        "Granted, or come by transfer, in the month of the last delivery's date (本月新增, S175).",
    ),
    "transferredSinceRegistered": (
        Condition(lambda place: TRANSFERRED_LATER(place, place["id"]), "bool"),
        "Transferred on or after the day it was registered, or so reported (登记入库后已转让, S182).",
    ),
    "licensedSinceRegistered": (
        Condition(lambda place: LICENSED_LATER(place, place["id"]), "bool"),
        "Licensed on or after the day it was registered, or so reported (登记入库后已许可, S182).",
    ),
    "converted": (
        Condition(converted, "bool"),
        "Transferred or licensed on or after 2023-10-19, or so reported in what the viewer reads "
        "(累计转化, S178).",
    ),
}
BITS = ("status_bits", "willingness_bits")
"""What is ticked, as the dashboard counts it."""
HIDDEN = {
    **evaluations.hidden(of_rated, scoped=True),
    **{name: Condition(of_own(name), "int", nullable=True) for name in BITS},
}


def of_holding(column: str) -> Sql:
    """A column of the own dossier, found from a holding."""
    return lambda place: join_readable(place, place["patent_id"], place["institution_id"])[column]


def rated_on_holding(column: str) -> Sql:
    """The same of what the viewer reads the summary of."""
    return lambda place: join_rated(place, place["patent_id"], place["institution_id"])[column]


ON_HOLDING: dict[str, Sql] = {
    **{name: each.sql for name, (each, _) in evaluations.conditions(rated_on_holding, scoped=True).items()},
    **{name: each.sql for name, each in evaluations.hidden(rated_on_holding, scoped=True).items()},
    "filed": lambda place: filed(place["filing_state"]),
    "inventoried": lambda place: inventoried(place["filing_state"]),
    "registered": lambda place: registered(place["filing_state"]),
    "registeredAt": lambda place: OrNothing(place["registered_sort"], "0"),
    "inPortfolio": lambda place: held_in(place, place["patent_id"]),
    "inRegisteredPortfolio": lambda place: held_in(place, place["patent_id"], REGISTERED_ONLY),
    "rating": lambda place: OrNothing(of_holding("rating")(place), "0"),
    "fiscalFunding": of_holding("fiscal_funding"),
    "maturity": of_holding("maturity"),
    **{name: of_holding(name) for name in BITS},
    **dict.fromkeys(
        ("status", "statusDetail", "willingness", "willingnessDetail"),
        lambda place: shown_version(join_readable(place, place["patent_id"], place["institution_id"])),
    ),
    "newThisMonth": lambda place: new_in_month(place, place["grant_sort"], place["patent_id"]),
    "transferredSinceRegistered": lambda place: TRANSFERRED_LATER(place, place["patent_id"]),
    "licensedSinceRegistered": lambda place: LICENSED_LATER(place, place["patent_id"]),
    "converted": lambda place: dealt(place, place["patent_id"]),
}
"""The same where a holding drives the list."""
