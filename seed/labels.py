"""Coarse labelling: from an IPC code to strategic emerging industries and to industry divisions.

`labels.csv` states for IPC prefixes (class, subclass, main group, group) the codes of
战略性新兴产业分类（2018） and of GB/T 4754-2017 they belong to, best first. What it says is a suggestion
(CodeSource.SUGGESTED).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from seed.tables import lines_of

Label = tuple[str, str]
"""A code, and the IPC prefix of the rule it comes from."""
Column = Literal["strategic_industries", "industries"]

IPC = re.compile(r"([A-H]\d\d)([A-Z])?(?: ?(\d{1,4}))?(?:/(\d{2,6}))?")


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


def prefixes(ipc: str) -> Iterator[str]:
    """The places an IPC code stands at, narrowest first.

    Group numbers are decimals: C01B 32/158 lies below 32/15.
    """
    if not (found := IPC.match(ipc)):
        return
    ipc_class, subclass, main_group, group = found.groups()
    if subclass and main_group:
        whole = f"{ipc_class}{subclass} {int(main_group)}"
        yield from (f"{whole}/{group[:digits]}" for digits in range(len(group or ""), 1, -1))
        yield whole
    if subclass:
        yield ipc_class + subclass
    yield ipc_class


@cache
def rules() -> Mapping[Column, Mapping[str, Sequence[Label]]]:
    """`labels.csv`, read once a process."""
    tables: dict[Column, dict[str, Sequence[Label]]] = {"strategic_industries": {}, "industries": {}}
    for line in lines_of("labels.csv"):
        for column, table in tables.items():
            if line[column]:
                table[line["ipc"]] = tuple((code, line["ipc"]) for code in line[column].split())
    return tables
