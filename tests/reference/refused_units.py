"""Mutations of institutions and their trees, refused: out of reach, or over by now."""

from collections.abc import Callable
from typing import Any

from tests.reference.query_values import Values
from tests.reference.refused import any_of, far_or_over, key, mutation, reached, unreached

UNIT = "orgUnit { id name version }"
MANAGE = "ORG_UNIT_MANAGE"


def create_institution(values: Values) -> str:
    """Under a name, or with an alias, that cannot be."""
    wrong = values.one_of(({"name": ""}, {"aliases": ["x" * 121]}, {"aliases": ["a"] * 21}))
    given = {"name": "新院校", "type": values.one_of(("UNIVERSITY", "RESEARCH_INSTITUTE")), **wrong}
    return mutation(values, "createInstitution", UNIT, given)


def of_unit(
    name: str, ability: str, field: str = "id", shown: str = UNIT, **more: Any
) -> Callable[[Values], str]:
    """A mutation of one unit, out of reach."""
    return lambda values: mutation(
        values, name, shown, {field: unreached(values, ability, "OrgUnit"), **more}
    )


def versioned(name: str, ability: str, /, **more: Any) -> Callable[[Values], str]:
    """A mutation of a unit out of reach, or of one that changed since it was read."""

    def write(values: Values) -> str:
        id, version = far_or_over(values, ability, "OrgUnit")
        return mutation(values, name, UNIT, {"id": id, "version": version, **more})

    return write


def owner_alias(name: str) -> Callable[[Values], str]:
    def write(values: Values) -> str:
        given = {"orgUnit": unreached(values, MANAGE, "OrgUnit"), "name": "某大学"}
        text = values.variable(f"{name[0].upper()}{name[1:]}Input!", given)
        return f"{name}(input: {text}) {{ {UNIT} patents userErrors {{ code field message }} }}"

    return write


def create_org_unit(values: Values) -> str:
    """Below a unit out of reach, or of a kind that stands below none."""
    near = reached(values, MANAGE, "OrgUnit") if values.chance(0.3) else None
    kind = "INSTITUTION" if near else values.one_of(("COLLEGE", "BRANCH", "BRANCH_COLLEGE"))
    parent = near or unreached(values, MANAGE, "OrgUnit")
    return mutation(
        values, "createOrgUnit", UNIT, {"parent": parent, "kind": kind, "name": "新院", **key(values)}
    )


def reorder_org_units(values: Values) -> str:
    """Below a unit out of reach, or others than those below it."""
    near = reached(values, MANAGE, "OrgUnit") if values.chance(0.3) else None
    order = ["OrgUnit:999999"] if near else [any_of(values, "OrgUnit") for _ in range(values.below(3))]
    given = {"parent": near or unreached(values, MANAGE, "OrgUnit"), "order": order}
    return mutation(values, "reorderOrgUnits", UNIT, given)


def two_units(name: str, second: str) -> Callable[[Values], str]:
    """Two units of which one at least is out of reach, in either place."""

    def write(values: Values) -> str:
        pair = [unreached(values, MANAGE, "OrgUnit"), any_of(values, "OrgUnit")]
        first, other = pair[:: values.one_of((1, -1))]
        return mutation(values, name, UNIT, {"id": first, second: other})

    return write


def assign_patents(values: Values) -> str:
    """To a unit out of reach, or of patents or a pool that are."""
    ability = "PATENT_UNIT_ASSIGN"
    near = reached(values, ability, "OrgUnit") if values.chance(0.6) else None
    patents = [reached(values, ability, "Patent") or "Patent:999999", unreached(values, ability, "Patent")]
    far = values.one_of(({"patents": patents}, {"pool": unreached(values, ability, "OrgUnit")}))
    given = {"unit": near or unreached(values, ability, "OrgUnit"), **far}
    return mutation(values, "assignPatents", f"count {UNIT}", given)


def update_approval_flow(values: Values) -> str:
    id, version = far_or_over(values, "APPROVAL_FLOW_EDIT", "ApprovalFlow")
    given = {"institution": id.replace("ApprovalFlow", "OrgUnit"), "version": version, "college": False}
    return mutation(values, "updateApprovalFlow", "approvalFlow { id college }", given)


PROFILE = {
    "creditCode": "91350211M000100Y43",
    "address": "某路 1 号",
    "contactName": "张三",
    "contactPhone": "13800000000",
    "contactEmail": "a@example.test",
}
REFUSED: dict[str, Callable[[Values], str]] = {
    "activateInstitution": of_unit("activateInstitution", "INSTITUTION_CERTIFY"),
    "addOwnerAlias": owner_alias("addOwnerAlias"),
    "archiveOrgUnit": of_unit("archiveOrgUnit", MANAGE),
    "assignPatents": assign_patents,
    "certifyInstitution": versioned("certifyInstitution", "INSTITUTION_CERTIFY", **PROFILE),
    "createInstitution": create_institution,
    "createOrgUnit": create_org_unit,
    "mergeOrgUnits": two_units("mergeOrgUnits", "into"),
    "moveOrgUnit": two_units("moveOrgUnit", "parent"),
    "removeOwnerAlias": owner_alias("removeOwnerAlias"),
    "renameOrgUnit": versioned("renameOrgUnit", MANAGE, name="新名"),
    "reorderOrgUnits": reorder_org_units,
    "updateApprovalFlow": update_approval_flow,
    "updateShowcaseSettings": versioned("updateShowcaseSettings", "SHOWCASE_SETTINGS", openShowcase=True),
}
