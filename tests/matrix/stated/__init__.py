"""The expectations, a file a topic: a feature adds its own file, and its name to TOPICS."""

from tests.matrix.stated import (
    access,
    accounts,
    audit,
    dashboard,
    demands,
    dossiers,
    enterprises,
    evaluations,
    exports,
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
    stats,
    tokens,
    units,
    uploads,
)

TOPICS = (
    *(library, units, accounts, matches, own, access, uploads, jobs, notices, audit, flow, help),
    *(dossiers, exports, filing, demands, evaluations, performances, showcase),
    enterprises,
    *(dashboard, stats, tokens),
)
"""Modules with any of TABLE, OBJECTS, OWN, DECISIONS, INPUTS, ENUMS, CHANGES: see `expectation`."""
