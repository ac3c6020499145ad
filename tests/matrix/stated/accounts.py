"""Accounts: read, opened (S37–S41), and managed."""

from tests.matrix.stated.words import EDGE, FLAGS, PAGE, PAGING, PARENT

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
USER_READ        S    S    S    S    O    E    A    –
USER_CREATE      S    SI   S    SI   –    EM   A    –
USER_MANAGE      S    SI   S    SI   –    EM   A    –
"""
OPENS = {
    "IA": {"CA": "COLLEGE", "BA": "BRANCH", "INV": "INSTITUTION COLLEGE"},
    "CA": {"INV": "COLLEGE"},
    "BA": {"BCA": "BRANCH_COLLEGE", "INV": "BRANCH BRANCH_COLLEGE"},
    "BCA": {"INV": "BRANCH_COLLEGE"},
    "ENT": {"ENT": ""},
    "OP": {"IA": "INSTITUTION", "ENT": "", "OP": ""},
}
"""Whom each role opens accounts for (S37–S41), and at which kinds of unit of its scope."""
OBJECTS = {
    "User": (
        "USER_READ",
        "id username name role jobTitle phone email active isManager enterpriseName unit institution can"
        " createdAt viewerCan",
    ),
    "UserViewerCan": (PARENT, "disable enable move reset"),
    "UserDecision": (PARENT, "allowed reason message"),
    "UserConnection": (PARENT, PAGE),
    "UserEdge": (PARENT, EDGE),
    "ActivationPayload": (PARENT, "user activationCode expiresAt userErrors"),
    "UserPayload": (PARENT, "user userErrors"),
}
OWN = {
    "Query.users": "USER_READ",
    "Mutation.createUser": "USER_CREATE",
    "Mutation.disableUser": "USER_MANAGE",
    "Mutation.enableUser": "USER_MANAGE",
    "Mutation.moveUser": "USER_MANAGE",
    "Mutation.resetUser": "USER_MANAGE",
}
DECISIONS = {f"UserViewerCan.{each}": "USER_MANAGE" for each in ("disable", "enable", "move", "reset")}
INPUTS = {
    "Query.users": f"search where orderBy {PAGING}",
    "UserFilter": "role unit active username name and or not",
    "UserOrder": "field direction",
    "RoleOperators": "eq ne in isNull",
    "CreateUserInput": "role username name unit enterpriseName isManager jobTitle phone email idempotencyKey",
    "DisableUserInput": "id",
    "EnableUserInput": "id",
    "MoveUserInput": "id unit",
    "ResetUserInput": "id",
}
CHANGES = {
    "createUser": "user_account +1, audit_entry +1",
    "disableUser": "user_account ~1, session ~2, api_token ~1, audit_entry +1",
    "enableUser": "user_account ~1, audit_entry +1",
    "moveUser": f"user_account ~1, audit_entry +1, holding *, patent *, data_version *, notice *, {FLAGS}",
    "resetUser": "user_account ~1, session ~2, api_token ~1, audit_entry +1",
}
ENUMS = {"UserOrderField": "CREATED_AT NAME USERNAME"}
