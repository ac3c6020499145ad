"""Enterprises that apply for accounts, and the platform's decisions."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT, PUBLIC

TABLE = """
                    IA   CA   BA   BCA  INV  ENT  OP   visitor
ENTERPRISE_APPROVE  –    –    –    –    –    –    A    –
"""
OBJECTS = {
    "EnterpriseApplication": (
        "ENTERPRISE_APPROVE",
        "id state enterpriseName creditCode contactName jobTitle phone email username reason version"
        " appliedAt expiresAt decidedAt deciderName",
    ),
    "EnterpriseApplicationConnection": (PARENT, PAGE),
    "EnterpriseApplicationEdge": (PARENT, EDGE),
    "EnterpriseApplicationPayload": (PARENT, "application userErrors"),
    "Mutation": (PUBLIC, "registerEnterprise checkEnterpriseApplication"),
    "RegisterEnterprisePayload": (PUBLIC, "reference expiresAt userErrors"),
    "CheckEnterpriseApplicationPayload": (PUBLIC, "state reason expiresAt decidedAt userErrors"),
}
OWN = {
    "Query.enterpriseApplication": "ENTERPRISE_APPROVE",
    "Query.enterpriseApplications": "ENTERPRISE_APPROVE",
    "Mutation.approveEnterprise": "ENTERPRISE_APPROVE",
    "Mutation.rejectEnterprise": "ENTERPRISE_APPROVE",
}
INPUTS = {
    "Query.enterpriseApplication": "id",
    "Query.enterpriseApplications": f"where orderBy {PAGING}",
    "EnterpriseApplicationFilter": "state enterpriseName creditCode appliedAt and or not",
    "EnterpriseApplicationOrder": "field direction",
    "EnterpriseApplicationStateOperators": "eq ne in isNull",
    "RegisterEnterpriseInput": "enterpriseName creditCode contactName phone email username password jobTitle",
    "CheckEnterpriseApplicationInput": "reference",
    "ApproveEnterpriseInput": "id version",
    "RejectEnterpriseInput": "id version reason",
}
ENUMS = {"EnterpriseApplicationOrderField": "APPLIED_AT"}
CHANGES = {
    "registerEnterprise": "enterprise_application +1, audit_entry +1, notice +1, sign_in_throttle *",
    "checkEnterpriseApplication": "sign_in_throttle *",
    "approveEnterprise": "enterprise_application ~1, enterprise +1, user_account +1, audit_entry +2",
    "rejectEnterprise": "enterprise_application ~1, audit_entry +1",
}
