"""The audit log."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
AUDIT_READ       S    –    –    –    –    –    A    –
"""
OBJECTS = {
    "AuditEntry": ("AUDIT_READ", "id at action actorId actorName subjectId subjectName changes"),
    "AuditChange": (PARENT, "name before after"),
    "AuditEntryConnection": (PARENT, PAGE),
    "AuditEntryEdge": (PARENT, EDGE),
}
OWN = {"Query.auditLog": "AUDIT_READ"}
INPUTS = {
    "Query.auditLog": f"where {PAGING}",
    "AuditFilter": "action at subjectName actorName and or not",
    "AuditActionOperators": "eq ne in isNull",
    "InstantOperators": "eq ne in gt gte lt lte isNull",
}
