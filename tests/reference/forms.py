"""What a form lacks before submission, and what two forms say differently."""

import json
import re
from collections.abc import Sequence
from typing import Any

from tests.reference.printed import said, schema
from tests.reference.world_forms import STATUSES, WILLINGNESS, Entry, Lack

ALWAYS = ("fiscal_funding", "statuses", "contact", "phone")
UNLESS_UNFIT = ("willingness", "price", "maturity", "rating")
"""Not asked where there is nothing to transfer (S118)."""
UNLESS_LOW = ("advantages", "prospects")
"""Nor these at one or two stars (S67)."""
UNFIT = {"TO_BE_ABANDONED", "OWNERSHIP_DISPUTE", "UNSUITABLE"}
WORDS = {
    "advantages": ("product, advantages, performance", "产品、技术优势、性能指标"),
    "contact": ("contact", "联系人"),
    "fiscal_funding": ("fiscal funding", "是否属于财政资助科研项目形成专利"),
    "maturity": ("maturity", "技术成熟度"),
    "name": ("name of the portfolio", "组合专利名称"),
    "phone": ("phone", "联系电话"),
    "price": ("price", "意向价格"),
    "prospects": ("prospects", "产业化前景描述"),
    "rating": ("rating", "专利价值分级自评"),
    "statuses": ("implementation status", "专利实施状态"),
    "willingness": ("willingness", "转化意愿"),
}
FIELDS = (
    *WORDS,
    "fee_standard",
    "cities",
    "companies",
    "industry",
    "strategic_industry",
    "description",
    "members",
)
ENTRY = ("first", "second", "custom", "amount", "result", "conclusion", "product", "remark")
"""The fields of what is ticked, in the order of the form."""
UNTOLD = ("contact", "phone")
"""Of these only that they changed is told."""
LABEL = re.compile(r".+? \((.+)\)\.", re.DOTALL)


def required(form: dict[str, Any], kind: str) -> list[str]:
    ticked = {entry["first"] for entry in form.get("statuses", ())}
    names = ["name", *ALWAYS] if kind == "PORTFOLIO" else [*ALWAYS]
    if ticked & UNFIT:
        return names
    return [*names, *UNLESS_UNFIT, *(() if form.get("rating") in (1, 2) else UNLESS_LOW)]


def lacking(form: dict[str, Any], kind: str, chinese: bool) -> list[dict[str, Any]]:
    """In the order of the form: its fields, what is ticked, its members. In worlds nothing is wrong."""
    found = [
        problem("FIELD_MISSING", camel(name), chinese, WORDS[name])
        for name in required(form, kind)
        if name not in form
    ]
    for name, offered in (("statuses", STATUSES), ("willingness", WILLINGNESS)):
        for place, entry in enumerate(form.get(name, ())):
            lack = lack_of(entry, offered)
            found += [problem(lack[0], f"{name}[{place}].{lack[1]}", chinese)] if lack else []
    if kind == "PORTFOLIO" and len(form.get("members", ())) < 2:
        found.append(problem("MEMBERS_TOO_FEW", "members", chinese, ("2", "2")))
    return found


def lack_of(entry: Entry, offered: Sequence[tuple[Entry, Lack]]) -> Lack:
    return next(lack for each, lack in offered if each == entry)


def problem(code: str, field: str, chinese: bool, detail: tuple[str, str] | None = None) -> dict[str, Any]:
    words = said("ErrorCode", f"DOSSIER_{code}", chinese)
    added = (f" （{detail[1]}）" if chinese else f" ({detail[0]})") if detail else ""
    return {"code": f"DOSSIER_{code}", "field": field, "missing": True, "message": f"{words}{added}"}


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


def differences(form: dict[str, Any], before: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Field by field; of a first version there are none."""
    if before is None:
        return []
    changed = [name for name in sorted(FIELDS) if form.get(name) != before.get(name)]
    return [
        {"field": camel(name), "before": told(name, before), "after": told(name, form)} for name in changed
    ]


def told(name: str, form: dict[str, Any]) -> str | None:
    if name in UNTOLD or name not in form:
        return None
    value = form[name]
    if name in ("statuses", "willingness"):
        value = [{key: entry[key] for key in ENTRY if key in entry} for entry in value]
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def label(enum: str, value: str | None) -> str | None:
    """An option as the form has it, which its description says in Chinese."""
    if value is None:
        return None
    found = LABEL.fullmatch(schema().type_map[enum].values[value].description or "")  # type: ignore[attr-defined]
    assert found, (enum, value)
    return found[1]
