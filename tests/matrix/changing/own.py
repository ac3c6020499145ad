"""Signing in and out, and one's own account."""

import hashlib
from collections.abc import Iterator

from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Mutation, Try, against
from tests.matrix.facts import ACCOUNTS
from tests.matrix.world import PASSWORD

COUNTED = "sign_in_throttle *"
"""Failed tries."""
CODE = "ABCDE-FGHJK-LMNPQ-RSTUV"
HASH = hashlib.sha256(CODE.replace("-", "").encode()).hexdigest()
NEW = "another battery staple"


def account(asking: Asking) -> str:
    """The viewer's own, or somebody's where it is nobody."""
    return asking.viewer if asking.viewer in ACCOUNTS else "INV A1"


def signed_in(asking: Asking) -> Iterator[Try]:
    given = {"username": asking.world.usernames[account(asking)], "password": PASSWORD, "cookie": False}
    yield Try("right password", given)
    yield Try("wrong password", given | {"password": "wrong"}, "SIGN_IN_FAILED", COUNTED)


def signed_out(asking: Asking) -> Iterator[Try]:
    yield Try("the own session", {}, DONE if asking.viewer in ACCOUNTS else "UNAUTHENTICATED")


def activated(asking: Asking) -> Iterator[Try]:
    """Anybody who has the code, whoever asks."""
    other = "INV A2"
    number = asking.world.ids["User"][other].partition(":")[2]
    given = {"username": asking.world.usernames[other], "activationCode": CODE, "password": NEW}
    waiting = (
        f"update user_account set activation_hash = '{HASH}', activation_expires_at = {10**14}"
        f" where id = {number}"
    )
    yield Try("right code", given, before=waiting, itself=f"User:{number}")
    yield Try("wrong code", given, "ACTIVATION_FAILED", COUNTED)


def password_changed(asking: Asking) -> Iterator[Try]:
    refused = against(asking, "PROFILE_EDIT")
    given, itself = {"oldPassword": PASSWORD, "newPassword": NEW}, asking.world.ids["User"][account(asking)]
    yield Try("right password", given, refused or DONE, itself=itself)
    wrong = given | {"oldPassword": "wrong"}
    yield Try("wrong password", wrong, refused or "INVALID_VALUE", None if refused else COUNTED)


def profile_changed(asking: Asking) -> Iterator[Try]:
    given = {"jobTitle": "新职", "phone": "13900139000", "email": "new@example.cn"}
    itself = asking.world.ids["User"][account(asking)]
    yield Try("oneself", given, against(asking, "PROFILE_EDIT") or DONE, itself=itself)


MUTATIONS = (
    Mutation("login", signed_in),
    Mutation("logout", signed_out),
    Mutation("activate", activated),
    Mutation("changePassword", password_changed),
    Mutation("updateProfile", profile_changed),
)
