"""The life of a dossier, written out again: apart from the program's own table."""

from collections.abc import Sequence
from dataclasses import dataclass

DRAFT, PENDING, REJECTED = "DRAFT", "PENDING", "REJECTED"
INVENTORIED, REGISTERED, DELISTED = "INVENTORIED", "REGISTERED", "DELISTED"
State = str | None
"""None: there is no such dossier."""
SETTLED = (DRAFT, REJECTED, INVENTORIED, REGISTERED, DELISTED)
EDITED = (DRAFT, REJECTED, DELISTED)
OUTCOMES = (INVENTORIED, REGISTERED)


@dataclass(frozen=True)
class Line:
    """An act leads from each of the sources to each of the targets; to the source itself without any."""

    act: str
    sources: Sequence[State]
    targets: Sequence[State] = ()
    revision: bool = False

    def ways(self) -> set[tuple[str, State, State, bool]]:
        return {
            (self.act, source, target, self.revision)
            for source in self.sources
            for target in (self.targets or (source,))
        }


LINES = (
    Line("FILE", [None], [DRAFT]),
    Line("SAVE", EDITED),
    Line("DISCARD", [DRAFT], [None]),
    Line("SUBMIT", EDITED, [PENDING, *OUTCOMES]),
    Line("APPROVE", [PENDING], [PENDING, *OUTCOMES]),
    Line("RETURN", [PENDING], [REJECTED]),
    Line("WITHDRAW", [PENDING], EDITED),
    Line("REVISE", [INVENTORIED]),
    Line("REVISE", [None], [DRAFT], revision=True),
    Line("SAVE", [DRAFT, REJECTED], revision=True),
    Line("SUBMIT", [DRAFT, REJECTED], [PENDING, None], revision=True),
    Line("APPROVE", [PENDING], [PENDING, None], revision=True),
    Line("RETURN", [PENDING], [REJECTED], revision=True),
    Line("WITHDRAW", [PENDING], [DRAFT, REJECTED], revision=True),
    Line("REPLACE", [INVENTORIED], OUTCOMES),
    Line("DISCARD", [DRAFT, REJECTED], [None], revision=True),
    Line("DELIST", [REGISTERED], [DELISTED]),
    Line("REGISTER_DIRECTLY", EDITED, OUTCOMES),
    Line("REGISTER_DIRECTLY", [DRAFT], [None], revision=True),
    Line("FLAG", [*SETTLED, PENDING]),
    Line("FLAG", [DRAFT, PENDING, REJECTED], revision=True),
    Line("HAND_OVER", SETTLED),
    Line("CHANGE_CONTACT", [REGISTERED]),
)
LIFE = frozenset(way for line in LINES for way in line.ways())
"""Act, source, target, whether of a revision: everything that can happen to a dossier."""
UNSEEN = {"SAVE", "DISCARD"}
"""Acts of which no history tells: they change no state, or leave nothing to have one."""
BASE_LIBRARY = {
    None: "UNFILED",
    DRAFT: "FILED",
    PENDING: "FILED",
    REJECTED: "FILED",
    INVENTORIED: "INVENTORIED",
    REGISTERED: "REGISTERED",
    DELISTED: "INVENTORIED",
}
"""How far a patent is, by the state of its own dossier."""
