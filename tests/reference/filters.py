"""`where`, `search` and their operators over plain rows."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.reference.filed import Choices
from tests.reference.scopes import Ask, chain
from tests.reference.world import Row

Value = Callable[[Ask, Row, str], Any]
Filter = dict[str, Any] | None


def holds(ask: Ask, where: Filter, row: Row, value: Value) -> bool:
    """Whether all that is asked of a row holds; null and absent ask nothing."""
    asked = {name: operand for name, operand in (where or {}).items() if operand is not None}
    return all(part_holds(ask, name, operand, row, value) for name, operand in asked.items())


def part_holds(ask: Ask, name: str, operand: Any, row: Row, value: Value) -> bool:
    if name == "and":
        return all(holds(ask, each, row, value) for each in operand)
    if name == "or":
        return any(holds(ask, each, row, value) for each in operand)
    if name == "not":
        return not holds(ask, operand, row, value)
    found = value(ask, row, name)
    if isinstance(found, Related):
        return found.any_holds(operand)
    asked = [(operator, given) for operator, given in operand.items() if given is not None]
    return all(compare(ask, found, operator, given) for operator, given in asked)


def compare(ask: Ask, found: Any, operator: str, given: Any) -> bool:
    """One operator; a missing value holds for `ne` and `isNull: true` only."""
    if isinstance(found, AsOf):
        return found.holds(date.fromisoformat(given))
    if isinstance(found, Choices):
        return found.holds(operator, given)
    if isinstance(found, Unit) and operator == "isNull":
        return bool(found) is not given
    if isinstance(found, Codes | Unit | Region):
        return found.holds(ask, operator, given)
    if isinstance(found, Moment) and operator != "isNull":
        given = [moment(each) for each in given] if operator == "in" else moment(given)
    if operator == "isNull":
        return (found is None) is given
    if found is None:
        return operator == "ne"
    return bool(OPERATORS[operator](found, given))


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda found, given: found == given,
    "ne": lambda found, given: found != given,
    "in": lambda found, given: found in given,
    "gt": lambda found, given: found > given,
    "gte": lambda found, given: found >= given,
    "lt": lambda found, given: found < given,
    "lte": lambda found, given: found <= given,
    "startsWith": lambda found, given: found.startswith(given),
}


class Codes(list[str]):
    """The codes of one table that a patent carries: any of them may hold."""

    def holds(self, ask: Ask, operator: str, given: Any) -> bool:
        if operator == "in":
            return any(code in given for code in self)
        return any(code == given or below_code(code, given) for code in self)


def below_code(code: str, above: str) -> bool:
    """Whether a code lies below another: `H01M 10/0525` below `H01M 10/00`, 1.1.1 below 1.1."""
    if above.endswith("/00"):
        return code.startswith(above.removesuffix("00"))
    return code.startswith(f"{above}." if above[:1].isdigit() else above)


class Unit(tuple[Row, ...]):
    """A unit and those above it, as far as the viewer may read them; empty where there is none."""

    __slots__ = ()

    def holds(self, ask: Ask, operator: str, given: Any) -> bool:
        if operator == "under":
            return any(f"OrgUnit:{unit['id']}" == given for unit in self)
        wanted = given if operator == "in" else [given]
        return bool(self) and f"OrgUnit:{self[0]['id']}" in wanted


def unit_at(ask: Ask, unit_id: int | None) -> Unit:
    """A unit and those above it, where readable; nothing where it is not itself."""
    units = chain(ask.world, ask.world.get("org_unit", unit_id))
    readable = [ask.visible("OrgUnit", unit) for unit in units]
    return Unit(unit for unit in readable if unit) if readable and readable[0] else Unit()


def unit_key(ask: Ask, unit_id: int | None) -> str | None:
    """The id of a unit, where readable."""
    found = unit_at(ask, unit_id)
    return f"OrgUnit:{found[0]['id']}" if found else None


@dataclass(frozen=True)
class Region:
    """A code of a region: of a province, or of a city within one."""

    code: str

    def holds(self, ask: Ask, operator: str, given: Any) -> bool:
        if operator != "under":
            return self.code in (given if operator == "in" else [given])
        while len(given) > 2 and given.endswith("00"):
            given = given[:-2]
        return self.code.startswith(given)


@dataclass(frozen=True)
class AsOf:
    """A yes or no that depends on a date."""

    holds: Callable[[date], bool]


@dataclass(frozen=True)
class Related:
    """Other rows, any of which may meet a filter of its own."""

    any_holds: Callable[[Filter], bool]


class Moment(int):
    """An instant in milliseconds, compared with texts."""

    __slots__ = ()


def moment(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


CJK = "\u4e00-\u9fff"
TERM = re.compile(f"[a-z0-9{CJK}]+")
NUMBER = re.compile(r"(?:CN)?(?:ZL)?(?:CN)?(\d{12})(?:\.?([0-9X]))?")


def found_by(patent: Row, keyword: str, owners: list[str], inventors: list[str]) -> bool:
    """Quick search (S105): every term stands in a field, or the words are the number itself."""
    number, publication = patent["application_number"], patent["publication_number"] or ""
    fields = [patent["title"], patent["abstract"] or "", publication, *owners, *inventors]
    fields = [folded(text) for text in [*fields, number, number.replace(".", "")]]
    if is_number(keyword, number):
        return True
    words = [word for word in keyword.split() if TERM.search(folded(word))]
    return bool(words) and all(word_found(word, number, fields) for word in words)


def word_found(word: str, number: str, fields: list[str]) -> bool:
    terms = TERM.findall(folded(word))
    return is_number(word, number) or all(any(inside(term, text) for text in fields) for term in terms)


def inside(term: str, text: str) -> bool:
    """Whether a text holds a term at a place that is not inside a word of Latin letters and digits."""
    starts = [at for at in range(len(text)) if text.startswith(term, at)]
    return any(not (latin(term[0]) and at and latin(text[at - 1])) for at in starts)


def latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def is_number(text: str, number: str) -> bool:
    """Whether a text is this application number, with prefix, spaces, dot and check digit or without."""
    found = NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", text).upper().split()))
    return bool(found and found[1] == number[:12] and found[2] in (None, number[-1]))
