"""Performance reports: what was licensed or transferred, submitted and decided."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT

TABLE = """
                     IA   CA   BA   BCA  INV  ENT  OP   visitor
PERFORMANCE_CONFIRM  –    –    –    –    –    –    A    –
PERFORMANCE_READ     S    –    –    –    –    –    A    –
PERFORMANCE_SUBMIT   S    –    –    –    –    –    –    –
"""
OBJECTS = {
    "Performance": (
        "PERFORMANCE_READ",
        "id state name institutionName partner signedOn endsOn terms deals patents steps reason authorName"
        " version submittedAt updatedAt decidedAt demand institution viewerCan",
    ),
    "PerformanceDeal": (PARENT, "mode modeLabel amount remark options"),
    "PerformanceOption": (PARENT, "option label"),
    "PerformancePatent": (PARENT, "position facts institutionName registeredAt patent"),
    "PerformanceStep": (PARENT, "at act toState byName reason"),
    "PerformanceViewerCan": (PARENT, "resubmit confirm return"),
    "PerformanceDecision": (PARENT, "allowed reason message"),
    "PerformanceConnection": (PARENT, f"{PAGE} counts"),
    "PerformanceEdge": (PARENT, EDGE),
    "PerformanceCount": (PARENT, "key count"),
    "PerformancePayload": (PARENT, "performance userErrors"),
    "PerformanceDraft": (PARENT, "name partner demandId patents deals"),
    "DraftPatent": (PARENT, "patentId applicationNumber title registered"),
    "DraftDeal": (PARENT, "mode options"),
}
OWN = {
    "Query.performance": "PERFORMANCE_READ",
    "Query.performances": "PERFORMANCE_READ",
    "Query.performanceDraft": "PERFORMANCE_SUBMIT",
    "Mutation.submitPerformance": "PERFORMANCE_SUBMIT",
    "Mutation.resubmitPerformance": "PERFORMANCE_SUBMIT",
    "Mutation.confirmPerformance": "PERFORMANCE_CONFIRM",
    "Mutation.returnPerformance": "PERFORMANCE_CONFIRM",
}
DECISIONS = {
    "PerformanceViewerCan.resubmit": "PERFORMANCE_SUBMIT",
    "PerformanceViewerCan.confirm": "PERFORMANCE_CONFIRM",
    "PerformanceViewerCan.return": "PERFORMANCE_CONFIRM",
}
REPORT = "name patents licence transfer demand partner signedOn endsOn terms"
INPUTS = {
    "Query.performance": "id",
    "Query.performances": f"search where orderBy {PAGING}",
    "Query.performanceDraft": "dossier demand",
    "PerformanceConnection.counts": "by top",
    "PerformanceFilter": "state mode option institution signedOn submittedAt and or not",
    "PerformanceOrder": "field direction",
    "PerformanceStateOperators": "eq ne in isNull",
    "ConversionModeChoices": "eq in",
    "PerformanceDealInput": "options amount remark",
    "SubmitPerformanceInput": f"{REPORT} idempotencyKey",
    "ResubmitPerformanceInput": f"{REPORT} id version",
    "ConfirmPerformanceInput": "id version",
    "ReturnPerformanceInput": "id version reason",
}
ENUMS = {"PerformanceOrderField": "SUBMITTED_AT UPDATED_AT", "PerformanceDimension": "STATE INSTITUTION YEAR"}
DECIDED = "performance ~1, performance_step +1, audit_entry +1, notice +1"
CHANGES = {
    "submitPerformance": "performance +1, performance_deal +1, performance_option +1, performance_patent +1,"
    " performance_step +1, audit_entry +1, notice +1, idempotency_key +1, data_version *",
    "resubmitPerformance": f"{DECIDED}, performance_deal *, performance_option *, performance_patent *,"
    " data_version *",
    "confirmPerformance": DECIDED,
    "returnPerformance": f"{DECIDED}, data_version *",
}
