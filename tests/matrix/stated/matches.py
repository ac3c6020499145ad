"""Patents that may be somebody's: proposed by name, claimed, confirmed."""

from tests.matrix.stated.words import EDGE, FLAGS, PAGE, PAGING, PARENT

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
MATCH_CLAIM      O    O    O    O    O    –    –    –
MATCH_CONFIRM    S    S    S    S    –    –    –    –
"""
FACTS = "id title applicationNumber firstInventor ownerNames state reason changedAt patent viewerCan"
OBJECTS = {
    "InventorMatch": ("MATCH_CLAIM", FACTS),
    "InventorClaim": ("MATCH_CONFIRM", f"{FACTS} standing user"),
    "InventorMatchViewerCan": (PARENT, "claim decline"),
    "InventorClaimViewerCan": (PARENT, "confirm refuse reopen"),
    "MatchDecision": (PARENT, "allowed reason message"),
    "InventorMatchConnection": (PARENT, PAGE),
    "InventorClaimConnection": (PARENT, PAGE),
    "InventorMatchEdge": (PARENT, EDGE),
    "InventorClaimEdge": (PARENT, EDGE),
    "MatchesPayload": (PARENT, "results userErrors"),
    "MatchOutcome": (PARENT, "subjectId state error"),
}
OWN = {
    "Query.inventorMatches": "MATCH_CLAIM",
    "Query.inventorClaims": "MATCH_CONFIRM",
    "Mutation.claimMatches": "MATCH_CLAIM",
    "Mutation.declineMatches": "MATCH_CLAIM",
    "Mutation.confirmClaims": "MATCH_CONFIRM",
    "Mutation.refuseClaims": "MATCH_CONFIRM",
    "Mutation.reopenClaims": "MATCH_CONFIRM",
}
CHANGES = {
    "claimMatches": "inventor_match ~1, audit_entry +1, notice *",
    "declineMatches": "inventor_match ~1",
    "confirmClaims": "inventor_match ~1, patent_inventor ~1, audit_entry +1, notice +1, holding *, patent *,"
    f" data_version *, {FLAGS}",
    "refuseClaims": "inventor_match ~1, audit_entry +1, notice +1",
    "reopenClaims": "inventor_match ~1, audit_entry +1, notice +1, patent_inventor *, holding *, patent *,"
    f" data_version *, {FLAGS}",
}
INPUTS = {
    "Query.inventorMatches": f"where {PAGING}",
    "Query.inventorClaims": f"where {PAGING}",
    "InventorMatchFilter": "state and or not",
    "InventorClaimFilter": "state standing and or not",
    "MatchStateOperators": "eq ne in isNull",
    "ClaimMatchesInput": "ids",
    "DeclineMatchesInput": "ids",
    "ConfirmClaimsInput": "ids",
    "RefuseClaimsInput": "ids reason",
    "ReopenClaimsInput": "ids reason",
}
