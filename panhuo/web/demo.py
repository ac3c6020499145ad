"""The demo's ready accounts, as its page lists them. Served only with PANHUO_DEMO."""

from typing import TypedDict

from seed.accounts import DEMO_PASSWORD, READY_ACCOUNTS, Account
from seed.world import place


class DemoAccount(TypedDict):
    """One account; `place` is its unit or enterprise in words, empty where it has neither."""

    username: str
    password: str
    role: str
    name: str
    place: str


def demo_accounts() -> list[DemoAccount]:
    """Every ready account, the first of each role before the others."""
    return [shown(account) for account in READY_ACCOUNTS]


def shown(account: Account) -> DemoAccount:
    return DemoAccount(
        username=account.username,
        password=DEMO_PASSWORD,
        role=account.role.value,
        name=account.name,
        place=account.enterprise or (place(account.unit) if account.unit else ""),
    )
