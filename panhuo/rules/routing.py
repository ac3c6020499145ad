"""Who reviews a dossier: the levels from the filer's unit upwards that the flow leaves switched on (S12–S19).

Pure: the caller says where the filer stands, what is switched on, and at which levels somebody can review.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from panhuo.rules.vocabulary import OrgUnitKind, Role

INSTITUTION, COLLEGE = OrgUnitKind.INSTITUTION, OrgUnitKind.COLLEGE
BRANCH, BRANCH_COLLEGE = OrgUnitKind.BRANCH, OrgUnitKind.BRANCH_COLLEGE

LEVELS: Mapping[OrgUnitKind, tuple[OrgUnitKind, ...]] = {
    COLLEGE: (COLLEGE, INSTITUTION),
    BRANCH_COLLEGE: (BRANCH_COLLEGE, BRANCH, INSTITUTION),
    BRANCH: (BRANCH, INSTITUTION),
    INSTITUTION: (INSTITUTION,),
}
"""The levels from a unit of each kind upwards: the main campus's chain and the branches' (S12, S13)."""
LEVEL_OF: Mapping[Role, OrgUnitKind] = {
    Role.INSTITUTION_ADMIN: INSTITUTION,
    Role.COLLEGE_ADMIN: COLLEGE,
    Role.BRANCH_ADMIN: BRANCH,
    Role.BRANCH_COLLEGE_ADMIN: BRANCH_COLLEGE,
}
"""The level at which each admin reviews. Inventors stand below the level of their unit."""


class LevelOutcome(StrEnum):
    """What becomes of a dossier at a level of its chain."""

    REVIEWS = "REVIEWS"  # 审核
    SWITCHED_OFF = "SWITCHED_OFF"  # 审批开关已关闭
    NO_ADMIN = "NO_ADMIN"  # 无在用管理员


@dataclass(frozen=True)
class Level:
    """A level above the filer, and whether it reviews."""

    kind: OrgUnitKind
    outcome: LevelOutcome


class NotAFiler(ValueError):
    """The role files nothing at a unit of that kind."""


def route(
    role: Role, unit: OrgUnitKind, on: Collection[OrgUnitKind], staffed: Collection[OrgUnitKind]
) -> tuple[Level, ...]:
    """Every level above a filer, bottom-up, those passed over included; the institution's is last (S17).

    `on` are the levels that are switched on, `staffed` those with an active admin. The institution reviews
    whatever these say. Nothing stands above its admin, whose own filings are decided at once (S20). Raises
    NotAFiler where no account of the role stands at such a unit.
    """
    own = LEVEL_OF.get(role)
    if own not in (None, unit) or role not in FILERS:
        raise NotAFiler(f"{role} at {unit}")
    above = LEVELS[unit] if own is None else LEVELS[unit][1:]
    return tuple(Level(kind, outcome(kind, on, staffed)) for kind in above)


FILERS = frozenset({*LEVEL_OF, Role.INVENTOR})


def outcome(kind: OrgUnitKind, on: Collection[OrgUnitKind], staffed: Collection[OrgUnitKind]) -> LevelOutcome:
    if kind is INSTITUTION:
        return LevelOutcome.REVIEWS
    if kind not in on:
        return LevelOutcome.SWITCHED_OFF
    return LevelOutcome.REVIEWS if kind in staffed else LevelOutcome.NO_ADMIN


def reviewers(levels: Collection[Level]) -> tuple[OrgUnitKind, ...]:
    """The levels that review, in order."""
    return tuple(level.kind for level in levels if level.outcome is LevelOutcome.REVIEWS)
