"""How large a document and its variables may be: asked before validation, the session and any SQL.

Whoever asks, the limits are the same, and each is a setting. What an operation may cost depends on the
role; see `cost`.
"""

import re
from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode

from panhuo.compiler.measure import measured, merged
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.settings import get_settings

LIMITS: Mapping[str, tuple[str, str]] = {
    "document_characters": ("Characters of the document", "文档字符数"),
    "tokens": ("Tokens of the document, comments included", "文档词法单元数（含注释）"),
    "definitions": ("Operations and fragments of the document", "文档中的操作与片段数"),
    "depth": ("Fields inside fields", "字段嵌套层数"),
    "selections": ("Selections, fragments written out", "展开片段后的选择数"),
    "aliases": ("Aliases, fragments written out", "展开片段后的别名数"),
    "root_fields": ("Fields at the top of an operation", "单个操作的顶层字段数"),
    "repeats": ("Fields that share one response key", "同一响应键下的重复字段数"),
    "directives": ("Directives at one place", "同一位置的指令数"),
    "list_items": ("Items of a list", "列表项数"),
    "variable_values": ("Values among the variables", "变量中的值的个数"),
    "variable_depth": ("Levels of a variable", "变量嵌套层数"),
}
"""Every limit by the name of its setting without `max_`, in English and Chinese."""

SETTINGS = {limit: f"max_{limit}" for limit in LIMITS}

TOKEN = re.compile(
    r'"""(?:[^"\\]|\\"""|\\(?!""")|"(?!""))*+(?:""")?'
    r'|"(?:[^"\\\n\r]|\\.)*+"?'
    r"|#[^\n\r]*+"
    r"|[_A-Za-z][_0-9A-Za-z]*+"
    r"|-?[0-9][0-9A-Za-z.+-]*+"
    r"|\.\.\."
    r"|[!$&():=@\[\]{|}]",
    re.DOTALL,
)
"""A token or a comment (GraphQL October 2021, §2.1). Each takes all it can and gives nothing back."""


def check_text(text: str) -> None:
    """Raise OPERATION_TOO_LARGE on a text that is too long to be parsed: counting is cheaper than parsing."""
    check("document_characters", len(text))
    check("tokens", sum(1 for _ in TOKEN.finditer(text)))


def check_limits(document: DocumentNode) -> None:
    """Raise OPERATION_TOO_LARGE on the first limit that a document exceeds."""
    size = measured(document)
    check("definitions", size.definitions)
    check("depth", size.depth)
    check("selections", size.selections)
    check("aliases", size.aliases)
    check("directives", size.directives)
    check("list_items", size.items)
    together = merged(document, size.unspread)
    check("root_fields", together.roots)
    check("repeats", together.repeats)


def check_variables(variables: Mapping[str, Any] | None) -> None:
    """Raise OPERATION_TOO_LARGE on variables of too many values, too deep, or with too long a list."""
    if not variables:
        return
    level: list[Any] = [variables]
    depth, count, longest = -1, 0, 0
    most = get_settings().max_variable_values
    while level and count <= most and depth <= most:
        depth, count = depth + 1, count + sum(map(len, level))
        longest = max([longest, *(len(each) for each in level if isinstance(each, list))])
        level = [
            inner
            for each in level
            for inner in (each if isinstance(each, list) else each.values())
            if isinstance(inner, list | dict)
        ]
    check("variable_depth", depth)
    check("variable_values", count)
    check("list_items", longest)


LARGEST_SHOWN = 10**9
"""Fragments that double one another soon give numbers longer than the document."""


def check(limit: str, value: int) -> None:
    """Raise OPERATION_TOO_LARGE, saying which limit, where a value is above it."""
    most = getattr(get_settings(), SETTINGS[limit])
    if value > most:
        english, chinese = LIMITS[limit]
        shown = min(value, LARGEST_SHOWN)
        words = (f"{english}: {shown}, at most {most}.", f"{chinese}：{shown}，最多 {most}。")
        raise PanhuoError(ErrorCode.OPERATION_TOO_LARGE, words, limit=limit, value=shown, most=most)
