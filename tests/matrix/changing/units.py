"""Institutions and the units below them; what stands at no unit; review chains."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.matrix import links
from tests.matrix.belongings import FLOWS
from tests.matrix.cells import Asking
from tests.matrix.changing.accounts import kind_of
from tests.matrix.changing.trying import DONE, Mutation, Tries, Try, against
from tests.matrix.facts import BRANCHES, CHAINS, PAPERS
from tests.matrix.kinds import KINDS
from tests.matrix.world import CREDIT_CODE

MANAGE, CERTIFY, SHOW = "ORG_UNIT_MANAGE", "INSTITUTION_CERTIFY", "SHOWCASE_SETTINGS"
ASSIGN, EDIT = "PATENT_UNIT_ASSIGN", "APPROVAL_FLOW_EDIT"
CERTIFICATE = {
    "version": 1,
    "creditCode": CREDIT_CODE,
    "address": "新址",
    "contactName": "新人",
    "contactPhone": "010-62511235",
    "contactEmail": "new@example.cn",
}


def each_unit(
    ability: str,
    given: Callable[[Asking, str], dict[str, Any]],
    then: Callable[[Asking, str], str] = lambda asking, unit: DONE,
    before: str = "",
) -> Tries:
    """Of every unit; `then` says what becomes of it where the policy does not stand against it."""

    def tries(asking: Asking) -> Iterator[Try]:
        for unit, id in asking.world.ids["OrgUnit"].items():
            code = against(asking, ability, ("OrgUnit", unit)) or then(asking, unit)
            first = before.format(id=id.partition(":")[2]) if code == DONE else ""
            yield Try(unit, given(asking, id), code, before=first, itself=id)

    return tries


def by_id(**more: Any) -> Callable[[Asking, str], dict[str, Any]]:
    return lambda asking, id: {"id": id, **more}


def institution_created(asking: Asking) -> Iterator[Try]:
    """The platform opens institutions, nobody else: its reach is the institutions."""
    code = against(asking, MANAGE) or (DONE if asking.role == "OP" else "FORBIDDEN")
    given = {"name": "丁大学", "type": "UNIVERSITY", "aliases": ["丁学院"]}
    yield Try("an institution", given, code)


def owners_only(asking: Asking, unit: str) -> str:
    return DONE if unit in BRANCHES or unit in FLOWS else "INVALID_VALUE"


def unit_created(asking: Asking) -> Iterator[Try]:
    """Below every unit; the made one must be within reach too, so the platform builds none."""
    kinds = {"INSTITUTION": ("COLLEGE", "BRANCH", "BRANCH_COLLEGE"), "BRANCH": ("BRANCH_COLLEGE", "COLLEGE")}
    for unit, id in asking.world.ids["OrgUnit"].items():
        for place, kind in enumerate(kinds.get(kind_of(unit), ("COLLEGE",))):
            fits = kind_of(unit) in kinds and place < len(kinds[kind_of(unit)]) - 1
            made = DONE if asking.role == "IA" else "NOT_FOUND"
            code = against(asking, MANAGE, ("OrgUnit", unit)) or (made if fits else "INVALID_VALUE")
            rows = "org_unit +1, audit_entry +1" if code == DONE else None
            yield Try(f"{kind} below {unit}", {"parent": id, "kind": kind, "name": "新部门"}, code, rows)


def reordered(asking: Asking) -> Iterator[Try]:
    """The other way round; the first gets the position that all of them have."""
    ids = asking.world.ids["OrgUnit"]
    for unit, id in ids.items():
        below = [name for name in ids if name in links.children("OrgUnit", unit)][::-1]
        code = against(asking, MANAGE, ("OrgUnit", unit)) or DONE
        rows = f"audit_entry +1, org_unit {f'~{len(below) - 1}' if below else '*'}" if code == DONE else None
        yield Try(unit, {"parent": id, "order": [ids[name] for name in below]}, code, rows)


def pairs(
    asking: Asking, first: str, second: str, code: Callable[[str, str], str], *fixed: str
) -> Iterator[Try]:
    """Every unit with each of some others, either way round."""
    ids = asking.world.ids["OrgUnit"]
    both = [(one, other) for one in ids for other in fixed] + [(other, one) for one in ids for other in fixed]
    for one, other in dict.fromkeys(both):
        refused = against(asking, MANAGE, ("OrgUnit", one), ("OrgUnit", other))
        yield Try(f"{one} → {other}", {first: ids[one], second: ids[other]}, refused or code(one, other))


def merged(asking: Asking) -> Iterator[Try]:
    """Two of one kind, of one institution."""

    def code(one: str, other: str) -> str:
        alike = kind_of(one) == kind_of(other) != "INSTITUTION" and CHAINS[one][0] == CHAINS[other][0]
        return DONE if alike and one != other else "INVALID_VALUE"

    yield from pairs(asking, "id", "into", code, "A2", "ABD", "B1")


def moved(asking: Asking) -> Iterator[Try]:
    """What moves keeps its kind: a branch's college to a branch, any other unit where it stands already."""
    stands = {("BRANCH_COLLEGE", "BRANCH"), ("COLLEGE", "INSTITUTION"), ("BRANCH", "INSTITUTION")}

    def code(one: str, other: str) -> str:
        fits = (kind_of(one), kind_of(other)) in stands and CHAINS[one][0] == CHAINS[other][0]
        return DONE if fits else "INVALID_VALUE"

    for each in pairs(asking, "id", "parent", code, "A", "AC", "ABC", "BB"):
        one, other = each.about.split(" → ")
        stays = each.expected == DONE and other == CHAINS[one][-2]
        yield Try(each.about, each.given, each.expected, "" if stays else None)


