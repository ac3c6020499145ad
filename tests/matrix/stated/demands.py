"""Demands of enterprises: what they want, who handles them, what is suggested for them."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT

TABLE = """
                   IA   CA   BA   BCA  INV  ENT  OP   visitor
DEMAND_CREATE      –    –    –    –    –    P    –    –
DEMAND_HANDLE      S    –    S    –    –    E    –    –
DEMAND_NOTES_READ  S    –    S    –    –    –    A    –
DEMAND_READ        S    –    S    –    –    E    A    –
"""
ACTS = "contact talk sign close reopen note withdraw"
OBJECTS = {
    "Demand": (
        "DEMAND_READ",
        "id kind state technology inventorNames unitName enterpriseName region regionName cooperation"
        " description contact phone keywords classes withdrawn reason version createdAt updatedAt signedAt"
        " closedAt dossier patent institution unit author steps viewerCan",
    ),
    "DemandMode": (PARENT, "mode label custom"),
    "DemandClass": (PARENT, "kind code"),
    "DemandStep": (PARENT, "at act fromState toState"),
    "DemandNote": (PARENT, "at act byName note"),
    "DemandViewerCan": (PARENT, ACTS),
    "DemandDecision": (PARENT, "allowed reason message"),
    "DemandConnection": (PARENT, f"{PAGE} counts"),
    "DemandEdge": (PARENT, EDGE),
    "DemandCount": (PARENT, "key label count"),
    "DemandPayload": (PARENT, "demand userErrors"),
    "DemandSuggestion": (
        PARENT,
        "patentId title applicationNumber firstInventor institutionName score reasons",
    ),
    "DemandSuggestionReason": (PARENT, "reason detail"),
}
OWN = {
    "Demand.notes": "DEMAND_NOTES_READ",
    "Query.demand": "DEMAND_READ",
    "Query.demands": "DEMAND_READ",
    "Query.demandSuggestions": "DEMAND_READ",
    "Mutation.createDemand": "DEMAND_CREATE",
    "Mutation.handleDemand": "DEMAND_HANDLE",
    "Mutation.withdrawDemand": "DEMAND_HANDLE",
}
DECISIONS = {f"DemandViewerCan.{act}": "DEMAND_HANDLE" for act in ACTS.split()}
INPUTS = {
    "Query.demand": "id",
    "Query.demands": f"search where orderBy {PAGING}",
    "Query.demandSuggestions": "demand top",
    "DemandConnection.counts": "by top",
    "DemandFilter": "kind state region cooperation unit institution withdrawn createdAt and or not",
    "DemandOrder": "field direction",
    "DemandStateOperators": "eq ne in isNull",
    "RegionOperators": "eq in under",
    "CreateDemandInput": "dossier cooperation region contact phone description topic keywords classes"
    " idempotencyKey",
    "DemandModeInput": "mode custom",
    "DemandClassInput": "kind code",
    "HandleDemandInput": "id version act note",
    "WithdrawDemandInput": "id version reason",
}
ENUMS = {
    "DemandOrderField": "CREATED_AT UPDATED_AT",
    "DemandDimension": "KIND STATE REGION PROVINCE INSTITUTION UNIT",
}
MOVED = "demand ~1, demand_step +1, audit_entry +1"
CHANGES = {
    "createDemand": "demand +1, demand_mode +1, demand_step +1, audit_entry +1, idempotency_key +1",
    "handleDemand": f"{MOVED}, notice +1",
    "withdrawDemand": MOVED,
}
