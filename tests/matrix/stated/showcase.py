"""What is shown to enterprises and visitors, and who looked at whose contact."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT

OBJECTS = {
    "ContactAccess": ("AUDIT_READ", "id at readerName enterpriseName dossierTitle dossier"),
    "ContactAccessConnection": (PARENT, PAGE),
    "ContactAccessEdge": (PARENT, EDGE),
}
OWN = {
    "Query.showcase": "SHOWCASE_READ",
    "Query.showcaseDossier": "SHOWCASE_READ",
    "Query.contactAccesses": "AUDIT_READ",
}
INPUTS = {
    "Query.showcase": f"kind search where orderBy {PAGING}",
    "Query.showcaseDossier": "id",
    "Query.contactAccesses": PAGING,
}
TABLE = """
               IA   CA   BA   BCA  INV  ENT  OP   visitor
SHOWCASE_READ  P    P    P    P    P    P    P    PO
"""
"""AUDIT_READ is stated with the audit log."""
