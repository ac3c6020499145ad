"""Documents that are almost right, or wrong on purpose; and variables that do not fit."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

from tests.fuzz.operations import Operation
from tests.fuzz.values import HOSTILE

TOKEN = re.compile(r'"[^"]*"|\w+|\$\w+|\.\.\.|[^\s\w]')
NAMES = ("patents", "id", "nothing", "__typename", "__schema", "on", "null", "fragment", "Q", "é", "_" * 300)
MARKS = ("{", "}", "(", ")", "[", "]", "!", "$", "@", "...", ":", "=", "|", "&", '"', '"""', "#", "\x00")
DEEP = 20_000


def broken(random: Random, operation: Operation) -> Operation:
    """The operation with its text or its variables spoiled."""
    if operation.variables and random.random() < 0.4:
        return Operation(operation.text, spoiled(random, operation.variables))
    tokens = TOKEN.findall(operation.text)
    for _ in range(1 + random.randrange(3)):
        random.choice(SPOILING)(random, tokens)
    return Operation(" ".join(tokens), operation.variables)


def spoiled(random: Random, variables: dict[str, Any]) -> dict[str, Any]:
    """Variables of which one is hostile, missing, or deep inside wrong; now and then one too many."""
    found = dict(variables)
    name = random.choice(list(found))
    if random.random() < 0.15:
        del found[name]
    elif random.random() < 0.15:
        found["nothing"] = random.choice(HOSTILE)
    else:
        found[name] = within(random, found[name])
    return found


def within(random: Random, value: Any) -> Any:
    """A value with something hostile in place of it or of a part of it."""
    if isinstance(value, dict) and value and random.random() < 0.8:
        name = random.choice(list(value))
        return {**value, name: within(random, value[name])}
    if isinstance(value, list) and value and random.random() < 0.8:
        place = random.randrange(len(value))
        return [*value[:place], within(random, value[place]), *value[place + 1 :]]
    return random.choice((*HOSTILE, [value] * 3, {"eq": value}))


def drop(random: Random, tokens: list[str]) -> None:
    del tokens[place(random, tokens)]


def repeat(random: Random, tokens: list[str]) -> None:
    start = place(random, tokens)
    tokens[start:start] = tokens[start : start + random.choice((1, 5, 50))] * random.choice((1, 1, 30))


def swap(random: Random, tokens: list[str]) -> None:
    one, other = place(random, tokens), place(random, tokens)
    tokens[one], tokens[other] = tokens[other], tokens[one]


def put_name(random: Random, tokens: list[str]) -> None:
    tokens[place(random, tokens)] = random.choice(NAMES)


def put_mark(random: Random, tokens: list[str]) -> None:
    tokens.insert(place(random, tokens), random.choice(MARKS))


def put_hostile(random: Random, tokens: list[str]) -> None:
    """A number, a string with anything in it, or something that nests without end."""
    value = random.choice((*HOSTILE, "[" * DEEP, "{a" * DEEP, "-", "1e999999", "00", "0x1f"))
    tokens[place(random, tokens)] = random.choice((f'"{value}"', f"{value}", f'"""{value}"""', "$v99"))


def put_directives(random: Random, tokens: list[str]) -> None:
    what = random.choice(("@skip", "@include(if: 5)", "@defer", "@nothing(a: 1)", "@skip(if: true)"))
    tokens.insert(place(random, tokens), " ".join([what] * random.choice((1, 2, 500))))


def add_definition(random: Random, tokens: list[str]) -> None:
    tokens.append(
        random.choice(
            (
                "query Q { __typename }",
                "{ __typename }",
                "fragment F on Patent { ...F }",
                "fragment A on Query { ...B } fragment B on Query { ...A }",
                "type Query { a: Int }",
                "extend schema { query: Query }",
                "subscription { __typename }",
                "query ($a: Nothing = {b: $a}) { __typename }",
                " ".join(f"a{number}: __typename" for number in range(2000)),
            )
        )
    )


def place(random: Random, tokens: list[str]) -> int:
    if not tokens:
        tokens.append("{")
    return random.randrange(len(tokens))


SPOILING: tuple[Callable[[Random, list[str]], None], ...] = (
    *(drop, repeat, swap, put_name, put_mark, put_hostile, put_directives, add_definition),
)
