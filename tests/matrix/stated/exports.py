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
    "Mutation.exportData": "EXPORT",
}
CHANGES = {
    "exportPatents": "job +1, audit_entry +1",
    "exportDossiers": "job +1, audit_entry +1",
    "exportData": "job +1, audit_entry +1",
}
INPUTS = {
    "Query.exportColumns": "library",
    "Query.exports": PAGING,
    "ExportPatentsInput": "ids filed campus branch search where orderBy columns format layout idempotencyKey",
    "ExportDataInput": "of columns format idempotencyKey",
    "ExportOf": "demands performances evaluations stats dashboard",
    "ExportDemands": "ids search where orderBy",
    "ExportPerformances": "ids search where orderBy",
    "ExportEvaluations": "ids where orderBy",
    "ExportStats": "of top",
    "ExportDashboard": "unit",
    "ExportDossiersInput": "library ids kind state search where orderBy columns format layout idempotencyKey",
}
ENUMS = {
    "ExportLibrary": "PATENTS MY_DOSSIERS REVIEW_QUEUE REVIEWED RESOURCES DEMANDS PERFORMANCES EVALUATIONS"
}
