"""Phones and e-mail addresses where they may be recognised but not read."""

from collections.abc import Mapping
from typing import Any

PHONES, ADDRESSES = frozenset({"phone", "contact_phone"}), frozenset({"email", "contact_email"})
SHOWN_HEAD, SHOWN_TAIL = 3, 4


def masked(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The same columns; of phones the ends are left, of addresses the first letter and the host."""
    return {name: masked_value(name, value) for name, value in columns.items()}


def masked_value(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in PHONES:
        return masked_phone(value)
    return masked_address(value) if name in ADDRESSES else value


def masked_phone(phone: str) -> str:
    """`138****8000` of `13800138000`; nothing but stars of what is too short to keep its ends."""
    if len(phone) < SHOWN_HEAD + SHOWN_TAIL + 3:
        return "*" * len(phone)
    return f"{phone[:SHOWN_HEAD]}{'*' * (len(phone) - SHOWN_HEAD - SHOWN_TAIL)}{phone[-SHOWN_TAIL:]}"


def masked_address(address: str) -> str:
    """`z***@example.edu.cn` of `zhang@example.edu.cn`."""
    name, at, host = address.rpartition("@")
    return f"{name[:1]}***{at}{host}" if at else "***"
