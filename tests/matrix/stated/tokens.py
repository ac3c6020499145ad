"""API tokens, and the one that a request brings."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT, PUBLIC

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
TOKEN_MANAGE     O    –    O    –    –    E    A    –
"""
OBJECTS = {
    "Query": (PUBLIC, "token"),
    "ApiToken": (
        "TOKEN_MANAGE",
        "id name prefix abilities origins active createdAt expiresAt lastUsedAt revokedAt owner",
    ),
    "ApiTokenConnection": (PARENT, PAGE),
    "ApiTokenEdge": (PARENT, EDGE),
    "TokenInUse": (PARENT, "name abilities origins expiresAt"),
    "CreateApiTokenPayload": (PARENT, "token secret userErrors"),
    "RevokeApiTokenPayload": (PARENT, "token userErrors"),
}
OWN = {
    "Query.apiTokens": "TOKEN_MANAGE",
    "Mutation.createApiToken": "TOKEN_MANAGE",
    "Mutation.revokeApiToken": "TOKEN_MANAGE",
}
INPUTS = {
    "Query.apiTokens": f"where orderBy {PAGING}",
    "ApiTokenFilter": "active mine name and or not",
    "ApiTokenOrder": "field direction",
    "CreateApiTokenInput": "name abilities origins validDays",
    "RevokeApiTokenInput": "id",
}
ENUMS = {"ApiTokenOrderField": "CREATED_AT"}
CHANGES = {
    "createApiToken": "api_token +1, session +1, audit_entry +1, notice *",
    "revokeApiToken": "api_token ~1, session ~1, audit_entry +1, notice *",
}
