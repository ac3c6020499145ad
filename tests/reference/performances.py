"""What the fields of performance reports answer, and what a form of one begins with."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.reference import filed
from tests.reference.demands import enterprise
from tests.reference.filed import Choices
from tests.reference.filters import Moment, Unit, holds, unit_key
from tests.reference.lists import Listing, order_of
from tests.reference.objects import (
    Object,
    by_id,
    connection,
    found,
    instant,
    instants,
    reference,
    refusal,
)
from tests.reference.printed import said
from tests.reference.scopes import Ask
from tests.reference.world import Row

NEWEST = [("SUBMITTED_AT", "DESC")]
SUBMIT, CONFIRM = "PERFORMANCE_SUBMIT", "PERFORMANCE_CONFIRM"
ACTS = {
    "resubmit": (SUBMIT, "RETURNED"),
    "confirm": (CONFIRM, "SUBMITTED"),
    "return": (CONFIRM, "SUBMITTED"),
}
MODES = {"LICENCE": "已许可", "TRANSFER": "已转让"}
OPTIONS = {
    "OPEN_LICENCE_SIGNED": "已达成开放许可合同",
    "SOLE_LICENCE_SIGNED": "已达成排他许可合同",
    "INDUSTRIALISED_BY_PARTNER": "已通过技术开发合同或技术合作合同由合作企业实现产业化",
    "PATENT_POOL": "已参与专利运营池",
    "ASSIGNMENT_SIGNED": "已转让",
    "CONTRIBUTED_AS_EQUITY": "已作价入股",
}
"""What this form calls what is ticked (S155, S156, S158)."""
COMES_TO = {
    "OPEN_LICENCE": ("LICENCE", "OPEN_LICENCE_SIGNED"),
    "PATENT_POOL": ("LICENCE", "PATENT_POOL"),
    "ASSIGNMENT": ("TRANSFER", "ASSIGNMENT_SIGNED"),
    "EQUITY": ("TRANSFER", "CONTRIBUTED_AS_EQUITY"),
}
NOT_SIGNED = ("Only a signed demand starts a report.", "仅已签约的需求可填报业绩。")


def performances(ask: Ask, _: Any, **given: Any) -> Object:
    keyword = given.get("search")
    rows = [
        row
        for row in ask.all("Performance")
        if (keyword is None or keyword.strip() in row["name"] or keyword.strip() in (row["partner"] or ""))
        and holds(ask, given.get("where"), row, filter_value)
    ]
    order = order_of(given.get("orderBy"), NEWEST)
    return connection(Listing(ask, "Performance", rows, order, lambda _, row, key: row[key.lower()], given))


def filter_value(ask: Ask, report: Row, name: str) -> Any:
    """What a field of PerformanceFilter compares."""
    if name in ("mode", "option"):
        rows = ask.world.rows(
            f"performance_{'deal' if name == 'mode' else name}", performance_id=report["id"]
        )
        return Choices(frozenset(row[name] for row in rows))
    if name == "institution":
        unit = ask.visible("OrgUnit", ask.world.get("org_unit", report["institution_id"]))
        return Unit([unit] if unit else [])
    if name == "signedOn":
        return report["signed_on"] and report["signed_on"].isoformat()
    return Moment(report["submitted_at"]) if name == "submittedAt" else report[name]


def hanging(table: str, type_name: str) -> Any:
    def resolve(ask: Ask, report: Object) -> list[Object]:
        return [Object(type_name, row) for row in ask.world.rows(table, performance_id=report.row["id"])]

    return resolve


def options(ask: Ask, deal: Object) -> list[Object]:
    return [
        Object("PerformanceOption", row)
        for row in ask.world.rows("performance_option", deal_id=deal.row["id"])
    ]


def institution_name(ask: Ask, report: Row) -> Any:
    return ask.world.tables["org_unit"][report["institution_id"]]["name"]


def of_report(ask: Ask, member: Object) -> Any:
    return institution_name(ask, ask.world.tables["performance"][member.row["performance_id"]])


def refused(ask: Ask, report: Row, act: str) -> str | None:
    ability, state = ACTS[act]
    if not ask.may(ability):
        return "ROLE"
    if report["state"] != state:
        return "STATE"
    return None if ask.reaches(ability, "Performance", report) else "OUT_OF_SCOPE"


def decisions(ask: Ask, report: Object) -> Object:
    made = {act: Object("PerformanceDecision", {"reason": refused(ask, report.row, act)}) for act in ACTS}
    return Object("PerformanceViewerCan", made)


def in_words(ask: Ask, decision: Object) -> str | None:
    reason = decision.row["reason"]
    return reason and said("PerformanceRefusal", reason, ask.chinese)


DIMENSIONS: dict[str, Callable[[Ask, Row], str | None]] = {
    "STATE": lambda ask, row: row["state"],
    "INSTITUTION": lambda ask, row: unit_key(ask, row["institution_id"]),
    "YEAR": lambda ask, row: str(row["signed_on"].year) if row["signed_on"] else None,
}


def counted(ask: Ask, source: Object, by: str, top: int) -> list[Object]:
    groups = Counter(DIMENSIONS[by](ask, row) for row in source.row["listing"].rows)
    ordered = sorted(groups.items(), key=lambda group: (-group[1], group[0] is None, group[0]))
    return [Object("PerformanceCount", {"key": key, "count": count}) for key, count in ordered[:top]]


def draft(ask: Ask, _: Any, dossier: str | None = None, demand: str | None = None) -> Object:
    """Of a dossier of one's own institution, or of a signed demand."""
    if dossier is not None:
        row = found(by_id(ask, dossier)).row
        if row["institution_id"] != ask.institution_id:
            raise refusal("NOT_FOUND")
        return drawn(ask, row["title"], None, None, row["id"], [])
    wanted = found(by_id(ask, demand or "")).row
    if wanted["state"] != "SIGNED":
        raise refusal("INVALID_VALUE", *NOT_SIGNED)
    modes = [row["mode"] for row in ask.world.rows("demand_mode", demand_id=wanted["id"])]
    company = enterprise(ask, wanted)
    return drawn(ask, wanted["technology"], company, f"Demand:{wanted['id']}", wanted["dossier_id"], modes)


