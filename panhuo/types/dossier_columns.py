"""The logical columns of dossiers: what lists filter, sort and count by (S108–S111)."""

from panhuo.compiler.binding import Condition, Dimension
from panhuo.compiler.grouping import Dated, Measure
from panhuo.compiler.ordering import SortKey
from panhuo.types import dossier_sql as see
from panhuo.types import evaluation_summary as evaluations
from panhuo.types.declare import physical
from panhuo.types.dimensions import as_text, at_unit, counted, flag
from panhuo.types.member_patent import MEMBERS

CONDITIONS = {
    "kind": (Condition(physical("kind"), "enum"), "Single or portfolio (是否组合专利)."),
    "state": (Condition(physical("state"), "enum"), "Where it stands (档案状态)."),
    "rating": (
        Condition(see.zero_as_null("rating"), "int", nullable=True),
        "Self-assessment in stars (院校评价星级, S110).",
    ),
    "maturity": (
        Condition(physical("maturity"), "enum", nullable=True),
        "Maturity of the technology (技术成熟度).",
    ),
    "price": (Condition(physical("price"), "enum", nullable=True), "Price one has in mind (意向价格)."),
    "fiscalFunding": (
        Condition(physical("fiscal_funding"), "bool", nullable=True),
        "Came of research funded by the state (是否属于财政资助科研项目形成专利).",
    ),
    "status": (
        Condition(see.shown_version, "choice:STATUS:first_level", nullable=True),
        "Implementation status, any of those ticked (实施状态).",
    ),
    "statusDetail": (
        Condition(see.shown_version, "choice:STATUS:second_level", nullable=True),
        "Its second level, any of those ticked (实施状态二级选项).",
    ),
    "willingness": (
        Condition(see.shown_version, "choice:WILLINGNESS:first_level", nullable=True),
        "Willingness, any of those ticked (转化意愿).",
    ),
    "willingnessDetail": (
        Condition(see.shown_version, "choice:WILLINGNESS:second_level", nullable=True),
        "Its second level, any of those ticked (转化意愿二级选项).",
    ),
    "unit": (Condition(physical("unit_id"), "unit"), "The filer's unit (所属组织机构)."),
    "institution": (Condition(physical("institution_id"), "unit"), "The filer's institution (院校)."),
    "registeredAt": (
        Condition(see.zero_as_null("registered_sort"), "instant", nullable=True),
        "When it was registered (登记入库时间).",
    ),
    "submittedAt": (
        Condition(physical("submitted_at"), "instant", nullable=True),
        "When it was submitted last (提交时间).",
    ),
    "waitingSince": (
        Condition(see.zero_as_null("waiting_since"), "instant", nullable=True),
        "Since when it waits at its step (待审时间).",
    ),
    "overdue": (
        Condition(see.overdue, "bool"),
        "Waits longer than its level's days allow (逾期未审).",
    ),
    "flagged": (
        Condition(physical("flagged"), "bool"),
        "A patent of it lapsed or was transferred (失效或转让标记, S189).",
    ),
    **evaluations.conditions(physical),
    "members": (
        Condition(physical("id"), "related", related=MEMBERS),
        "Facts that one of its patents has (专利高级搜索, S107, S111).",
    ),
}
HIDDEN = {"grant_sort": Condition(see.grant_sort, "date"), **evaluations.hidden(physical)}
ORDERS = {
    "REGISTERED_AT": (
        SortKey("REGISTERED_AT", "registered_sort", "instant", False),
        "When it was registered; those that are not come first (登记入库时间, S109).",
    ),
    "UPDATED_AT": (SortKey("UPDATED_AT", "updated_at", "instant", False), "Last change (更新时间)."),
    "WAITING_SINCE": (
        SortKey("WAITING_SINCE", "waiting_since", "instant", False),
        "Since when it waits; those that do not come first (待审时间).",
    ),
    "GRANT_DATE": (
        SortKey("GRANT_DATE", "grant_sort", "date", False),
        "Grant date of its first patent (专利授权日, S109).",
    ),
    "RATING": (SortKey("RATING", "rating_sort", "int", False), "Self-assessment in stars (院校评价星级)."),
    **evaluations.ORDERS,
}
HIDDEN["rating_sort"] = Condition(physical("rating"), "int")
BY_REGISTERED = (SortKey("REGISTERED_AT", "registered_sort", "instant", True),)
BY_UPDATED = (SortKey("UPDATED_AT", "updated_at", "instant", True),)
BY_WAITING = (SortKey("WAITING_SINCE", "waiting_since", "instant", False),)
DIMENSIONS = {
    "KIND": (Dimension("kind", as_text), "Single or portfolio (单条专利、组合专利, S133)."),
    "STATE": (Dimension("state", as_text), "Where it stands (档案状态, S131)."),
    "RATING": (counted("rating"), "Self-assessment in stars (院校评价星级)."),
    "MATURITY": (Dimension("maturity", as_text), "Maturity of the technology (技术成熟度)."),
    "PRICE": (Dimension("price", as_text), "Price one has in mind (意向价格)."),
    "FISCAL_FUNDING": (flag("fiscalFunding"), "Funded by the state (财政资助)."),
    "FLAGGED": (flag("flagged"), "With a patent that lapsed or was transferred (标记)."),
    "INSTITUTION": (at_unit("institution"), "The filer's institution (院校)."),
    "UNIT": (at_unit("unit"), "The filer's unit (所属组织机构)."),
}
MEASURES = {
    "RATING": (Measure("rating"), "self-assessment in stars", "院校评价星级"),
    "EVALUATIONS": (Measure("evaluationCount"), "evaluations received", "企业评价数量"),
}
DATED = {
    "REGISTERED_AT": (Dated("registeredAt"), "When it was registered (登记入库时间)."),
    "SUBMITTED_AT": (Dated("submittedAt"), "When it was submitted last (提交时间)."),
}
