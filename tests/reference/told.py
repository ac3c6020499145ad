"""What `can` tells: the table of docs/permissions.md, in the words of the printed schema."""

import re
from functools import cache
from pathlib import Path

from graphql import GraphQLEnumType

from tests.reference.printed import schema
from tests.reference.world import ROLES, Row

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
LETTER = re.compile(r"^\| `([A-Z_]+)` \| ([A-Z]+) \|", re.MULTILINE)
CELLS = re.compile(r"^\| ([A-Z_]+) \| (.+) \|$", re.MULTILINE)
WORDS = re.compile(r"(.+?) \(([^()]+)\)\.", re.DOTALL)
"""A description of an ability, a scope or a role: English, and Chinese in parentheses."""


@cache
def table() -> dict[str, list[list[str]]]:
    """Ability → the scopes of each role, in the order of ROLES."""
    text = PAGE.read_text(encoding="utf-8")
    scopes = {letter: name for name, letter in LETTER.findall(text)}
    return {
        ability: [
            sorted(scopes[each] for each in cell.split("+") if each != "–") for cell in row.split(" | ")
        ]
        for ability, row in CELLS.findall(text)
    }


def permissions(
    account: Row | None, active: bool, chinese: bool, chosen: frozenset[str] | None = None
) -> list[Row]:
    """One row an ability; a token has those chosen for it.

    Of an enterprise's accounts, only a manager has what managers have.
    """
    role = account["role"] if account else "ANONYMOUS"
    without = set() if account and account["is_manager"] else {"ENTERPRISE_AS_MANAGER"}
    found = []
    for ability in sorted(table()):
        scopes = [each for each in table()[ability][ROLES.index(role)] if active and each not in without]
        if chosen is not None and ability not in chosen:
            scopes = []
        far = reach(scopes, chinese) or refusal(
            role, active, chinese, chosen is not None and ability not in chosen
        )
        act = described("Ability", ability, chinese)
        text = f"{act}：{far}。" if chinese else f"{act}: {far}."
        found.append({"ability": ability, "allowed": scopes != [], "scopes": scopes, "message": text})
    return found


def reach(scopes: list[str], chinese: bool) -> str:
    texts = [described("Scope", each, chinese) for each in scopes]
    return "、".join(texts) if chinese else "; ".join(text[0].lower() + text[1:] for text in texts)


def refusal(role: str, active: bool, chinese: bool, left_out: bool = False) -> str:
    if left_out:
        return "令牌不含此权限" if chinese else "none of the token's abilities"
    if not active:
        return "账号已停用" if chinese else "the account is disabled"
    name = described("Role", role, chinese)
    return f"{name}没有此权限" if chinese else f"never for the role {name}"


def described(enum: str, name: str, chinese: bool) -> str:
    kind = schema().type_map[enum]
    assert isinstance(kind, GraphQLEnumType)
    words = WORDS.fullmatch(kind.values[name].description or "")
    assert words, f"{enum}.{name} is not described as English (中文)."
    return words[2 if chinese else 1]
