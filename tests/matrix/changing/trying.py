"""Mutations as a table: a name, what is tried, and what must come of each try."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from graphql import get_named_type, is_leaf_type

from panhuo.db import connection
from tests.matrix.cells import Asking, Cell
from tests.matrix.changing.rows import said, stated_rows
from tests.matrix.expectation import CHANGES, INPUTS, OBJECTS, OWN, has, never
from tests.matrix.kinds import KINDS
from tests.matrix.selections import BUILT, everything, object_type

DONE = "DONE"
AT_ONCE = 40
"""Mutations of one request, each of which must change nothing."""
TABLES = {
    "ApprovalFlow": "approval_flow",
    "Demand": "demand",
    "Dossier": "dossier",
    "Job": "job",
    "OrgUnit": "org_unit",
    "Performance": "performance",
    "User": "user_account",
}
"""Where the row of an object lies that a mutation is about."""

Answer = dict[str, Any]
"""The payload, or `{"code": …}` where the field was refused."""


@dataclass(frozen=True)
class Try:
    """One try of a mutation."""

    about: str
    given: Mapping[str, Any]
    expected: str = DONE
    """Or the code with which it is refused."""
    rows: str | None = None
    """Which rows differ afterwards, where not those of CHANGES, or none though it is done."""
    before: str = ""
    """A statement that makes the situation; it is undone with the rest."""
    itself: str = ""
    """The id of the object whose row, and no other of its table, changes."""
    shows: bool = True
    """Whether the payload shows what it was done to: not what the viewer does not read."""

    @property
    def changes_nothing(self) -> bool:
        """Whether no row may differ afterwards."""
        return self.rows == "" or (self.rows is None and self.expected != DONE)


Tries = Callable[[Asking], Iterator[Try]]
Sending = Callable[[Asking, "Mutation", Try], Awaitable[Answer]]


@dataclass(frozen=True)
class Mutation:
    """A mutation, and everything that is tried of it for a viewer."""

    name: str
    tries: Tries
    send: Sending | None = None
    """Where its input cannot be sent as JSON."""

    @property
    def ability(self) -> str | None:
        """None where anybody may."""
        return OWN.get(f"Mutation.{self.name}")

    @cached_property
    def payload(self) -> str:
        return str(get_named_type(object_type("Mutation").fields[self.name].type).name)

    @cached_property
    def input(self) -> str | None:
        argument = object_type("Mutation").fields[self.name].args.get("input")
        return get_named_type(argument.type).name if argument else None

    @cached_property
    def selection(self) -> str:
        fields = []
        for name, field in object_type(self.payload).fields.items():
            named = get_named_type(field.type)
            shown = "id" if named.name in KINDS else "" if is_leaf_type(named) else everything(named.name)
            fields.append(f"{name} {f'{{ {shown} }}' if shown else ''}")
        return f"{{ {' '.join(fields)} }}"

    @property
    def places(self) -> list[str]:
        """The coordinates that every try of it goes through."""
        inputs = input_places(self.input or "")
        payload = [f"{self.payload}.{each}" for each in OBJECTS[self.payload][1].split()]
        argument = [f"Mutation.{self.name}(input:)"] if self.input else []
        below = {get_named_type(field.type).name for field in object_type(self.payload).fields.values()}
        payload += [
            f"{name}.{each}"
            for name in sorted(below - KINDS.keys() - {"UserError"})
            for each in (OBJECTS[name][1].split() if name in OBJECTS else ())
        ]
        return [f"Mutation.{self.name}", *argument, *inputs, *payload]


def input_places(name: str) -> list[str]:
    """The fields of an input, and of the inputs in it."""
    own = [f"{name}.{each}" for each in INPUTS.get(name, "").split()]
    return own + [place for each in own for place in input_places(input_below(each))]


def input_below(place: str) -> str:
    name, _, field = place.partition(".")
    return str(get_named_type(BUILT.type_map[name].fields[field].type).name)  # type: ignore[attr-defined]


def against(asking: Asking, ability: str, *objects: tuple[str, str]) -> str | None:
    """The code with which the policy refuses an ability over objects, by type and name; None where not."""
    if never(ability, asking.role):
        return "UNAUTHENTICATED" if asking.role == "visitor" else "FORBIDDEN"
    met = ({*KINDS[kind].words[asking.viewer, name]} for kind, name in objects)
    return None if all(has(ability, asking.role, words) for words in met) else "NOT_FOUND"


async def tried(asking: Asking, mutation: Mutation) -> AsyncIterator[list[Cell]]:
    """The cells of everything that is tried; what must change nothing goes together, the rest one by one.

    Whenever some are given, every row is as it was.
    """
    rows = asking.world.rows
    await rows.keep()
    tries = list(mutation.tries(asking))
    together = [each for each in tries if each.changes_nothing and not each.before]
    for start in range(0, len(together), AT_ONCE):
        part, cells = together[start : start + AT_ONCE], []
        for each, answer in zip(part, await sent(asking, mutation, part), strict=True):
            cells += judged(asking, mutation, each, answer)
        cells.append(changed(asking, mutation, replace(part[0], rows=""), await rows.since()))
        await rows.restore()
        yield cells
    for each in tries:
        if each not in together:
            yield await alone(asking, mutation, each)


async def alone(asking: Asking, mutation: Mutation, each: Try) -> list[Cell]:
    rows, state = asking.world.rows, None
    if each.before:
        await connection().execute_script(each.before)
        state = await rows.read()
    [answer] = await sent(asking, mutation, [each])
    found = await rows.since(state)
    await rows.restore()
    cells = [*judged(asking, mutation, each, answer), changed(asking, mutation, each, found)]
    table = TABLES.get(each.itself.partition(":")[0], "")
    if each.itself and table in found:
        keys = {key for keys in found[table].values() for key in keys}
        right = keys == {int(each.itself.partition(":")[2])}
        cells.append(asking.cell(f"Mutation.{mutation.name}", f"{each.about}: itself", True, right))
    return cells


async def sent(asking: Asking, mutation: Mutation, tries: list[Try]) -> list[Answer]:
    """The answers of some tries in one request."""
    if mutation.send:
        return [await mutation.send(asking, mutation, each) for each in tries]
    declared = ", ".join(f"$i{n}: {mutation.input}!" for n in range(len(tries))) if mutation.input else ""
    fields = " ".join(
        f"m{n}: {mutation.name}{f'(input: $i{n})' if mutation.input else ''} {mutation.selection}"
        for n in range(len(tries))
    )
    given = {f"i{n}": dict(each.given) for n, each in enumerate(tries)} if mutation.input else {}
    answer = await asking.ask(f"mutation {f'({declared})' if declared else ''} {{ {fields} }}", **given)
    return answers(answer, [f"m{n}" for n in range(len(tries))])


def answers(answer: dict[str, Any], keys: list[str]) -> list[Answer]:
    codes = {error["path"][0]: error["extensions"]["code"] for error in answer.get("errors", ())}
    data = answer["data"] or {}
    return [data.get(key) or {"code": codes.get(key, "nothing")} for key in keys]


def judged(asking: Asking, mutation: Mutation, each: Try, answer: Answer) -> Iterator[Cell]:
    found = outcome(mutation, answer, each.shows)
    for place in mutation.places:
        yield asking.cell(place, f"{mutation.name} {each.about}", each.expected, found)
    for error in answer.get("userErrors", ()):
        yield asking.cell("UserError.code", each.about, each.expected, error["code"])
        yield asking.cell("UserError.field", each.about, True, "field" in error)
        yield asking.cell("UserError.message", each.about, True, bool(error["message"]))


def outcome(mutation: Mutation, answer: Answer, shows_it: bool = True) -> str:
    """DONE with what it shows, or a code without; what nobody can mend in the input is told at the top."""
    at_the_top = "code" in answer
    shows = next(name for name in object_type(mutation.payload).fields)
    shown, errors = answer.get(shows), [*answer.get("userErrors", ())]
    if isinstance(shown, list):  # one for each that was asked for
        errors += [error for each in shown for error in errors_of(each)]
        shown = next((each.get("state") or each.get("dossier") for each in shown), None)
    code = str(answer["code"]) if at_the_top else errors[0]["code"] if errors else DONE
    if at_the_top != (mutation.ability is not None and code in ("FORBIDDEN", "UNAUTHENTICATED")):
        return f"{code}, {'at the top' if at_the_top else 'in the payload'}"
    expected = (shown is not None) == shows_it if code == DONE else not shown
    return code if expected else f"{code} with {shows}: {shown}"


def errors_of(item: dict[str, Any]) -> list[dict[str, Any]]:
    """What stands against one of several."""
    return [*item.get("userErrors", ()), *([item["error"]] if item.get("error") else [])]


def changed(asking: Asking, mutation: Mutation, each: Try, found: Any) -> Cell:
    usual = CHANGES[mutation.name] if each.expected == DONE else ""
    stated = usual if each.rows is None else each.rows
    about = f"{each.about}: rows"
    return asking.cell(f"Mutation.{mutation.name}", about, stated_rows(stated), said(found, stated))
