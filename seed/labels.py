"""Coarse labelling: from an IPC code to strategic emerging industries and to industry divisions.

`labels.csv` states for IPC prefixes (class, subclass, main group, group) the codes of
战略性新兴产业分类（2018） and of GB/T 4754-2017 they belong to, best first. What it says is a suggestion
(CodeSource.SUGGESTED).
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from panhuo.rules.ipc_prefix import prefixes
from panhuo.rules.vocabulary import CodeKind
from seed.tables import lines_of

Label = tuple[str, str]
"""A code, and the IPC prefix of the rule it comes from."""
Column = Literal["strategic_industries", "industries"]

COLUMNS: Mapping[CodeKind, Column] = {
    CodeKind.INDUSTRY: "industries",
    CodeKind.STRATEGIC_INDUSTRY: "strategic_industries",
}


def strategic_industries_of(ipc: str) -> list[Label]:
    """Strategic industries of one IPC code as `H01M 8/18`, best first; none where no rule knows it."""
    return list(labels_of(ipc, "strategic_industries"))


def industries_of(ipc: str) -> list[Label]:
    """Industry divisions (`C38`) of one IPC code, best first; none where no rule knows it."""
    return list(labels_of(ipc, "industries"))


@lru_cache(maxsize=65_536)
def labels_of(ipc: str, column: Column) -> Sequence[Label]:
    """The labels of the longest prefix that has a rule in this column."""
    table = rules()[column]
    return next((table[prefix] for prefix in prefixes(ipc) if prefix in table), ())


@cache
def builtin_rules() -> Mapping[CodeKind, Mapping[str, Sequence[str]]]:
    """The built-in concordances: place in the IPC → codes, best first."""
    return {
        kind: {prefix: [code for code, _ in labels] for prefix, labels in rules()[column].items()}
        for kind, column in COLUMNS.items()
    }


@cache
def rules() -> Mapping[Column, Mapping[str, Sequence[Label]]]:
    """`labels.csv`, read once a process."""
    tables: dict[Column, dict[str, Sequence[Label]]] = {"strategic_industries": {}, "industries": {}}
    for line in lines_of("labels.csv"):
        for column, table in tables.items():
            if line[column]:
                table[line["ipc"]] = tuple((code, line["ipc"]) for code in line[column].split())
    return tables
