"""Groups of random worlds, as every role: put together as by hand, and each as long as the list it names."""

import json
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import given

from panhuo.clock import stopped
from tests.reference.cases import Case, cases
from tests.reference.compiled import difference, read, response
from tests.reference.executor import answer
from tests.reference.insert import replace
from tests.reference.queries import Operation, query_type
from tests.reference.query_arguments import of_a_list
from tests.reference.query_values import Values
from tests.reference.runs import Examples, random_examples
from tests.reference.scopes import Ask

VALUES = "count values { metric value }"
SELECTED = (
    f"groups {{ keys {{ dimension key label }} period {VALUES} list listArguments }}"
    f" total {{ groups {VALUES} }} rest {{ groups {VALUES} }}"
)
AT_ONCE = 40
"""Lists of one operation."""


def statistics(random: Random, ask: Ask) -> Operation:
    """Three of them, in variables."""
    kind: Any = query_type().fields["stats"].args["of"].type
    asked = [of_a_list(Values(random, ask), kind.of_type) for _ in range(3)]
    tops = [random.choice((1, 2, 3, 1000)) for _ in asked]
    fields = [f"s{n}: stats(of: $o{n}, top: {top}) {{ {SELECTED} }}" for n, top in enumerate(tops)]
    declared = ", ".join(f"$o{n}: StatsOf!" for n in range(len(asked)))
    variables = {f"o{n}": json.loads(json.dumps(each)) for n, each in enumerate(asked)}
    return Operation(f"query ({declared}) {{ {' '.join(fields)} }}", variables)


async def told(case: Case) -> None:
    with stopped(case.now):
        await replace(case.ask.world)
        found = read(await response(case.ask, case.operation.text, case.operation.variables))
        wanted = answer(case.ask, case.operation.text, case.operation.variables)
        differ = difference(found, wanted)
        assert differ is None, f"{differ}\n{case.operation}\n{case.ask.account}"
        groups = [group for each in (found.data or {}).values() if each for group in each["groups"]]
        for start in range(0, len(groups), AT_ONCE):
            await as_listed(case.ask, groups[start : start + AT_ONCE])


async def as_listed(ask: Ask, groups: list[dict[str, Any]]) -> None:
    """Each group's arguments list as many rows as it counts."""
    fields, declared, variables = [], [], {}
    for n, group in enumerate(groups):
        given = json.loads(group["listArguments"])
        arguments = query_type().fields[group["list"]].args
        declared += [f"$v{n}{name}: {arguments[name].type}" for name in given]
        variables |= {f"v{n}{name}": value for name, value in given.items()}
        passed = ", ".join(f"{name}: $v{n}{name}" for name in given)
        fields.append(f"l{n}: {group['list']}({passed}) {{ totalCount }}")
    body = orjson.loads(
        await response(ask, f"query ({', '.join(declared)}) {{ {' '.join(fields)} }}", variables)
    )
    assert body["errors"] == []
    counts = [body["data"][f"l{n}"]["totalCount"] for n in range(len(groups))]
    assert counts == [group["count"] for group in groups], groups


@random_examples
@given(case=cases(statistics))
@pytest.mark.req("S33", "S34", "S172")
def test_groups_are_those_of_the_reference_and_of_their_lists(examples: Examples, case: Case) -> None:
    examples.run(told(case))
