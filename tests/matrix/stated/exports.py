"""Exports: rows that the lists show, columns that queries show."""

from tests.matrix.stated.words import PAGING, PARENT

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
EXPORT           S    S    S    S    O+V  –    A    –
"""
OBJECTS = {"ExportColumn": (PARENT, "key english chinese group default readable")}
OWN = {
    "Query.exportColumns": "EXPORT",
    "Query.exports": "EXPORT",
    "Mutation.exportPatents": "EXPORT",
    "Mutation.exportDossiers": "EXPORT",
}
CHANGES = {
    "exportPatents": "job +1, audit_entry +1",
    "exportDossiers": "job +1, audit_entry +1",
}
INPUTS = {
    "Query.exportColumns": "library",
    "Query.exports": PAGING,
    "ExportPatentsInput": "ids filed campus branch search where orderBy columns format layout idempotencyKey",
    "ExportDossiersInput": "library ids kind state search where orderBy columns format layout idempotencyKey",
}
ENUMS = {"ExportLibrary": "PATENTS MY_DOSSIERS REVIEW_QUEUE REVIEWED RESOURCES"}
