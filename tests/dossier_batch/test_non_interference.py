"""What lies outside an uploader's scope changes nothing in what its rows and report tell (S101)."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.clock import stopped
from panhuo.errors import PanhuoError
from panhuo.jobs.dossier_upload import told
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.services.dossier_batch.places import offered
from panhuo.services.dossier_batch.reporting import line
from panhuo.sheets.dossier_row import DossierRow
from tests.dossier_batch.making import DIRECT, UPLOAD, looked, row
from tests.reference.cases import NOW
from tests.reference.compiled import viewer_of
from tests.reference.conftest import examples
from tests.reference.insert import replace as replace_world
from tests.reference.perturb import perturbed
from tests.reference.runs import Examples, random_examples
from tests.reference.scopes import Ask
from tests.reference.world import ROLES, World, random_world, viewer_of_role

__all__ = ["examples"]

UNKNOWN = "2099999999991"
"""An application number that no patent has."""


def sent(random: Random, world: World) -> list[DossierRow]:
    """Rows that name every patent, alone and with others, under true and wrong titles and units."""
    patents = world.rows("patent")
    numbers = [*(each["application_number"] for each in patents), UNKNOWN]
    titles = [None, "别的名称", *(each["title"] for each in patents)]
    units = [None, "没有的学院", *(each["name"] for each in world.rows("org_unit"))]
    rows = []
    for number in numbers:
        members = dict.fromkeys((number, *random.sample(numbers, min(random.randrange(3), len(numbers)))))
        said = {"name": f"组合{len(rows)}", "description": "说明"} if len(members) > 1 else {}
        probing = {"title": random.choice(titles), "unit": random.choice(units)}
        rows.append(replace(row(len(rows) + 4, *members, **said), **probing))
    return rows


async def everything_told(ask: Ask, rows: list[DossierRow], door: Ability) -> Any:
    """What preview, report and drop-down lists are made of; or the code with which all is refused."""
    try:
        found = await looked(viewer_of(ask.account), rows, door)
    except PanhuoError as error:
        return error.code
    lines = [line({}, each) for each in found.candidates]
    return [told({}, each) for each in found.candidates], lines, offered(found.door.places)


async def unchanged(examples: Examples, seed: int) -> None:
    random = Random(seed)
    world, now = random_world(random), random.choice(list(NOW))
    for role in ROLES:
        account = viewer_of_role(random, world, role)
        for door in (UPLOAD, DIRECT):
            if account is None or not scopes_of(door, viewer_of(account).rights):
                continue
            ask, rows = Ask(world, account, NOW[now], True), sent(random, world)
            with stopped(now):
                await replace_world(world)
                before = await everything_told(ask, rows, door)
                await replace_world(perturbed(ask, seed))
                assert await everything_told(ask, rows, door) == before, (role, door)
            examples.note([f"{role} {door}", *outcomes(before)])


def outcomes(found: Any) -> list[str]:
    return [each.outcome for each in found[1]] if isinstance(found, tuple) else [found]


def seldom(test: Any) -> Any:
    return random_examples(test, 25)


@seldom
@given(seed=st.integers(0, 2**32))
@pytest.mark.req("S101")
def test_what_lies_outside_the_scope_is_told_by_no_row_and_no_report(examples: Examples, seed: int) -> None:
    examples.run(unchanged(examples, seed))
