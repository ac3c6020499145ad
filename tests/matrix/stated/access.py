"""Permissions, told."""

from tests.matrix.stated.words import PARENT, PUBLIC

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
EXPLAIN_ACCESS   S    –    S    –    –    –    A    –
"""
OBJECTS = {
    "Query": (PUBLIC, "can"),
    "Permission": (PARENT, "ability allowed scopes message"),
    "AccessExplanation": (PARENT, "decision coordinate role decidedBy demands message"),
    "AccessDemand": (PARENT, "coordinate ability met scopes"),
    "AccessScope": (PARENT, "scope holds message"),
}
OWN = {"Query.explainAccess": "EXPLAIN_ACCESS"}
INPUTS = {"Query.explainAccess": "user coordinate id"}
