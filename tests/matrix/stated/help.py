"""Whom to ask for help: everybody is told."""

from tests.matrix.stated.words import PARENT, PUBLIC

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
"""
OBJECTS = {
    "Query": (PUBLIC, "serviceContacts"),
    "ServiceContact": (PARENT, "kind organisation person phone email"),
}
