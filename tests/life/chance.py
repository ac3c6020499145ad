"""Random acts: some that may be done, some that may not."""

from collections import Counter
from dataclasses import replace
from random import Random

from panhuo.rules.vocabulary import Role
from tests.life.campus import Campus, Person
from tests.life.guards import GUARDS, Act
from tests.life.papers import Paper, Papers, Said, route_of
from tests.life.table import OUTCOMES, PENDING, State

TRIES = 80
FORBIDDEN = 0.3
"""The share of acts that are taken as they come, mostly to be refused."""
WITHOUT_PAPER = ("FILE", "REGISTER_DIRECTLY")
Kind = tuple[str, State, State, bool]
EVENTS = ("lapse", "lapse", "sale", "disabling", "switch")
"""What happens meanwhile, of itself."""


class Chance:
    """Draws acts from a seed, of those that may be done rather what was seldom done before."""

    def __init__(self, here: Campus, papers: Papers, everybody: bool) -> None:
        self.here, self.papers, self.everybody = here, papers, everybody
        self.done: Counter[Kind] = Counter()

    def act(self, random: Random) -> Act:
        """The next act."""
        if random.random() < FORBIDDEN:
            return self.any(random)
        found = [act for act in (self.any(random) for _ in range(TRIES)) if self.allowed(act)]
        return min(found, key=lambda act: self.done[self.kind_of(act)], default=self.any(random))

    def allowed(self, act: Act) -> bool:
        return act.by.active and GUARDS[act.name](self.here, self.papers, act)

    def any(self, random: Random) -> Act:
        name = random.choice(list(GUARDS)) if self.papers.all else random.choice(WITHOUT_PAPER)
        paper = None if name in WITHOUT_PAPER else random.choice(list(self.papers.all.values()))
        act = Act(name, self.somebody(random, paper), paper)
        act.said = self.said(random, paper)
        if paper is not None and paper.submitted:
            due = paper.shows.outcome if len(paper.route) == 1 else None
            act.outcome = random.choice([due, due, due, None, *OUTCOMES])
        act.reason = random.choice(["材料不全", "材料不全", "另有安排", ""])
        act.receiver = random.choice(list(self.here.people.values()))
        return replace(act, stale=random.random() < 0.08)

    def somebody(self, random: Random, paper: Paper | None) -> Person:
        """Often the filer, or whoever reviews."""
        people = [each for each in self.here.people.values() if self.everybody or each.active]
        close = [each for each in people if paper and each in (paper.filer, *self.at_step(paper))]
        return random.choice(close if close and random.random() < 0.5 else people)

    def at_step(self, paper: Paper) -> list[Person]:
        people = self.here.people.values()
        return [each for each in people if each.unit in paper.route[:1] and each.role is not Role.INVENTOR]

    def said(self, random: Random, paper: Paper | None) -> Said:
        """Of a dossier mostly the patents that it has."""
        quality = random.choice(["fit", "fit", "unfit", "unfit", "partial"])
        if paper is not None and random.random() < 0.7:
            return Said(quality, paper.says.members)
        count = random.choice([1, 1, 1, 2, 3])
        return Said(quality, tuple(random.sample(sorted(self.here.inventions), count)))

    def kind_of(self, act: Act) -> Kind:
        """What is counted: the act, where it begins and leads, whether with a revision."""
        paper = act.paper
        if paper is None:
            return act.name, None, None, False
        return act.name, paper.state, self.target(act, paper), paper.base is not None

    def target(self, act: Act, paper: Paper) -> State:
        """Where a step of review leads; of other acts the state says all."""
        if act.name == "SUBMIT":
            return PENDING if route_of(self.here, paper.filer) else paper.says.outcome
        if act.name == "APPROVE":
            return PENDING if len(paper.route) > 1 else paper.shows.outcome
        return None

    def event(self, random: Random) -> tuple[str, str]:
        """What happens, and to whom or what."""
        what = random.choice(EVENTS)
        if what in ("lapse", "sale"):
            return what, random.choice(sorted(self.here.inventions))
        if what == "switch":
            return what, random.choice(sorted(self.here.open_))
        return what, random.choice(sorted(self.here.people))
