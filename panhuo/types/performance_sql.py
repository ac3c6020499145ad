"""What a performance report shows to this viewer, and which patents such reports count (S178)."""

from panhuo.compiler.binding import Sql
from panhuo.compiler.statement import Place
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.rules.performance_lifecycle import PerformanceAct, sources


def institution_name(place: Place) -> str:
    alias = place.join("institution", "org_unit", lambda alias: f"{alias}.id = {place['institution_id']}")
    return f"{alias}.name"


def amount(place: Place) -> str:
    """All of a report's amounts, in yuan; null where it names none."""
    alias = place.statement.alias("v")
    return (
        f"(select cast(sum({alias}.amount_yuan) as bigint) from performance_deal {alias}"
        f" where {alias}.performance_id = {place['id']})"
    )


def patent_count(place: Place) -> str:
    """How many patents a report names."""
    alias = place.statement.alias("m")
    return f"(select count(*) from performance_patent {alias} where {alias}.performance_id = {place['id']})"


def of_report(place: Place) -> str:
    """The name of the institution whose report a child row belongs to."""
    report = place.join("report", "performance", lambda alias: f"{alias}.id = {place['performance_id']}")
    return institution_name(place.below(report))


def held_back(ability: Ability, act: PerformanceAct) -> Sql:
    """The reason the viewer may not, null where nothing stands against it."""

    def sql(place: Place) -> str:
        cell = scopes_of(ability, place.rights)
        if not cell:
            return "'ROLE'"
        scope = reach("performance", cell, place.role).sql(place.statement, place.alias)
        states = ", ".join(f"'{state}'" for state in sources(act))
        return (
            f"case when {place['state']} not in ({states}) then 'STATE'"
            f" when ({scope}) is not true then 'OUT_OF_SCOPE' end"
        )

    return sql


def reported(place: Place, patent: str, mode: str | None = None) -> str:
    """Whether a report that the viewer reads, and that was not returned, names a patent (S178); of a mode."""
    cell = scopes_of(Ability.PERFORMANCE_READ, place.rights)
    if not cell:
        return "false"
    member, report = place.statement.alias("m"), place.statement.alias("r")
    readable = reach("performance", cell, place.role).sql(place.statement, report)
    of_mode = ""
    if mode is not None:
        deal = place.statement.alias("v")
        of_mode = (
            f" and exists (select 1 from performance_deal {deal} where {deal}.performance_id = {report}.id"
            f" and {deal}.mode = '{mode}')"
        )
    return (
        f"exists (select 1 from performance_patent {member}"
        f" join performance {report} on {report}.id = {member}.performance_id"
        f" where {member}.patent_id = {patent} and {report}.state <> 'RETURNED' and ({readable}){of_mode})"
    )
