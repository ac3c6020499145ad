"""Institutions, the units below them, their owner names, and the pool of what stands at no unit."""

from tests.matrix.stated.words import EDGE, FLAGS, PAGE, PAGING, PARENT

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
ORG_UNIT_READ    S+C  S+C  S+C  S+C  C    P    A    PO
ORG_UNIT_MANAGE  S    –    –    –    –    –    R    –
INSTITUTION_CERTIFY  I  –  –    –    –    –    –    –
SHOWCASE_SETTINGS    I  –  –    –    –    –    –    –
PATENT_UNIT_ASSIGN   S  –  S    –    –    –    –    –
"""
OBJECTS = {
    "OrgUnit": (
        "ORG_UNIT_READ",
        "id kind institutionType name position archived openShowcase activatedAt version parent institution"
        " branch children ownerAliases patents creditCode address contactName contactPhone contactEmail"
        " certifiedAt",
    ),
    "OwnerAlias": (PARENT, "name"),
    "OrgUnitConnection": (PARENT, PAGE),
    "OrgUnitEdge": (PARENT, EDGE),
    "OrgUnitPayload": (PARENT, "orgUnit userErrors"),
    "OwnerAliasPayload": (PARENT, "orgUnit patents userErrors"),
    "AssignPatentsPayload": (PARENT, "count orgUnit userErrors"),
}
PROFILE = ("creditCode", "address", "contactName", "contactPhone", "contactEmail", "certifiedAt")
OWN = {
    "Query.orgUnit": "ORG_UNIT_READ",
    "Query.orgUnits": "ORG_UNIT_READ",
    "OrgUnit.ownerAliases": "ORG_UNIT_MANAGE",
    **{f"OrgUnit.{each}": "ORG_UNIT_MANAGE" for each in PROFILE},
    "Mutation.createInstitution": "ORG_UNIT_MANAGE",
    "Mutation.activateInstitution": "INSTITUTION_CERTIFY",
    "Mutation.certifyInstitution": "INSTITUTION_CERTIFY",
    "Mutation.updateShowcaseSettings": "SHOWCASE_SETTINGS",
    "Mutation.addOwnerAlias": "ORG_UNIT_MANAGE",
    "Mutation.removeOwnerAlias": "ORG_UNIT_MANAGE",
    "Mutation.createOrgUnit": "ORG_UNIT_MANAGE",
    "Mutation.renameOrgUnit": "ORG_UNIT_MANAGE",
    "Mutation.reorderOrgUnits": "ORG_UNIT_MANAGE",
    "Mutation.mergeOrgUnits": "ORG_UNIT_MANAGE",
    "Mutation.moveOrgUnit": "ORG_UNIT_MANAGE",
    "Mutation.archiveOrgUnit": "ORG_UNIT_MANAGE",
    "Mutation.assignPatents": "PATENT_UNIT_ASSIGN",
}
INPUTS = {
    "Query.orgUnit": "id",
    "Query.orgUnits": f"where orderBy {PAGING}",
    "OrgUnit.patents": f"filed campus branch search where orderBy {PAGING}",
    "OrgUnit.children": f"where orderBy {PAGING}",
    "OrgUnitFilter": "kind institutionType name archived institution unit evaluationCount evaluationAverage"
    " and or not",
    "OrgUnitOrder": "field direction",
    "OrgUnitOperators": "eq in under isNull",
    "OrgUnitKindOperators": "eq ne in isNull",
    "InstitutionTypeOperators": "eq ne in isNull",
    "CreateInstitutionInput": "name type aliases idempotencyKey",
    "ActivateInstitutionInput": "id",
    "CertifyInstitutionInput": "id version creditCode address contactName contactPhone contactEmail",
    "UpdateShowcaseSettingsInput": "id version openShowcase",
    "AddOwnerAliasInput": "orgUnit name",
    "RemoveOwnerAliasInput": "orgUnit name",
    "CreateOrgUnitInput": "parent kind name idempotencyKey",
    "RenameOrgUnitInput": "id name version keepOldName",
    "ReorderOrgUnitsInput": "parent order",
    "MergeOrgUnitsInput": "id into",
    "MoveOrgUnitInput": "id parent",
    "ArchiveOrgUnitInput": "id",
    "AssignPatentsInput": "unit patents pool",
}
LOOKED_AT = f"holding *, patent *, data_version *, {FLAGS}, notice *"
CHANGES = {
    "createInstitution": "org_unit +1, approval_flow +1, owner_alias +1, audit_entry +1",
    "activateInstitution": "org_unit ~1, audit_entry +1",
    "certifyInstitution": "org_unit ~1, audit_entry +1",
    "updateShowcaseSettings": "org_unit ~1, audit_entry +1, patent *, data_version *, dossier *",
    "addOwnerAlias": "owner_alias +1, audit_entry +1",
    "removeOwnerAlias": f"owner_alias -1, audit_entry +1, patent_owner *, {LOOKED_AT}",
    "createOrgUnit": "org_unit +1, audit_entry +1",
    "renameOrgUnit": f"org_unit ~1, audit_entry +1, owner_alias *, {LOOKED_AT}",
    "reorderOrgUnits": "audit_entry +1, org_unit *",
    "mergeOrgUnits": f"org_unit ~1, audit_entry +1, user_account *, review_step *, demand *, {LOOKED_AT}",
    "moveOrgUnit": f"org_unit ~1, audit_entry +1, user_account *, review_step *, {LOOKED_AT}",
    "archiveOrgUnit": "org_unit ~1, audit_entry +1",
    "assignPatents": f"audit_entry +1, {LOOKED_AT}",
}
ENUMS = {"OrgUnitOrderField": "NAME POSITION EVALUATION_AVERAGE EVALUATION_COUNT"}
