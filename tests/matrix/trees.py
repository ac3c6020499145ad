"""What hangs on a dossier: its contents, route, reviews and versions, down to papers and units."""

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLNamedType, get_named_type, is_leaf_type

from tests.matrix.cells import ABSENT, VISIBLE, Cell
from tests.matrix.dossier_rows import CONTACT, PHONE, REASON
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.kinds import KINDS
from tests.matrix.seen import Node, Reading, listed_rows
from tests.matrix.selections import object_type
from tests.matrix.stated.dossiers import FORM

FORMS = {"DossierContent", "DossierDraft"}


def presence(name: str) -> dict[str, int]:
    """Field → how many it holds, by hand."""
    it = DOSSIERS[name]
    return {
        "content": int(it.submitted),
        "draft": int(it.has_draft),
        "members": len(it.members),
        "outcome": int(it.submitted),
        "route": len(it.route.split()),
        "reviews": 1 + it.submitted + it.approved + (it.state == "REJECTED"),
        "versions": it.submitted + (name == "of a1 published"),
    }


def said(name: str) -> dict[str, Any]:
    """Plain fields with abilities of their own, by hand: field → value."""
    it = DOSSIERS[name]
    contact = {"contact": CONTACT, "phone": "0571-1" if name == "of a1 published" else PHONE}
    return {
        **(contact if it.submitted else dict.fromkeys(contact)),
        "reason": REASON if it.state in ("REJECTED", "DELISTED") else None,
        "filerName": it.filer,
        "kind": "SINGLE" if it.single else "PORTFOLIO",
        "state": it.state,
        "memberCount": len(it.members),
        "published": it.published,
        "flagged": it.flagged,
    }


def tree(reading: Reading, name: str, each: str, value: Any, true: Any) -> Iterator[Cell]:
    """A field of a dossier with everything below it, as its filer sees it."""
    expected = presence(name)[each]
    yield reading.cell(each, name, expected, len(listed_rows(value)))
    if each == "members":
        found = [reading.asking.world.names[row["facts"]["patentId"]] for row in listed_rows(value)]
        yield reading.cell("MemberPatent.patentId", name, DOSSIERS[name].members, found)
    inner = get_named_type(object_type("Dossier").fields[each].type)
    yield from branch(reading, inner, name, value, true, (each,))


def branch(
    reading: Reading, kind: GraphQLNamedType, name: str, value: Any, true: Any, path: tuple[str, ...]
) -> Iterator[Cell]:
    rows, originals = listed_rows(value), listed_rows(true)
    if len(rows) != len(originals):
        yield reading.cell(f"Dossier.{path[0]}", f"{name}, {'.'.join(path)}", len(originals), len(rows))
    for row, original in zip(rows, originals, strict=False):
        for each, definition in object_type(kind.name).fields.items():
            below = get_named_type(definition.type)
            place, deeper = f"{kind.name}.{each}", (*path, each)
            if below.name in KINDS:
                target = target_of(name, kind.name, row)
                yield reading.link(place, name, below.name, target, row[each], deeper)
                continue
            same = (
                row[each] == original[each]
                if is_leaf_type(below)
                else bool(row[each]) == bool(original[each])
            )
            for where in (place, *([f"DossierForm.{each}"] if formed(kind.name, each) else ())):
                yield reading.cell(where, name, VISIBLE, VISIBLE if same else row[each])
            if not is_leaf_type(below):
                yield from branch(reading, below, name, row[each], original[each], deeper)


def formed(kind: str, field: str) -> bool:
    return kind in FORMS and field in FORM.split()


def target_of(name: str, kind: str, row: Node) -> str:
    """Of a member its paper, of a step its unit."""
    it = DOSSIERS[name]
    steps = {"DossierMember": it.members, "ReviewStep": it.route.split()}[kind]
    return steps[row["position"] - 1]


def unseen(reading: Reading, name: str, there: Any, node: Any) -> Iterator[Cell]:
    """The form's fields of a dossier that is not seen."""
    for each in FORM.split():
        yield reading.cell(f"DossierForm.{each}", name, there, ABSENT if node is None else VISIBLE)
