"""What the model knows of dossiers: what they say, where they stand, what each act makes of them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from panhuo.rules.vocabulary import Role
from tests.life.campus import SWITCHES, Campus, Person
from tests.life.table import DRAFT, INVENTORIED, PENDING, REGISTERED, State

CHAINS = {"physics": ["physics", "root"], "law": ["law", "root"], "east": ["east", "root"],
          "ships": ["ships", "east", "root"], "root": ["root"], "elsewhere": ["elsewhere"]}  # fmt: skip
"""Each unit and those above it."""


class Said(NamedTuple):
    """What a dossier says, as far as it matters here."""

    quality: str
    """`fit` for the library, `unfit` for it, or `partial`: not yet complete."""
    members: tuple[str, ...]

    @property
    def outcome(self) -> str:
        return REGISTERED if self.quality == "fit" else INVENTORIED


@dataclass
class Paper:
    """A dossier, or a revision beside its base."""

    number: int
    single: bool
    filer: Person
    draft: Said | None
    content: Said | None = None
    state: State = DRAFT
    submitted: bool = False
    came_from: State = None
    branch: str | None = None
    route: list[str] = field(default_factory=list)
    """While it is under review: the units that have still to approve it."""
    approved: bool = False
    base: "Paper | None" = None

    @property
    def says(self) -> Said:
        """For its filer."""
        said = self.draft or self.content
        assert said
        return said

    @property
    def shows(self) -> Said:
        """To everybody else who may read it."""
        said = self.content if self.submitted else self.draft
        assert said
        return said


def branch_of(person: Person) -> str | None:
    return "east" if person.unit in ("east", "ships") else None


def route_of(here: Campus, filer: Person) -> list[str]:
    """The units above a filer that review now: switched on and staffed, the institution always."""
    chain = CHAINS[filer.unit]
    above = chain if filer.role is Role.INVENTOR else chain[1:]
    passing = [unit for unit in above if unit in SWITCHES]
    on = [unit for unit in passing if here.open_[SWITCHES[unit]] and here.staffed(unit)]
    return on + [unit for unit in above if unit not in SWITCHES]


@dataclass
class Papers:
    """All that is filed."""

    all: dict[int, Paper] = field(default_factory=dict)

    def own_of(self, patent: str) -> Paper | None:
        """The dossier of a patent by itself."""
        found = [
            each
            for each in self.all.values()
            if each.single and each.base is None and each.says.members == (patent,)
        ]
        assert len(found) <= 1
        return found[0] if found else None

    def revision_of(self, paper: Paper) -> Paper | None:
        return next((each for each in self.all.values() if each.base is paper), None)

    def file(self, number: int, filer: Person, said: Said) -> Paper:
        single = len(said.members) == 1
        made = Paper(number, single, filer, said, branch=branch_of(filer))
        self.all[number] = made
        return made

    def save(self, paper: Paper, said: Said) -> None:
        if said != paper.says:
            paper.draft = said
            if not paper.submitted:
                paper.branch = branch_of(paper.filer)
                paper.single = paper.single and len(said.members) == 1

    def freeze(self, paper: Paper) -> None:
        """Submitted: what it says is shown."""
        paper.content, paper.draft = paper.says, None
        paper.submitted, paper.approved, paper.came_from = True, False, paper.state
        paper.branch = branch_of(paper.filer)

    def submit(self, here: Campus, paper: Paper) -> None:
        self.freeze(paper)
        paper.route = route_of(here, paper.filer)
        if paper.route:
            paper.state = PENDING
        else:
            self.settle(paper)

    def approve(self, paper: Paper) -> None:
        paper.route, paper.approved = paper.route[1:], True
        if not paper.route:
            self.settle(paper)

    def settle(self, paper: Paper) -> None:
        """Its outcome is the rule's; a revision goes up in its base."""
        base = paper.base
        if base is not None:
            base.content, base.filer, base.branch = paper.content, paper.filer, paper.branch
            base.state = paper.shows.outcome
            del self.all[paper.number]
        else:
            paper.state = paper.shows.outcome

    def give_back(self, paper: Paper, state: State) -> None:
        paper.state, paper.route = state, []

    def revise(self, number: int, base: Paper) -> Paper:
        revision = Paper(number, base.single, base.filer, base.content, base=base)
        revision.branch = branch_of(base.filer)
        self.all[number] = revision
        return revision

    def hand_over(self, paper: Paper, receiver: Person) -> None:
        revision = self.revision_of(paper)
        for each in (paper, revision):
            if each is not None:
                each.filer = receiver
        if not paper.submitted:
            paper.branch = branch_of(receiver)
