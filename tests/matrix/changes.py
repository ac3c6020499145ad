"""Every mutation by every viewer: what it answers, and how many rows each table has before and after."""

from typing import Any

from panhuo.db import connection
from tests.matrix.cells import Asking, Cell
from tests.matrix.expectation import CHANGES
from tests.matrix.facts import ACCOUNTS
from tests.matrix.uploads import upload_and_discard
from tests.matrix.world import PASSWORD
from tests.shared import post, row_counts

ERRORS = "userErrors { code field message }"
LOGIN = f"""mutation ($input: LoginInput!) {{
  login(input: $input) {{ token expiresAt viewer {{ id }} retryAfter {ERRORS} }}
}}"""
LOGOUT = f"mutation {{ logout {{ signedOut {ERRORS} }} }}"
COUNTERS = ("sign_in_throttle",)
"""Tables of failed tries, which every sign-in may touch."""


async def rows_more(before: dict[str, int]) -> dict[str, int]:
    after = await row_counts()
    return {name: count - before[name] for name, count in after.items() if count != before[name]}


async def every_mutation(asking: Asking) -> list[Cell]:
    """Sign in as every viewer's own account with its session open, and out of the new one; send a file."""
    cells: list[Cell] = []
    account = asking.viewer if asking.viewer in ACCOUNTS else "INV A1"
    login = {"username": asking.world.usernames[account], "password": PASSWORD, "cookie": False}
    before = await row_counts()
    wrong = (await asking.ask(LOGIN, input=login | {"password": "wrong"}))["data"]["login"]
    cells += signed_in(asking, wrong, None)
    right = (await asking.ask(LOGIN, input=login))["data"]["login"]
    cells += signed_in(asking, right, account)
    await connection().execute_query(f"delete from {COUNTERS[0]}")
    cells.append(asking.cell("Mutation.login", "rows", CHANGES["login"], await rows_more(before)))
    between = await row_counts()
    headers = {"Authorization": f"Bearer {right['token']}"} if asking.viewer in ACCOUNTS else {}
    out = (await post(asking.client, LOGOUT, headers))["data"]["logout"]
    cells += signed_out(asking, out)
    cells.append(asking.cell("Mutation.logout", "rows", CHANGES["logout"], await rows_more(between)))
    return [*cells, *await upload_and_discard(asking)]


def signed_in(asking: Asking, payload: dict[str, Any], account: str | None) -> list[Cell]:
    """With a right password a session of that account alone, with a wrong one an error alone."""
    right, try_ = account is not None, "right password" if account else "wrong password"
    codes = [] if right else ["SIGN_IN_FAILED"]
    expected = {
        "Mutation.login": (right, payload["token"] is not None),
        "Mutation.login(input:)": (right, payload["token"] is not None),
        "LoginInput.username": (account, asking.name(payload["viewer"])),
        "LoginInput.password": (right, payload["token"] is not None),
        "LoginInput.cookie": (right, payload["token"] is not None),
        "LoginPayload.token": (right, payload["token"] is not None),
        "LoginPayload.expiresAt": (right, payload["expiresAt"] is not None),
        "LoginPayload.viewer": (account, asking.name(payload["viewer"])),
        "LoginPayload.retryAfter": (None, payload["retryAfter"]),
        "LoginPayload.userErrors": (codes, [error["code"] for error in payload["userErrors"]]),
    }
    return [asking.cell(place, try_, *pair) for place, pair in expected.items()]


def signed_out(asking: Asking, payload: dict[str, Any]) -> list[Cell]:
    somebody = asking.viewer in ACCOUNTS
    errors = payload["userErrors"]
    expected = {
        "Mutation.logout": (somebody, payload["signedOut"]),
        "LogoutPayload.signedOut": (somebody, payload["signedOut"]),
        "LogoutPayload.userErrors": (0 if somebody else 1, len(errors)),
        "UserError.code": ([] if somebody else ["UNAUTHENTICATED"], [error["code"] for error in errors]),
        "UserError.field": (True, all(error["field"] is None for error in errors)),
        "UserError.message": (True, all(error["message"] for error in errors)),
    }
    return [asking.cell(place, "the own session", *pair) for place, pair in expected.items()]
