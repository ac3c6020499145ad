"""Filing, review and what comes after it: what is done with dossiers."""

from tests.matrix.stated.words import PARENT

TABLE = """
                      IA   CA   BA   BCA  INV  ENT  OP   visitor
"""
"""What is done asks for what `dossiers` states, which tells of the same acts."""
OBJECTS = {
    "OpenDossierPayload": (PARENT, "kind patents problems userErrors"),
    "OpenedPatent": (PARENT, "patent refusal message dossier"),
    "DossierPayload": (PARENT, "dossier problems userErrors"),
    "DiscardDossierPayload": (PARENT, "discarded userErrors"),
    "DossierResult": (PARENT, "dossierId dossier problems userErrors"),
    "DossiersPayload": (PARENT, "results succeeded userErrors"),
    "HandOverUserPayload": (PARENT, "user results succeeded nextAfter remaining userErrors"),
}
OWN = {
    "Mutation.openDossier": "DOSSIER_FILE",
    "Mutation.fileDossier": "DOSSIER_FILE",
    "Mutation.saveDossier": "DOSSIER_EDIT",
    "Mutation.copyDossierContent": "DOSSIER_EDIT",
    "Mutation.fillDossiers": "DOSSIER_EDIT",
    "Mutation.discardDossier": "DOSSIER_DISCARD",
    "Mutation.submitDossier": "DOSSIER_SUBMIT",
    "Mutation.withdrawDossier": "DOSSIER_WITHDRAW",
    "Mutation.approveDossiers": "DOSSIER_REVIEW",
    "Mutation.returnDossiers": "DOSSIER_REVIEW",
    "Mutation.delistDossier": "DOSSIER_DELIST",
    "Mutation.reviseDossier": "DOSSIER_EDIT",
    "Mutation.changeDossierContact": "DOSSIER_CONTACT_EDIT",
    "Mutation.handOverDossier": "DOSSIER_HANDOVER",
    "Mutation.handOverUser": "DOSSIER_HANDOVER",
    "Subscription.dossierChanged": "DOSSIER_READ",
}
INPUTS = {
    "Subscription.dossierChanged": "id",
    "OpenDossierInput": "patents",
    "FileDossierInput": "patents content idempotencyKey",
    "SaveDossierInput": "id version content",
    "DossierContentInput": "fiscalFunding statuses willingness feeStandard cities companies price contact"
    " phone maturity rating advantages prospects industry strategicIndustry name description members",
    "DossierStatusInput": "first second custom amount result conclusion product remark",
    "DossierWillingnessInput": "first second custom",
    "DiscardDossierInput": "id version",
    "SubmitDossierInput": "id version",
    "WithdrawDossierInput": "id version",
    "CopyDossierContentInput": "id version source",
    "FillDossiersInput": "items content",
    "FillDossierInput": "id version",
    "ApproveDossiersInput": "items",
    "ApproveDossierInput": "id version outcome",
    "ReturnDossiersInput": "items",
    "ReturnDossierInput": "id version reason",
    "DelistDossierInput": "id version reason",
    "ReviseDossierInput": "id",
    "ChangeDossierContactInput": "id version contact phone",
    "HandOverDossierInput": "id version receiver reason",
    "HandOverUserInput": "id receiver reason after",
}
WRITTEN = "dossier +1, dossier_version +1, dossier_choice +2, review +1, audit_entry +1"
DECIDED = "dossier ~1, review +1, audit_entry +1, data_version *, patent *, holding *"
CHANGES = {
    "openDossier": "",
    "fileDossier": f"{WRITTEN}, dossier_patent +1, patent ~1, holding ~1, data_version *",
    "saveDossier": "dossier ~1, dossier_version ~1, dossier_choice *, dossier_patent *",
    "copyDossierContent": "dossier ~1, dossier_version ~1, dossier_choice *, dossier_patent *",
    "fillDossiers": "dossier ~1, dossier_version ~1, dossier_choice *, dossier_patent *",
    "discardDossier": "dossier -1, dossier_version -1, dossier_choice -2, dossier_patent -2, review *,"
    " review_step *, audit_entry +1, data_version *",
    "submitDossier": DECIDED,
    "withdrawDossier": DECIDED,
    "approveDossiers": "",
    "returnDossiers": f"{DECIDED}, notice +1",
    "delistDossier": f"{DECIDED}, notice +1",
    "reviseDossier": "dossier +1/~1, dossier_version +1, dossier_choice +2, dossier_patent +2, review +2,"
    " audit_entry +2, data_version *",
    "changeDossierContact": "dossier ~1, dossier_version +1, dossier_choice +2, dossier_patent +1/~1,"
    " review +1, audit_entry +1, data_version *",
    "handOverDossier": "dossier ~1, review +1, audit_entry +1, notice +2, data_version *",
    "handOverUser": "",
}
