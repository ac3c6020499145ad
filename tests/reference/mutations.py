"""Random mutations that are refused: what they answer must tell nothing of what lies outside the scope.

What is not refused changes the viewer's own, or signs in, a declared exception of docs/permissions.md.
"""

from collections.abc import Callable
from random import Random

from tests.reference import (
    enterprises,
    refused_accounts,
    refused_demands,
    refused_dossiers,
    refused_exports,
    refused_matches,
    refused_own,
    refused_performances,
    refused_tokens,
    refused_units,
    refused_work,
)
from tests.reference.queries import Operation
from tests.reference.query_values import Values
from tests.reference.scopes import Ask

LOCKING = 9
"""Wrong passwords in a row, more than lock an account."""
TOPICS = (
    *(refused_accounts, refused_demands, refused_dossiers, refused_exports, refused_matches, refused_own),
    refused_performances,
    refused_tokens,
    refused_units,
    refused_work,
    enterprises,
)
MUTATIONS: dict[str, Callable[[Values], str]] = {
    name: write for topic in TOPICS for name, write in sorted(topic.REFUSED.items())
}
"""Every mutation, in a form that is refused."""
SUBSCRIPTIONS = {
    "dossierChanged": "tests/subscriptions/test_dossier_changed.py",
    "jobProgress": "tests/jobs/test_progress.py",
    "libraryChanged": "tests/subscriptions/test_library_changed.py",
    "noticeAdded": "tests/notices/test_notice_added.py",
}
"""Every subscription, and where it is shown that others' changes bring it no event."""


def random_mutation(random: Random, ask: Ask) -> Operation:
    """A few of one mutation, or of several."""
    values = Values(random, ask)
    names = [values.one_of(tuple(MUTATIONS)) for _ in range(1 + values.below(3))]
    fields = [MUTATIONS[name](values) for name in names]
    fields *= LOCKING if {"login", "activate"} & {*names} and values.chance(0.2) else 1
    declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in values.variables.items())
    given = {name: value for name, (_, value) in values.variables.items()}
    return Operation(f"mutation M{f'({declared})' if declared else ''} {{ {aliased(fields)} }}", given)


def aliased(fields: list[str]) -> str:
    return " ".join(f"m{place}: {field}" for place, field in enumerate(fields))
