"""How a database goes about a statement: what it reads whole, what it sorts, which indexes it uses."""

from collections.abc import Sequence
from dataclasses import dataclass, field

LIBRARY = (
    "patent",
    "holding",
    "patent_inventor",
    "patent_owner",
    "patent_code",
    "legal_event",
    "patent_text",
)
DOSSIERS = ("dossier", "dossier_version", "dossier_choice", "dossier_patent", "review", "review_step")
BIG = frozenset((*LIBRARY, *DOSSIERS, "evaluation", "evaluation_version", "user_account"))
"""Tables that grow with the nation."""
PAGE = 51
"""Rows of a page, and one to see that there are more."""


@dataclass
class Plan:
    """What is to be known of a plan."""

    text: str
    whole: set[str] = field(default_factory=set)
    """Big tables that are read whole, row by row."""
    walked: set[str] = field(default_factory=set)
    """Big tables of which a whole index is read, and no row."""
    sorted: list[str] = field(default_factory=list)
    """What is sorted that is more than a page, and neither hits that are counted anyway nor groups."""
    indexes: set[str] = field(default_factory=set)
    looked_up: int = 0
    """Rows of patents that were read one by one."""


def merged(plans: Sequence[Plan]) -> Plan:
    """Of all the statements of an operation."""
    return Plan(
        "\n\n".join(plan.text for plan in plans),
        set().union(*(plan.whole for plan in plans)),
        set().union(*(plan.walked for plan in plans)),
        [each for plan in plans for each in plan.sorted],
        set().union(*(plan.indexes for plan in plans)),
        sum(plan.looked_up for plan in plans),
    )
