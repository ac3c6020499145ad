"""The institutions of the generated world: many small ones, a few large, one very large.

Sizes follow what the field has: at 1,350,000 patents 2,700 institutions, the largest with 30,000, the median
near 210. All names are made up and look it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import exp
from random import Random
from statistics import NormalDist

from panhuo.rules.vocabulary import InstitutionType, OrgUnitKind
from seed.people import people
from seed.teams import Team
from seed.topics import topics

INSTITUTIONS_AT_MOST = 2700
PATENTS_EACH = 50
"""A small world has an institution for so many patents."""
LARGEST, LARGEST_SHARE = 30_000, 0.12
SPREAD = 1.3
"""Of the logarithm of the other institutions' sizes: the mean is 2.3 times the median."""
COLLEGES_AT_MOST = 30
BRANCH_FROM = 1500
"""Patents from which an institution has a branch; the largest has two."""
BRANCH_COLLEGES = 3
TEAM_SIZES = (8, 20, 60, 200, 600)
PATENTS_OF_A_PERSON = 3
OPEN_EVERY = 3
"""Every third institution opens its showcase."""


@dataclass(slots=True)
class Unit:
    """A row of org_unit, and what its people invent."""

    id: int
    kind: OrgUnitKind
    name: str
    parent: "Unit | None" = None
    institution_type: InstitutionType | None = None
    position: int = 0
    weight: float = 0.0
    """Patents expected of its own team; 0 where those below it invent."""
    inventors: tuple[str, ...] = ()
    children: list["Unit"] = field(default_factory=list)

    @property
    def institution(self) -> "Unit":
        return self.parent.institution if self.parent else self

    @property
    def branch(self) -> "Unit | None":
        if self.kind is OrgUnitKind.BRANCH:
            return self
        return self.parent.branch if self.parent else None

    @property
    def owner(self) -> "Unit":
        """The branch or institution whose name stands on its patents."""
        return self.branch or self.institution

    @property
    def open_showcase(self) -> bool:
        return self.institution.position % OPEN_EVERY == 0

    def __iter__(self) -> Iterator["Unit"]:
        yield self
        for child in self.children:
            yield from child


def sizes(patents: int) -> list[float]:
    """Patents expected of each institution, the largest first."""
    number = max(6, min(INSTITUTIONS_AT_MOST, patents // PATENTS_EACH))
    largest = min(LARGEST, patents * LARGEST_SHARE)
    normal = NormalDist(0, SPREAD)
    others = [exp(normal.inv_cdf((rank - 0.5) / (number - 1))) for rank in range(number - 1, 0, -1)]
    share = (patents - largest) / sum(others)
    return [largest, *(min(size * share, largest / 2) for size in others)]


def institutions(patents: int) -> list[Unit]:
    """The institutions of a world of so many patents, with the units below them. The first is the largest."""
    ids, names = count(1), people(Random(2700))
    found = []
    for position, size in enumerate(sizes(patents)):
        made = institution(ids, position, size)
        for unit in made:
            unit.inventors = team_names(names, unit.weight)
        found.append(made)
    return found


def institution(ids: Iterator[int], position: int, size: float) -> Unit:
    institute = position % 9 == 8
    name = f"基准{'研究院' if institute else '大学'}{position + 1:04d}"
    kind = InstitutionType.RESEARCH_INSTITUTE if institute else InstitutionType.UNIVERSITY
    root = Unit(next(ids), OrgUnitKind.INSTITUTION, name, institution_type=kind, position=position)
    colleges = min(COLLEGES_AT_MOST, int(size**0.5 / 3))
    branches = 2 if position == 0 else int(size >= BRANCH_FROM)
    root.weight = size if colleges < 2 else 0.0
    for number in range(colleges if colleges >= 2 else 0):
        add(ids, root, OrgUnitKind.COLLEGE, f"第{number + 1}学院")
    for number in range(branches if colleges >= 2 else 0):
        branch = add(ids, root, OrgUnitKind.BRANCH, f"{name}（{number + 1}分校）")
        for college in range(BRANCH_COLLEGES):
            add(ids, branch, OrgUnitKind.BRANCH_COLLEGE, f"第{college + 1}学院")
    share_out(root, size)
    return root


def add(ids: Iterator[int], parent: Unit, kind: OrgUnitKind, name: str) -> Unit:
    made = Unit(next(ids), kind, name, parent, position=len(parent.children))
    parent.children.append(made)
    return made


def share_out(root: Unit, size: float) -> None:
    """Colleges share an institution's patents unevenly, the first has twice the last one's."""
    leaves = [unit for unit in root if unit.kind in (OrgUnitKind.COLLEGE, OrgUnitKind.BRANCH_COLLEGE)]
    parts = [2 - rank / len(leaves) for rank in range(len(leaves))]
    for unit, part in zip(leaves, parts, strict=True):
        unit.weight = size * part / sum(parts)


def team_names(names: Iterator[str], weight: float) -> tuple[str, ...]:
    """A team of one of a few sizes: about one person for three patents."""
    if not weight:
        return ()
    wanted = weight / PATENTS_OF_A_PERSON
    size = next((size for size in TEAM_SIZES if size >= wanted), TEAM_SIZES[-1])
    return tuple(next(names) for _ in range(size))


def teams(roots: Sequence[Unit]) -> list[Team]:
    """Every unit that invents, as the patent generator takes it."""
    fields = tuple(topics())
    return [
        Team(
            owner=unit.owner.name,
            fields=(fields[unit.id % len(fields)], fields[unit.id * 7 % len(fields)]),
            inventors=unit.inventors,
            weight=unit.weight,
            address=f"{100000 + unit.institution.id} 基准路{unit.institution.id}号",
            region_code="110000",
        )
        for root in roots
        for unit in root
        if unit.weight
    ]
