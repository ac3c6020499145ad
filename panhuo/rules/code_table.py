"""Code tables: how codes are written, which one stands above which, and the concordances between tables."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from panhuo.rules.industry import DIVISIONS, normalise_industry, normalise_strategic_industry
from panhuo.rules.ipc import normalise_ipc
from panhuo.rules.vocabulary import CodeKind


class CodeTable(StrEnum):
    """What is loaded in editions: the code tables, and the concordances from the IPC to two of them."""

    INDUSTRY = "INDUSTRY"  # 国民经济行业分类
    STRATEGIC_INDUSTRY = "STRATEGIC_INDUSTRY"  # 战略性新兴产业分类
    IPC = "IPC"  # 国际专利分类
    REGION = "REGION"  # 省市
    INDUSTRY_CONCORDANCE = "INDUSTRY_CONCORDANCE"  # IPC 与国民经济行业参照关系
    STRATEGIC_CONCORDANCE = "STRATEGIC_CONCORDANCE"  # IPC 与战新产业参照关系


TREES: dict[CodeTable, CodeKind] = {CodeTable(kind.value): kind for kind in CodeKind}
"""The tables that are trees of codes; the others are concordances."""
CONCORDANCES: dict[CodeTable, CodeKind] = {
    CodeTable.INDUSTRY_CONCORDANCE: CodeKind.INDUSTRY,
    CodeTable.STRATEGIC_CONCORDANCE: CodeKind.STRATEGIC_INDUSTRY,
}
"""The tables that lead from the IPC to another table."""
BUILTIN = "builtin"
"""The name of the editions that come with the program."""

SECTION_OF = {number: section for section, numbers in DIVISIONS.items() for number in numbers}
BARE_INDUSTRY = re.compile(r"(\d{2})\d{0,2}")
STRATEGIC = re.compile(r"[1-9](?:\.\d{1,2}){0,3}")
IPC_TOP = re.compile(r"[A-H](?:\d{2})?")
REGION = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One line of a code table. `level` counts from 1 at the root."""

    kind: CodeKind
    code: str
    title: str
    level: int
    parent_code: str | None


def normalise_code(kind: CodeKind, text: str) -> str | None:
    """A code as its table has it; None where the text is no code of that kind.

    An industry may lack its section's letter, as GB/T 4754-2017 prints it: `0111` is `A0111`.
    """
    compact = "".join(unicodedata.normalize("NFKC", text).upper().split())
    if kind is CodeKind.REGION:
        return compact if REGION.fullmatch(compact) else None
    if kind is CodeKind.STRATEGIC_INDUSTRY:
        found = normalise_strategic_industry(text)
        return found if STRATEGIC.fullmatch(found) else None
    if kind is CodeKind.INDUSTRY:
        bare = BARE_INDUSTRY.fullmatch(compact)
        return normalise_industry(SECTION_OF.get(int(bare[1]), "?") + compact if bare else compact)
    return compact if IPC_TOP.fullmatch(compact) else normalise_ipc(compact)


def above(kind: CodeKind, code: str) -> list[str]:
    """The codes one of which must stand above this one, the next level first; none above a root."""
    if kind is CodeKind.INDUSTRY:
        return [] if len(code) == 1 else [code[:1] if len(code) == 3 else code[:-1]]
    if kind is CodeKind.STRATEGIC_INDUSTRY:
        return [code.rpartition(".")[0]] if "." in code else []
    if kind is CodeKind.REGION:
        return [each for each in (f"{code[:4]}00", f"{code[:2]}0000") if code > each]
    if " " not in code:
        return {1: [], 3: [code[:1]], 4: [code[:3]]}[len(code)]
    main_group = f"{code.partition('/')[0]}/00"
    return [code[:4]] if code == main_group else [main_group]


def parent_of(kind: CodeKind, code: str, known: Container[str]) -> str | None:
    """The nearest code above among those there are. Raises LookupError for an orphan; None for a root.

    Provinces are roots; a county stands under its province where the table has no prefecture between them.
    """
    candidates = above(kind, code)
    found = next((each for each in candidates if each in known), None)
    if candidates and found is None:
        raise LookupError(candidates[0])
    return found
