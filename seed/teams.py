"""Who the demo's patents belong to, and who invented them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random

OWNED_WITH_COMPANY = 0.06
OWNED_AFTER_COMPANY = 0.025
OWNED_WITH_TEAM = 0.035
OLD_NAME_UNTIL = 2014
TEAM_SIZES = (12, 20, 26, 20, 13, 9)
"""Weights of one to six inventors."""
INVENTOR_FROM_OUTSIDE = 0.08


@dataclass(frozen=True, slots=True)
class Team:
    """People who invent together under one owner's name: a college, a centre, a whole institution."""

    owner: str
    fields: tuple[str, ...]
    """Fields of `topics.csv`."""
    inventors: tuple[str, ...]
    """The most productive first."""
    weight: float = 1.0
    old_name: str | None = None
    """What the owner was called until 2014."""
    address: str | None = None
    region_code: str | None = None


class Crowd:
    """Teams to draw from, each as often as it weighs, and the companies they work with."""

    def __init__(self, rng: Random, teams: Sequence[Team], companies: Sequence[str]) -> None:
        self.rng, self.teams, self.companies = rng, teams, companies
        self.weights = list(accumulate(team.weight for team in teams))

    def team(self) -> Team:
        return self.rng.choices(self.teams, cum_weights=self.weights)[0]

    def inventors(self, team: Team) -> list[str]:
        """One to six, the first by productivity; now and then one of another team."""
        size = self.rng.choices(range(1, 7), TEAM_SIZES)[0]
        weights = productivity(len(team.inventors))
        picked = dict.fromkeys(self.rng.choices(team.inventors, cum_weights=weights, k=size))
        if self.rng.random() < INVENTOR_FROM_OUTSIDE:
            picked[self.rng.choice(self.team().inventors)] = None
        return list(picked)

    def owners(self, team: Team, filed: int) -> list[str]:
        """The team's owner as it was called in the year of filing, mostly alone."""
        old = team.old_name if filed <= OLD_NAME_UNTIL and self.rng.random() < 0.7 else None
        own = old or team.owner
        chance = self.rng.random()
        if chance < OWNED_WITH_COMPANY:
            return [own, self.rng.choice(self.companies)]
        if chance < OWNED_WITH_COMPANY + OWNED_AFTER_COMPANY:
            return [self.rng.choice(self.companies), own]
        if chance < OWNED_WITH_COMPANY + OWNED_AFTER_COMPANY + OWNED_WITH_TEAM:
            return list(dict.fromkeys([own, self.team().owner]))
        return [own]


@lru_cache(maxsize=256)
def productivity(people: int) -> Sequence[float]:
    """Cumulative weights: the k-th inventor has 1/k of the first one's patents (Lotka)."""
    return list(accumulate(1 / rank for rank in range(1, people + 1)))
