"""The evaluations of the fixture world in words, how each stands to each viewer, and what they come to."""

from dataclasses import dataclass
from typing import Any

from panhuo.models import Dossier as DossierRow
from panhuo.models import User
from tests.factories import evaluation
from tests.matrix.dossiers import DOSSIERS, dossier_words, own_dossier
from tests.matrix.expectation import has
from tests.matrix.facts import CHAINS, chain_of, role_of

SUMMARY = "EVALUATION_SUMMARY_READ"


@dataclass(frozen=True)
class Said:
    """Who evaluated what, and with how many stars."""

    author: str
    dossier: str
    stars: int


EVALUATIONS = {
    "E on a1": Said("ENT E", "of a1 published", 5),
    "F on a1": Said("ENT F", "of a1 published", 2),
    "E2 on abc": Said("ENT E2", "of abc published", 4),
    "E on b1": Said("ENT E", "of b1 open", 4),
    "F on bb": Said("ENT F", "of bb open", 1),
    "EM on a portfolio": Said("ENT EM", "listed by INV A2", 4),
    "E on a portfolio": Said("ENT E", "listed by INV A2", 4),
    "F on what is in the pool": Said("ENT F", "listed by IA A", 2),
    "F on what is of a branch": Said("ENT F", "listed by BA AB", 5),
    "E on what was delisted": Said("ENT E", "delisted of INV A1", 2),
    "F on what was delisted": Said("ENT F", "delisted of BCA ABC", 1),
    "E on what is flagged": Said("ENT E", "of a1 flagged", 4),
    "E on what was handed over": Said("ENT E", "handed to INV A2", 4),
}


def author_of(name: str) -> str:
    return EVALUATIONS[name].author


def evaluation_words(viewer: str, name: str) -> set[str]:
    """It stands where its dossier stands; to enterprises it is their own or another's."""
    it = EVALUATIONS[name]
    words = dossier_words(viewer, it.dossier) - {"published", "published, open"}
    if role_of(viewer) == "ENT":
        own = viewer.split()[1][0] == it.author.split()[1][0]
        words.add("own enterprise" if own else "other enterprise")
    return words


def of_dossier(dossier: str) -> set[str]:
    return {name for name, it in EVALUATIONS.items() if it.dossier == dossier}


def evaluated(dossier: str) -> bool:
    return bool(of_dossier(dossier))


def by(viewer: str, dossier: str) -> str | None:
    """The viewer's own evaluation of a dossier."""
    return next((name for name in of_dossier(dossier) if author_of(name) == viewer), None)


def summary(*dossiers: str) -> dict[str, Any]:
    """What the evaluations of some dossiers come to."""
    stars = [it.stars for it in EVALUATIONS.values() if it.dossier in dossiers]
    return {"count": len(stars), "average": round(sum(stars) / len(stars), 2) if stars else None}


def told_of(viewer: str, dossier: str) -> bool:
    return has(SUMMARY, role_of(viewer), dossier_words(viewer, dossier))


def of_paper(viewer: str, paper: str) -> dict[str, Any]:
    """Of the paper's own dossier, in the viewer's institution or the first owner's."""
    own = own_dossier(viewer, paper)
    return summary(*([own] if own and told_of(viewer, own) else []))


def of_unit(viewer: str, unit: str) -> dict[str, Any]:
    """Of everything at a unit and below."""
    there = [name for name, it in DOSSIERS.items() if unit in chain_of(it.filer)]
    assert unit in CHAINS
    return summary(*(name for name in there if told_of(viewer, name)))


async def make_evaluations(users: dict[str, User], dossiers: dict[str, int]) -> dict[str, int]:
    """Ids by name; what they come to is kept on their dossiers."""
    made = {}
    for name, it in EVALUATIONS.items():
        about = await DossierRow.get(id=dossiers[it.dossier])
        made[name] = (await evaluation(about, users[it.author], it.stars)).id
    return made
