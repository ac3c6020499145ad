"""What stands against an act on a dossier, and what it is tried with."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Tries, Try, against
from tests.matrix.dossier_acts import OF_REVISION, STATES
from tests.matrix.dossiers import DOSSIERS, dossier_words
from tests.matrix.expectation import has
from tests.matrix.version_rows import number
from tests.rules.dossiers import whole

UNAVAILABLE, CONFLICT, REASON = "DOSSIER_ACT_UNAVAILABLE", "CONFLICT", "材料需要补充"
OLD = 9
"""A version that no dossier of the world has."""

Rows = Callable[[Asking, str], str | None]
Then = Callable[[Asking, str], str]


def reached(asking: Asking, ability: str, name: str) -> str | None:
    """The code for a dossier out of reach: a reason only for who reads it."""
    refused = against(asking, ability)
    if refused or has(ability, asking.role, dossier_words(asking.viewer, name)):
        return refused
    return UNAVAILABLE if asking.sees("Dossier", name) else "NOT_FOUND"


def unopened(name: str, act: str) -> str | None:
    """The code for a state in which an act is not open."""
    it = DOSSIERS[name]
    return None if it.state in (OF_REVISION if it.base else STATES).get(act, "").split() else UNAVAILABLE


def outdated(asking: Asking, ability: str, name: str) -> str:
    """The code for a version that somebody else's change has passed by."""
    refused = against(asking, ability)
    reads = asking.sees("Dossier", name) or has(ability, asking.role, dossier_words(asking.viewer, name))
    return refused or (CONFLICT if reads else "NOT_FOUND")


def done_to(
    act: str,
    ability: str,
    given: Callable[[Asking, dict[str, Any]], dict[str, Any]] = lambda asking, at: at,
    then: Then = lambda asking, name: DONE,
    rows: Rows = lambda asking, name: None,
    before: Then = lambda asking, name: "",
) -> Tries:
    """Of every dossier, at its version and at another; `then` says what else stands against it.

    `before` is a statement that makes the situation of what is done.
    """

    def tries(asking: Asking) -> Iterator[Try]:
        for name, id in asking.world.ids["Dossier"].items():
            refused = reached(asking, ability, name) or unopened(name, act)
            code = refused or then(asking, name)
            sent = given(asking, {"id": id, "version": 1})
            if refused:
                yield Try(name, sent, code)
            else:
                after = rows(asking, name) if code == DONE else None
                yield Try(name, sent, code, after, before(asking, name))
            old = given(asking, {"id": id, "version": OLD})
            yield Try(f"{name}, changed meanwhile", old, outdated(asking, ability, name))

    return tries


def complete(asking: Asking, name: str) -> str:
    """Let a dossier say what lacks nothing, and what no other of the world says."""
    ids, it = asking.world.ids, DOSSIERS[name]
    members = tuple(number(ids["Patent"][each]) for each in it.members)
    said = whole(members=members, name=None if it.single else "一组专利", advantages="另有优势")
    where = f"dossier_id = {number(ids['Dossier'][name])}"
    return f"update dossier_version set content = '{said.json()}' where {where}"


def summed(*parts: str) -> str:
    """Stated rows together."""
    return ", ".join(part for part in parts if part)


def told(asking: Asking, *people: str) -> str:
    """A notice for each, but for who acts."""
    count = len({*people} - {asking.viewer})
    return f"notice +{count}" if count else ""
