"""`explainAccess` in random worlds: what it says is what the reference answers to the account itself.

Random operations leave it out, since the reference has no predicates to tell of: here its decisions are
compared with answers, and what lies outside the asker's scope must not change a byte of it.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from panhuo.clock import stopped
from tests.permissions.explaining import NODES, PATHS, TO_ONE, outcome, places_on
from tests.reference.cases import NOW
from tests.reference.compiled import response
from tests.reference.executor import answer
from tests.reference.insert import replace
from tests.reference.perturb import perturbed
from tests.reference.runs import Examples, random_examples
from tests.reference.scopes import Ask, reached
from tests.reference.world import ENTITIES, Row, build_world

ASKERS = ("INSTITUTION_ADMIN", "BRANCH_ADMIN", "PLATFORM_OPERATOR")
QUESTIONS = 24
KINDS = ("Patent", "Patent", "OrgUnit", "User")


@dataclass(frozen=True)
class Inquiry:
    """Who asks about whom, when, and at which places of which objects."""

    ask: Ask
    user: Row
    places: list[tuple[str, str]]
    now: int
    number: int

    @property
    def query(self) -> str:
        fields = [
            f'e{n}: explainAccess(user: "User:{self.user["id"]}", coordinate: "{place}", id: "{id}")'
            " { decision message demands { met scopes { scope holds } } }"
            for n, (place, id) in enumerate(self.places)
        ]
        return f"{{ {' '.join(fields)} }}"


def build_inquiry(seed: bytes) -> Inquiry:
    random = Random(seed)
    world = build_world(random.randrange(2**32), random.choice((1, 2, 3)), random.choice((5, 10, 20)))
    accounts = world.rows("user_account")
    asker = random.choice([row for row in accounts if row["role"] in ASKERS])
    ask = Ask(world, asker, NOW[now := random.choice(list(NOW))], random.random() < 0.5)
    near = [row for row in accounts if row["active"] and in_sight(ask, "User", row)]
    ids = [random_id(random, ask) for _ in range(QUESTIONS)]
    places = [(random.choice(places_on(id) + telling(id)), id) for id in ids]
    user = random.choice(near if near and random.random() < 0.9 else accounts)
    return Inquiry(ask, user, places, now, random.randrange(2**32))


def random_id(random: Random, ask: Ask) -> str:
    """Most often of what the asker may hear of; now and then of nothing."""
    kind = random.choice(KINDS)
    rows = ask.world.rows(ENTITIES[kind])
    near = [row for row in rows if in_sight(ask, kind, row)]
    found = random.choice(near if near and random.random() < 0.8 else rows)
    return f"{kind}:{found['id'] if random.random() < 0.97 else 99999}"


def telling(id: str) -> list[str]:
    """The places that are masked in some rows, again."""
    return [each for each in places_on(id) if each in TO_ONE or each.startswith(("OrgUnit.owner", "OwnerAl"))]


def in_sight(ask: Ask, kind: str, row: Row | None) -> bool:
    """Whether an asker may hear of a row: it reads it, and it lies at its unit or below."""
    if not row or not ask.visible(kind, row):
        return False
    return ask.role == "PLATFORM_OPERATOR" or reached(ask, "SUB", kind, row)


def expected(inquiry: Inquiry, place: str, id: str) -> str | None:
    """The decision that agrees with the user's own answer; None where the asker may not know."""
    ask, kind = inquiry.ask, id.partition(":")[0]
    row = ask.world.get(ENTITIES[kind], int(id.partition(":")[2]))
    if not in_sight(ask, "User", inquiry.user) or not in_sight(ask, kind, row):
        return None
    if not inquiry.user["active"]:
        return "DISABLED"
    theirs = what_happens(Ask(ask.world, inquiry.user, ask.today), place, id)
    if place in TO_ONE and theirs == "MASKED" == what_happens(ask, place, id):
        return "ALLOWED"  # as far as the asker knows, it leads nowhere
    return theirs


def what_happens(ask: Ask, place: str, id: str) -> str:
    found = answer(ask, NODES, {"ids": [id]})
    denied = {tuple(key for key in path if isinstance(key, str)) for _, _, path, *_ in found.errors if path}
    return outcome(found.data["nodes"][0], PATHS[place], denied)


async def decisions(inquiry: Inquiry) -> tuple[bytes, list[Any]]:
    body = await response(inquiry.ask, inquiry.query, {})
    data = orjson.loads(body)["data"]
    return body, [each and each["decision"] for each in data.values()]


async def agrees(inquiry: Inquiry) -> None:
    with stopped(inquiry.now):
        await replace(inquiry.ask.world)
        before, found = await decisions(inquiry)
        wanted = [expected(inquiry, *each) for each in inquiry.places]
        differing = [pair for pair in zip(inquiry.places, found, wanted, strict=True) if pair[1] != pair[2]]
        assert differing == [], (inquiry.ask.account, inquiry.user, inquiry.ask.world)
        if inquiry.ask.role != "PLATFORM_OPERATOR":
            await replace(perturbed(inquiry.ask, inquiry.number))
            after, _ = await decisions(inquiry)
            assert after == before, (inquiry.ask.account, inquiry.user, inquiry.ask.world, inquiry.number)


@random_examples
@given(inquiry=st.binary(min_size=12, max_size=12).map(build_inquiry))
def test_explanations_agree_with_the_reference(examples: Examples, inquiry: Inquiry) -> None:
    examples.run(agrees(inquiry))