def drawn(
    ask: Ask, name: str, partner: str | None, demand: str | None, dossier: int, modes: list[str]
) -> Object:
    rows = [row for row in ask.world.of_dossier("dossier_patent", dossier) if row["current"]]
    ticked = {
        mode: [COMES_TO[each][1] for each in modes if each in COMES_TO and COMES_TO[each][0] == mode]
        for mode in MODES
    }
    return Object(
        "PerformanceDraft",
        {
            "name": name,
            "partner": partner,
            "demand_id": demand,
            "patents": [
                drawn_patent(ask, row["patent_id"]) for row in sorted(rows, key=lambda row: row["position"])
            ],
            "deals": [
                Object("DraftDeal", {"mode": mode, "options": some}) for mode, some in ticked.items() if some
            ],
        },
    )


def drawn_patent(ask: Ask, number: int) -> Object:
    patent = ask.world.tables["patent"][number]
    library = ask.world.rows("dossier", state="REGISTERED", institution_id=ask.institution_id, base_id=None)
    facts = {name: patent[name] for name in ("application_number", "title")}
    registered = any(number in filed.members(ask, each) for each in library)
    return Object("DraftPatent", {"patent_id": f"Patent:{number}", "registered": registered, **facts})


def day(column: str) -> Any:
    return lambda ask, source: source.row[column] and source.row[column].isoformat()


GUARDS = {"Query.performanceDraft": SUBMIT}
RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.performance": lambda ask, _, id: found(by_id(ask, id)),
    "Query.performances": performances,
    "Query.performanceDraft": draft,
    "Performance.institutionName": lambda ask, report: institution_name(ask, report.row),
    "Performance.signedOn": day("signed_on"),
    "Performance.endsOn": day("ends_on"),
    "Performance.deals": hanging("performance_deal", "PerformanceDeal"),
    "Performance.patents": hanging("performance_patent", "PerformancePatent"),
    "Performance.steps": hanging("performance_step", "PerformanceStep"),
    "Performance.demand": reference("Demand", "demand_id"),
    "Performance.institution": reference("OrgUnit", "institution_id"),
    "Performance.viewerCan": decisions,
    **instants("Performance", "submittedAt", "updatedAt", "decidedAt"),
    **instants("PerformanceStep", "at"),
    "PerformanceDeal.modeLabel": lambda ask, deal: MODES[deal.row["mode"]],
    "PerformanceDeal.options": options,
    "PerformanceOption.label": lambda ask, option: OPTIONS[option.row["option"]],
    "PerformancePatent.facts": lambda ask, member: Object(
        "MemberPatent", ask.world.tables["patent"][member.row["patent_id"]]
    ),
    "PerformancePatent.institutionName": of_report,
    "PerformancePatent.registeredAt": lambda ask, member: instant(member.row["registered_at"]),
    "PerformancePatent.patent": reference("Patent", "patent_id"),
    "PerformanceDecision.allowed": lambda ask, decision: decision.row["reason"] is None,
    "PerformanceDecision.message": in_words,
    "PerformanceConnection.counts": counted,
}
