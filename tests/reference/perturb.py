"""Another world that must look the same to a viewer: only what lies outside the scope is changed."""

from collections.abc import Callable
from dataclasses import replace

from tests.reference import (
    enterprises,
    looks,
    perturb_demands,
    perturb_dossiers,
    perturb_evaluations,
    perturb_matches,
    perturb_patents,
    perturb_people,
    perturb_performances,
    perturb_work,
)
from tests.reference.change import Change
from tests.reference.scopes import Ask
from tests.reference.world import World

STEPS: tuple[Callable[[Change], None], ...] = (
    *(perturb_people.units, perturb_people.people),
    *(perturb_work.uploads, perturb_work.tokens, perturb_work.jobs, perturb_work.notices, perturb_work.keys),
    *(perturb_work.entries, perturb_work.flows, perturb_work.pushes),
    *(perturb_patents.patents, perturb_patents.hidden_parts, perturb_matches.matches),
    perturb_dossiers.dossiers,
    perturb_demands.demands,
    perturb_performances.performances,
    perturb_evaluations.evaluations,
    looks.perturb,
    enterprises.perturb,
)
"""A step a topic: rows of its tables that the viewer may not read change, go and come."""


def perturbed(ask: Ask, seed: int) -> World:
    """The viewer's world with other rows where the viewer may not look; a token's owner neither."""
    change = Change(replace(ask, abilities=None), seed)
    for step in STEPS:
        step(change)
    return finished(change)


def finished(change: Change) -> World:
    """Without those new patents that the viewer may read, or that show everybody something at their units."""
    made = change.ask.over(World(change.world.tables))
    before = change.ask.world.tables["patent"]
    shown = [row for row in made.world.rows("patent", published=True) if row["id"] not in before]
    for patent in [*made.all("Patent"), *shown]:
        if patent["id"] not in change.seen["Patent"]:
            change.remove_patent(patent["id"])
    return World(change.world.tables)