def archived(asking: Asking) -> Iterator[Try]:
    """What nothing stands at: A3."""

    def then(asking: Asking, unit: str) -> str:
        return DONE if unit == "A3" else "UNIT_IN_USE"

    yield from each_unit(MANAGE, by_id(), then)(asking)


def assigned(asking: Asking) -> Iterator[Try]:
    """Every patent to a college, the pool of every unit, and one patent to every unit."""
    ids = asking.world.ids
    for paper, id in ids["Patent"].items():
        unit = "ABD" if asking.role == "BA" else "A2"
        given = {"unit": ids["OrgUnit"][unit], "patents": [id]}
        yield Try(f"{paper} to {unit}", given, assigning(asking, unit, paper))
    for unit, id in ids["OrgUnit"].items():
        for paper in ("a pool", "ab pool"):
            given = {"unit": id, "patents": [ids["Patent"][paper]]}
            yield Try(f"{paper} to {unit}", given, assigning(asking, unit, paper))
        to = {"B": "B1", "BA": "BB"}.get(asking.viewer.partition(" ")[2][:1], "A2")
        to = asking.viewer.split()[1] if asking.role == "BA" else to
        refused = against(asking, ASSIGN, ("OrgUnit", to), ("OrgUnit", unit))
        given = {"unit": ids["OrgUnit"][to], "pool": id}
        yield Try(f"pool of {unit} to {to}", given, refused or owners_only(asking, unit))


def assigning(asking: Asking, unit: str, paper: str) -> str:
    """Only what nobody is confirmed for, and back to no other pool than its own."""
    refused = against(asking, ASSIGN, ("OrgUnit", unit), ("Patent", paper))
    if refused:
        return refused
    institution = CHAINS[unit][0]
    theirs = [name for name in PAPERS[paper].confirmed if name.partition(" ")[2][0] == institution]
    if theirs:
        return "CONFLICT"
    pool = PAPERS[paper].owners.split()[0]
    return "INVALID_VALUE" if owners_only(asking, unit) == DONE and unit != pool else DONE


def flow_changed(asking: Asking) -> Iterator[Try]:
    for unit, id in asking.world.ids["OrgUnit"].items():
        known = unit in KINDS["ApprovalFlow"].names
        refused = against(asking, EDIT, *([("ApprovalFlow", unit)] if known else []))
        given = {"institution": id, "version": 1, "college": False, "branchCollege": False, "branch": False}
        code = refused or (DONE if known else "NOT_FOUND")
        yield Try(unit, given, code, itself=id.replace("OrgUnit", "ApprovalFlow"))


NOT_OPEN = "update org_unit set activated_at = null where id = {id}"
MUTATIONS = (
    Mutation("createInstitution", institution_created),
    Mutation("activateInstitution", each_unit(CERTIFY, by_id(), before=NOT_OPEN)),
    Mutation("certifyInstitution", each_unit(CERTIFY, by_id(**CERTIFICATE))),
    Mutation("updateShowcaseSettings", each_unit(SHOW, by_id(version=1, openShowcase=True))),
    Mutation(
        "addOwnerAlias", each_unit(MANAGE, lambda asking, id: {"orgUnit": id, "name": "新名"}, owners_only)
    ),
    Mutation("removeOwnerAlias", each_unit(MANAGE, lambda asking, id: removal(asking, id), owners_only)),
    Mutation("createOrgUnit", unit_created),
    Mutation("renameOrgUnit", each_unit(MANAGE, by_id(version=1, name="新名"))),
    Mutation("reorderOrgUnits", reordered),
    Mutation("mergeOrgUnits", merged),
    Mutation("moveOrgUnit", moved),
    Mutation("archiveOrgUnit", archived),
    Mutation("assignPatents", assigned),
    Mutation("updateApprovalFlow", flow_changed),
)


def removal(asking: Asking, id: str) -> dict[str, Any]:
    """The last of a unit's names."""
    return {"orgUnit": id, "name": links.ALIASES.get(asking.world.names[id], ["无此名"])[-1]}
