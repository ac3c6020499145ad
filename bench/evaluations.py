"""What enterprises' experts say of the registered dossiers of the generated world."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from bench.accounts import Account
from seed.evaluations import WEEK_MS, summed, words

Row = dict[str, Any]
EVALUATIONS = (0, 0, 0, 1, 1, 1, 2, 2, 2, 4)
"""Of a published dossier: 200,000 for 1,350,000 patents."""
CHANGED = 0.25
"""So many were written twice."""
SAID = ("rating", "prospects", "improvements", "cooperation")
NOTHING = {"evaluated": False, "evaluation_count": 0, "evaluation_stars": 0, "evaluation_average": 0}


@dataclass
class EvaluationMaker:
    """Lets different experts evaluate one published dossier after another."""

    experts: Sequence[Account]
    companies: Mapping[int, str]
    """Names of enterprises by id."""
    rng: Random = field(default_factory=lambda: Random(200_000))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def of(self, dossier: int, title: str, registered: int) -> list[Row]:
        """Rows of `evaluation`."""
        experts = self.rng.sample(self.experts, self.rng.choice(EVALUATIONS))
        return [self.evaluation(dossier, title, registered, expert) for expert in experts]

    def evaluation(self, dossier: int, title: str, registered: int, expert: Account) -> Row:
        at = registered + self.rng.randint(1, WEEK_MS)
        assert expert.enterprise_id is not None
        return {
            "id": next(self.numbers),
            "dossier_id": dossier,
            "dossier_title": title,
            "enterprise_id": expert.enterprise_id,
            "enterprise_name": self.companies[expert.enterprise_id],
            "user_id": expert.id,
            "expert_name": expert.name,
            "version": 1 + (self.rng.random() < CHANGED),
            **words(self.rng),
            "created_at": at,
            "updated_at": at,
        }

    def versions(self, said: Sequence[Row]) -> Iterator[Row]:
        """Of `evaluation_version`: what each says now, and of one that was changed what it said before."""
        for each in said:
            now = {name: each[name] for name in SAID}
            texts = [*(words(self.rng) for _ in range(each["version"] - 1)), now]
            for number, text in enumerate(texts, 1):
                place = {"evaluation_id": each["id"], "number": number}
                yield {**place, **text, "saved_at": each["updated_at"]}


def summary(said: Sequence[Row]) -> Row:
    """What the dossier repeats of them."""
    return summed([each["rating"] for each in said]) if said else NOTHING
