"""Review chains, and the route of a dossier along them."""

from tests.matrix.stated.words import PARENT

TABLE = """
                    IA   CA   BA   BCA  INV  ENT  OP   visitor
APPROVAL_FLOW_READ  S    C    C    C    C    –    A    –
APPROVAL_FLOW_EDIT  S    –    –    –    –    –    –    –
"""
OBJECTS = {
    "ApprovalFlow": (
        "APPROVAL_FLOW_READ",
        "id college branchCollege branch collegeDays branchCollegeDays branchDays institutionDays version"
        " institution",
    ),
    "ReviewRoute": (PARENT, "role levels message"),
    "ReviewRouteLevel": (PARENT, "unitId name kind outcome message"),
    "ApprovalFlowPayload": (PARENT, "approvalFlow userErrors"),
}
OWN = {
    "Query.approvalFlow": "APPROVAL_FLOW_READ",
    "Query.reviewRoute": "APPROVAL_FLOW_READ",
    "Mutation.updateApprovalFlow": "APPROVAL_FLOW_EDIT",
}
CHANGES = {"updateApprovalFlow": "approval_flow ~1, audit_entry +1"}
INPUTS = {
    "Query.approvalFlow": "institution",
    "Query.reviewRoute": "filer unit role",
    "UpdateApprovalFlowInput": "institution version college branchCollege branch collegeDays"
    " branchCollegeDays branchDays institutionDays",
}
ENUMS = {
    "Role": "INSTITUTION_ADMIN COLLEGE_ADMIN BRANCH_ADMIN BRANCH_COLLEGE_ADMIN INVENTOR ENTERPRISE"
    " PLATFORM_OPERATOR ANONYMOUS",
}
