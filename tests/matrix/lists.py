"""The lists of the schema, and what an argument of theirs may give."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.matrix import links
from tests.matrix.cells import Asking, Cell
from tests.matrix.dossier_lists import POPULAR, ROOTS, resources, with_popular
from tests.matrix.evaluations import EVALUATIONS
from tests.matrix.expectation import CHOICES, never
from tests.matrix.kinds import KINDS


@dataclass(frozen=True)
class List:
    """A connection at the root or below objects, with the arguments under which it gives everything."""

    coordinate: str
    kind: str
    inputs: str
    """Its filter and order are `{inputs}Filter` and `{inputs}Order`, if there are such."""
    seen: Callable[[Asking], set[str]]
    usual: dict[str, str] = field(default_factory=dict)
    around: str = "%s"
    ability: str = ""
    """Without which it is refused, where not that of its type."""

    @property
    def name(self) -> str:
        return self.coordinate.partition(".")[2]


@dataclass(frozen=True)
class Variant:
    """Arguments, one set of them or several whose pages complete one another, and what they give together."""

    coordinates: tuple[str, ...]
    arguments: tuple[dict[str, str], ...]
    expected: frozenset[str]


def below(kind: str) -> Callable[[Asking], set[str]]:
    """Objects in scope whose parent is in scope too: what a nested list can show."""

    def seen(asking: Asking) -> set[str]:
        return {each for each in asking.seen(kind) if links.to_one(kind, each)["parent"] in asking.seen(kind)}

    return seen


def at_units(asking: Asking) -> set[str]:
    """Patents in scope that stand at a unit in scope."""
    standing = [links.patents_at(asking.viewer, unit) for unit in asking.seen("OrgUnit")]
    return asking.seen("Patent") & {name for names in standing for name in names}


def of_registered(asking: Asking) -> set[str]:
    """Evaluations in scope of dossiers in the library."""
    listed = resources(asking)
    return {name for name in asking.seen("Evaluation") if EVALUATIONS[name].dossier in listed}


ALL = {"filed": "ALL", "campus": "ALL", "first": "100"}
UNITS = "around: orgUnits(first: 100) { nodes { %s } }"
CODES = "around: codes(kind: IPC, rootsOnly: false, first: 100) { nodes { %s } }"
PAPERS_NAMED = f'around: patents(filed: ALL, campus: ALL, search: "{POPULAR}") {{ nodes {{ %s }} }}'
JOBS = "around: jobs(first: 100) { nodes { %s } }"
REGISTERED = "around: resources(first: 100) { nodes { %s } }"
LISTS = (
    List("Query.patents", "Patent", "Patent", lambda asking: asking.seen("Patent"), ALL),
    List("OrgUnit.patents", "Patent", "Patent", at_units, ALL, UNITS),
    List("Query.orgUnits", "OrgUnit", "OrgUnit", lambda asking: asking.seen("OrgUnit"), {"first": "100"}),
    List("OrgUnit.children", "OrgUnit", "OrgUnit", below("OrgUnit"), {"first": "100"}, UNITS),
    List(
        "Query.codes",
        "Code",
        "Code",
        lambda asking: asking.seen("Code"),
        {"kind": "IPC", "rootsOnly": "false", "first": "100"},
    ),
    List(
        "Query.codeTables",
        "CodeEdition",
        "CodeEdition",
        lambda asking: asking.seen("CodeEdition"),
        {"all": "true", "first": "100"},
    ),
    List("Code.children", "Code", "Code", below("Code"), {"first": "100"}, CODES),
    *(
        List(f"Query.{each.name}", "Dossier", "Dossier", each.seen, {"first": "100"}, ability=each.ability)
        for each in ROOTS
    ),
    List("Patent.portfolios", "Dossier", "Dossier", with_popular, {"first": "100"}, PAPERS_NAMED),
    List("Job.rows", "JobRow", "JobRow", lambda asking: asking.seen("JobRow"), {"first": "100"}, JOBS),
    List("Dossier.evaluations", "Evaluation", "Evaluation", of_registered, {"first": "100"}, REGISTERED),
    *(
        List(f"Query.{name}", kind, inputs, lambda asking, kind=kind: asking.seen(kind), {"first": "100"})
        for name, kind, inputs in (
            ("users", "User", "User"),
            ("auditLog", "AuditEntry", "Audit"),
            ("demands", "Demand", "Demand"),
            ("performances", "Performance", "Performance"),
            ("notices", "Notice", "Notice"),
            ("apiTokens", "ApiToken", "ApiToken"),
            ("evaluations", "Evaluation", "Evaluation"),
            ("contactAccesses", "ContactAccess", "ContactAccess"),
            ("enterpriseApplications", "EnterpriseApplication", "EnterpriseApplication"),
            ("inventorMatches", "InventorMatch", "InventorMatch"),
            ("inventorClaims", "InventorClaim", "InventorClaim"),
        )
    ),
)
AT_ONCE = 40
"""Pages asked for in one request."""


def text(of: List, arguments: dict[str, str]) -> str:
    given = of.usual | arguments
    if "last" in given and "last" in arguments:
        given = {name: value for name, value in given.items() if name != "first"}
    return f"{of.name}({', '.join(f'{name}: {value}' for name, value in given.items())})"


async def pages(asking: Asking, of: List, asked: list[str]) -> list[list[Any]]:
    """For each selection of the list, its pages: one at the root, one a parent below objects."""
    found: list[list[Any]] = []
    for start in range(0, len(asked), AT_ONCE):
        chunk = asked[start : start + AT_ONCE]
        aliased = " ".join(f"p{index}: {each}" for index, each in enumerate(chunk))
        answer = await asking.ask(f"{{ {of.around % aliased} }}")
        data = answer["data"] or {}
        parents = (data.get("around") or {}).get("nodes", ()) if of.around != "%s" else [data]
        wrong = [error["extensions"] for error in answer.get("errors", ())]
        found += [[parent.get(f"p{index}") or wrong for parent in parents] for index in range(len(chunk))]
    return found


async def tried(asking: Asking, of: List, variants: list[Variant]) -> Iterator[Cell]:
    """The cells of some variants: every object of the kind, listed or not, and the totals."""
    asked = [
        f"{text(of, each)} {{ totalCount nodes {{ id }} }}"
        for variant in variants
        for each in variant.arguments
    ]
    answers = iter(await pages(asking, of, asked))
    return (
        cell
        for variant in variants
        for cell in judged(asking, of, variant, [page for _ in variant.arguments for page in next(answers)])
    )


def judged(asking: Asking, of: List, variant: Variant, pages: list[Any]) -> Iterator[Cell]:
    refused = next((page for page in pages if isinstance(page, list)), None)
    nodes = [] if refused else [node for page in pages for node in page["nodes"]]
    asked = {
        of.ability or KINDS[of.kind].ability,
        *(CHOICES[each] for each in {*variant.coordinates} & CHOICES.keys()),
    }
    for coordinate in variant.coordinates:
        if refused:
            codes = {error["code"] for error in refused}
            none = any(never(ability, asking.role) for ability in asked)
            expected = "refused" if none else "a list"
            found = "refused" if codes <= {"FORBIDDEN", "UNAUTHENTICATED"} else codes
            yield asking.cell(coordinate, f"{of.coordinate}", expected, found)
        else:
            for cell in asking.listed(coordinate, of.kind, variant.expected, nodes):
                yield asking.cell(coordinate, f"{of.coordinate} {cell.object}", cell.expected, cell.found)
