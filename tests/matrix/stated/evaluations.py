"""What enterprises say of what is registered, and what it comes to."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT

TABLE = """
                         IA   CA   BA   BCA  INV  ENT  OP   visitor
EVALUATION_READ          S    S    S    S    O+V  E    A    –
EVALUATION_SUMMARY_READ  SS   SS   SS   SS   O+V  P    AS   –
EVALUATION_WRITE         –    –    –    –    –    P    –    –
"""
SAID = "rating prospects improvements cooperation"
OBJECTS = {
    "Evaluation": (
        "EVALUATION_READ",
        f"id version {SAID} enterpriseName expertName mine dossierTitle createdAt updatedAt expert dossier"
        " versions",
    ),
    "EvaluationVersion": (PARENT, f"number {SAID} savedAt"),
    "EvaluationSummary": (PARENT, "count average"),
    "EvaluationConnection": (PARENT, PAGE),
    "EvaluationEdge": (PARENT, EDGE),
    "EvaluateDossierPayload": (PARENT, "evaluation userErrors"),
    "Dossier": ("DOSSIER_READ", "evaluations"),
    "DossierViewerCan": (PARENT, "evaluate"),
}
OWN = {
    "Query.evaluations": "EVALUATION_READ",
    "Dossier.evaluationSummary": "EVALUATION_SUMMARY_READ",
    "Patent.evaluationSummary": "EVALUATION_SUMMARY_READ",
    "OrgUnit.evaluationSummary": "EVALUATION_SUMMARY_READ",
    "Mutation.evaluateDossier": "EVALUATION_WRITE",
}
CHOICES = {
    f"{kind}{each}": "EVALUATION_SUMMARY_READ"
    for kind in ("Dossier", "Patent", "OrgUnit")
    for each in (
        *("Filter.evaluationCount", "Filter.evaluationAverage"),
        *("OrderField.EVALUATION_COUNT", "OrderField.EVALUATION_AVERAGE"),
    )
}
DECISIONS = {"DossierViewerCan.evaluate": "EVALUATION_WRITE"}
LISTED = f"where orderBy {PAGING}"
COMPARED = "eq ne in gt gte lt lte isNull"
INPUTS = {
    "Query.evaluations": LISTED,
    "Dossier.evaluations": LISTED,
    "EvaluationFilter": "rating enterpriseName unit institution mine createdAt updatedAt and or not",
    "EvaluationOrder": "field direction",
    "StarsOperators": COMPARED,
    "EvaluateDossierInput": f"dossier version {SAID}",
}
ENUMS = {"EvaluationOrderField": "UPDATED_AT RATING"}
CHANGES = {
    "evaluateDossier": "evaluation +1, evaluation_version +1, dossier ~1, audit_entry +1, notice *",
}
