"""The places an IPC code stands at: what rules of a concordance are keyed by."""

import re
import unicodedata
from collections.abc import Iterator

IPC = re.compile(r"([A-H])(?:(\d\d)(?:([A-Z])(?: ?(\d{1,4}))?(?:/(\d{2,6}))?)?)?")
LEVELS = ("section", "class", "subclass", "main group", "subgroup")


def prefixes(ipc: str) -> Iterator[str]:
    """The places an IPC code stands at, narrowest first.

    Group numbers are decimals: C01B 32/158 lies below 32/15.
    """
    if not (found := IPC.match(ipc)):
        return
    section, ipc_class, subclass, main_group, group = found.groups()
    if subclass and main_group:
        whole = f"{section}{ipc_class}{subclass} {int(main_group)}"
        yield from (f"{whole}/{group[:digits]}" for digits in range(len(group or ""), 1, -1))
        yield whole
    if subclass:
        yield section + ipc_class + subclass
    if ipc_class:
        yield section + ipc_class
        yield section


def normalise_prefix(text: str) -> str | None:
    """`H01M 8` of `H01M8`, `H01M 8/18` of `H01M8/18`; None where it is no place in the IPC.

    `H01M 8/00` stays as it is: whether it means the whole main group, its file decides.
    """
    compact = "".join(unicodedata.normalize("NFKC", text).upper().split())
    found = IPC.fullmatch(compact)
    if found is None:
        return None
    section, ipc_class, subclass, main_group, group = (part or "" for part in found.groups())
    if not main_group:
        return section + ipc_class + subclass if not group else None
    if not int(main_group):
        return None
    return f"{section}{ipc_class}{subclass} {int(main_group)}{f'/{group}' if group else ''}"


def level_of(prefix: str) -> int:
    """1 for a section, 2 a class, 3 a subclass, 4 a main group, 5 a subgroup (see LEVELS)."""
    return 5 if "/" in prefix else 4 if " " in prefix else {1: 1, 3: 2, 4: 3}[len(prefix)]
