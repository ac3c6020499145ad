"""What people do with their own accounts and sessions."""

from tests.matrix.stated.words import PARENT, PUBLIC

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
PROFILE_EDIT     O    O    O    O    O    O    O    –
"""
OBJECTS = {
    "Query": (PUBLIC, "viewer"),
    "Mutation": (PUBLIC, "login logout activate"),
    "LoginPayload": (PUBLIC, "token expiresAt viewer retryAfter userErrors"),
    "LogoutPayload": (PUBLIC, "signedOut userErrors"),
    "ActivatePayload": (PUBLIC, "activated userErrors"),
    "ChangePasswordPayload": (PARENT, "endedSessions userErrors"),
    "UpdateProfilePayload": (PARENT, "user userErrors"),
    "UserError": (PUBLIC, "code field message"),
}
OWN = {"Mutation.changePassword": "PROFILE_EDIT", "Mutation.updateProfile": "PROFILE_EDIT"}
INPUTS = {
    "LoginInput": "username password cookie",
    "ActivateInput": "username activationCode password",
    "ChangePasswordInput": "oldPassword newPassword",
    "UpdateProfileInput": "jobTitle phone email",
}
CHANGES = {
    "login": "session +1, sign_in_throttle *",
    "logout": "session ~1",
    "activate": "user_account ~1, audit_entry +1, sign_in_throttle *",
    "changePassword": "user_account ~1, audit_entry +1, sign_in_throttle *",
    "updateProfile": "user_account ~1, audit_entry +1",
}
OPEN_AT_FIRST = """
    Query.viewer Query.can Query.serviceContacts
    Mutation.login Mutation.logout Mutation.activate Mutation.changePassword Mutation.updateProfile
"""
"""Root fields that answer an account whose profile or password is not its owner's yet (S2)."""
