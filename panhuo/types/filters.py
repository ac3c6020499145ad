"""Inputs of `where:` and `orderBy:`, generated from a type's conditions."""

import sys
from collections.abc import Mapping
from datetime import date
from enum import Enum, StrEnum
from typing import Any

import strawberry

from panhuo.compiler.binding import Condition
from panhuo.compiler.ordering import SortKey
from panhuo.enums import described
from panhuo.types.scalars import Instant

OPERATORS = {
    "eq": "Equals (等于).",
    "ne": "Differs, a missing value included (不等于).",
    "in": "One of these (属于).",
    "gt": "Greater, or later (大于).",
    "gte": "At least, or not before (不小于).",
    "lt": "Less, or earlier (小于).",
    "lte": "At most, or not after (不大于).",
    "startsWith": "Begins with (前缀).",
    "isNull": "Whether the value is missing (为空).",
    "under": "This one or anything below it (本级及下级).",
}


def operators(name: str, description: str, kind: Any, *names: str) -> Any:
    """An input of typed operators; those given must all hold."""
    kinds = {"in": list[kind], "isNull": bool}
    cls = type(name, (), {"__module__": __name__})
    cls.__annotations__ = {f"{op}_": kinds.get(op, kind) | None for op in names}
    for op in names:
        setattr(cls, f"{op}_", strawberry.field(name=op, description=OPERATORS[op], default=strawberry.UNSET))
    return strawberry.input(cls, description=description)


RANGE = ("eq", "ne", "in", "gt", "gte", "lt", "lte", "isNull")
TEXT = operators(
    "TextOperators",
    "Comparisons of text, letter by letter (文本条件).",
    str,
    "eq",
    "ne",
    "in",
    "startsWith",
    "isNull",
)
BOOLEAN = operators("BooleanOperators", "Comparisons of yes and no (是否条件).", bool, "eq", "isNull")
DATE = operators("DateOperators", "Comparisons of dates (日期条件).", date, *RANGE)
INT = operators("IntOperators", "Comparisons of whole numbers (整数条件).", int, *RANGE)
STARS = operators("StarsOperators", "Comparisons of averages, to a hundredth (平均星级条件).", float, *RANGE)
INSTANT = operators("InstantOperators", "Comparisons of moments (时间条件).", Instant, *RANGE)
CODE = operators(
    "CodeOperators",
    "Comparisons of classification codes, any of the patent's codes (分类条件).",
    str,
    "in",
    "under",
)
UNIT = operators(
    "OrgUnitOperators",
    "Comparisons of org units the viewer may read (机构条件).",
    strawberry.ID,
    "eq",
    "in",
    "under",
    "isNull",
)
REGION = operators(
    "RegionOperators",
    "Comparisons of regions by their codes (地区条件).",
    str,
    "eq",
    "in",
    "under",
)
DAY = operators("DayOperators", "As of the end of a date in China (截至日期条件).", date, "eq")
KINDS = {
    "day": DAY,
    "region": REGION,
    "text": TEXT,
    "bool": BOOLEAN,
    "date": DATE,
    "int": INT,
    "hundredths": STARS,
    "instant": INSTANT,
    "unit": UNIT,
}


def enum_operators(enum: type[Enum], description: str) -> Any:
    return operators(f"{enum.__name__}Operators", description, enum, "eq", "ne", "in", "isNull")


def choice_operators(enum: type[Enum], description: str) -> Any:
    """Of options that several may be ticked of: any of these is."""
    return operators(f"{enum.__name__}Choices", description, enum, "eq", "in")


def filter_input(
    name: str,
    module: str,
    description: str,
    fields: Mapping[str, tuple[Condition, str]],
    enums: Mapping[str, Any],
) -> Any:
    """The `where:` input of a type: name → (condition, description); enums give operators by field."""
    cls = type(name, (), {"__module__": module})
    kinds = {
        field: enums.get(field) or (CODE if condition.kind.startswith("code:") else KINDS[condition.kind])
        for field, (condition, _) in fields.items()
    }
    cls.__annotations__ = {f"{field}_": kind | None for field, kind in kinds.items()}
    for field, (_, text) in fields.items():
        setattr(cls, f"{field}_", strawberry.field(name=field, description=text, default=strawberry.UNSET))
    for logic, text in LOGIC.items():
        many = logic != "not"
        cls.__annotations__[f"{logic}_"] = f"list[{name}] | None" if many else f"{name} | None"
        setattr(cls, f"{logic}_", strawberry.field(name=logic, description=text, default=strawberry.UNSET))
    made = strawberry.input(cls, description=description)
    setattr(sys.modules[module], name, made)
    return made


LOGIC = {
    "and": "All of these hold; none given: true (且).",
    "or": "Any of these holds; none given: false (或).",
    "not": "This does not hold; a missing value counts as not holding (非).",
}


class Direction(StrEnum):
    """Which way a sort runs."""

    ASC = "ASC"
    DESC = "DESC"


described(
    Direction,
    "Which way a sort runs (排序方向).",
    {"ASC": "Smallest or earliest first (升序).", "DESC": "Largest or latest first (降序)."},
)


def many(kind: Any) -> Any:
    """An optional list of a generated input."""
    return list[kind] | None


def order_input(name: str, module: str, description: str, keys: Mapping[str, tuple[SortKey, str]]) -> Any:
    """The `orderBy:` input of a type and its enum of keys."""
    fields: Any = StrEnum(f"{name}Field", {key: key for key in keys})  # type: ignore[misc]
    enum = described(fields, f"Keys of {name} (排序字段).", {key: text for key, (_, text) in keys.items()})
    members = {
        "field": strawberry.field(description="The key (排序字段)."),
        "direction": strawberry.field(description="The direction (排序方向).", default=Direction.ASC),
    }
    cls = type(name, (), {"__module__": module, **members})
    cls.__annotations__ = {"field": enum, "direction": Direction}
    return strawberry.input(cls, description=description)


__all__ = ["Direction", "choice_operators", "enum_operators", "filter_input", "many", "order_input"]
