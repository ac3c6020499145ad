"""Jobs, and the files they make."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
JOB_READ         O    O    O    O    O    O    A    –
JOB_CANCEL       O    O    O    O    O    O    A    –
JOB_RUN          O    O    O    O    O    O    O    –
PUSH_IMPORT      –    –    –    –    –    –    A    –
DOSSIER_UPLOAD   M    S    S    S    O    –    –    –
DOSSIER_UPLOAD_DIRECT M –  S    –    –    –    –    –
CODES_LOAD       –    –    –    –    –    –    A    –
"""
OBJECTS = {
    "Job": (
        "JOB_READ",
        "id kind state stage name version done total phase confirmable cancelRequested attempts figures error"
        " owner createdAt startedAt finishedAt expiresAt rows files",
    ),
    "JobFigure": (PARENT, "name count"),
    "JobError": (PARENT, "code message"),
    "JobFile": ("JOB_READ", "id name mediaType size secret createdAt expiresAt download"),
    "JobRow": (
        "JOB_READ",
        "id row lastRow outcome applicationNumber title errorCount warningCount issues patent dossier",
    ),
    "JobRowIssue": (PARENT, "row column code message fatal"),
    "JobRowConnection": (PARENT, PAGE),
    "JobRowEdge": (PARENT, EDGE),
    "JobDownload": (PARENT, "url expiresAt"),
    "JobConnection": (PARENT, PAGE),
    "JobEdge": (PARENT, EDGE),
    "JobPayload": (PARENT, "job userErrors"),
    "Push": (
        "PUSH_IMPORT",
        "id kind batch asOf fileName parts repeated rows created updated unchanged transferred lapsed"
        " restored licensed flagged unflagged unknown rejected warnings startedAt publishedAt",
    ),
    "PushConnection": (PARENT, PAGE),
    "PushEdge": (PARENT, EDGE),
}
OWN = {
    "Query.job": "JOB_READ",
    "Query.jobs": "JOB_READ",
    "Query.pushes": "PUSH_IMPORT",
    "Mutation.importPatents": "PUSH_IMPORT",
    "Mutation.loadCodes": "CODES_LOAD",
    "Mutation.createUsersFromFile": "USER_CREATE",
    "Mutation.uploadDossiers": "DOSSIER_UPLOAD",
    "Mutation.registerDossiers": "DOSSIER_UPLOAD_DIRECT",
    "Mutation.confirmJob": "JOB_RUN",
    "Mutation.cancelJob": "JOB_CANCEL",
    "Mutation.retryJob": "JOB_RUN",
    "Subscription.jobProgress": "JOB_READ",
}
CHANGES = {
    "importPatents": "job +1, upload ~1, audit_entry +1",
    "loadCodes": "job +1, upload ~1, audit_entry +1",
    "createUsersFromFile": "job +1, upload ~1, audit_entry +1",
    "uploadDossiers": "job +1, upload ~1, audit_entry +1",
    "registerDossiers": "job +1, upload ~1, audit_entry +1",
    "confirmJob": "job ~1, audit_entry +1",
    "cancelJob": "job ~1, audit_entry +1",
    "retryJob": "job ~1, audit_entry +1",
}
INPUTS = {
    "Query.job": "id",
    "Query.jobs": PAGING,
    "Query.pushes": PAGING,
    "Subscription.jobProgress": "id",
    "ImportPatentsInput": "upload parts batch asOf mapping idempotencyKey",
    "LoadCodesInput": "upload table edition idempotencyKey",
    "HeadingInput": "heading field",
    "CreateUsersFromFileInput": "upload idempotencyKey",
    "Job.rows": f"where {PAGING}",
    "JobRowFilter": "row outcome hasErrors hasWarnings applicationNumber and or not",
    "JobRowOutcomeOperators": "eq ne in isNull",
    "UploadDossiersInput": "upload idempotencyKey",
    "RegisterDossiersInput": "upload idempotencyKey",
    "ConfirmJobInput": "id version rows",
    "RowRangeInput": "first last",
    "CancelJobInput": "id",
    "RetryJobInput": "id",
}
