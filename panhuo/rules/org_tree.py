"""The shape of an institution's tree: four kinds of node, three levels deep at most (S9)."""

from collections.abc import Mapping

from panhuo.rules.account_name import unprintable
from panhuo.rules.names import INVISIBLE
from panhuo.rules.vocabulary import OrgUnitKind

MAX_UNIT_NAME = 120
CHILD_KINDS: Mapping[OrgUnitKind, frozenset[OrgUnitKind]] = {
    OrgUnitKind.INSTITUTION: frozenset({OrgUnitKind.COLLEGE, OrgUnitKind.BRANCH}),
    OrgUnitKind.COLLEGE: frozenset(),
    OrgUnitKind.BRANCH: frozenset({OrgUnitKind.BRANCH_COLLEGE}),
    OrgUnitKind.BRANCH_COLLEGE: frozenset(),
}
"""What may stand directly below each kind; so no tree can become deeper than three levels."""
OWNERS = frozenset({OrgUnitKind.INSTITUTION, OrgUnitKind.BRANCH})
"""The kinds that own patents under their own names (S54); what is in nobody's unit is their pool."""


def clean_unit_name(typed: str, most: int = MAX_UNIT_NAME) -> str | None:
    """A name as it is kept, single spaces inside it; None where it is empty or has more letters."""
    name = " ".join(word for word in INVISIBLE.sub(" ", typed).split(" ") if word)
    valid = 0 < len(name) <= most and not any(unprintable(sign) for sign in name)
    return name if valid else None
