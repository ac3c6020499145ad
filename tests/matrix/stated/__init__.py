"""The expectations, a file a topic: a feature adds its own file, and its name to TOPICS."""

from tests.matrix.stated import (
    access,
    accounts,
    audit,
    demands,
    dossiers,
<<<<<<< HEAD
    exports,
=======
    evaluations,
>>>>>>> next
    filing,
    flow,
    help,
    jobs,
    library,
    matches,
    notices,
    own,
    performances,
    showcase,
    units,
    uploads,
)

TOPICS = (
    *(library, units, accounts, matches, own, access, uploads, jobs, notices, audit, flow, help),
<<<<<<< HEAD
    *(dossiers, exports, filing, demands, performances),
=======
    *(dossiers, filing, demands, evaluations, performances, showcase),
>>>>>>> next
)
"""Modules with any of TABLE, OBJECTS, OWN, DECISIONS, INPUTS, ENUMS, CHANGES: see `expectation`."""
