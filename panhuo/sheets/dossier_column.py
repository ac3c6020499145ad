"""A column of a dossier workbook (建档模板)."""

from typing import NamedTuple


class DossierColumn(NamedTuple):
    """A column of the template."""

    field: str
    heading: str
    rule: str
    """What may stand in it, as its reader reads it beside the heading."""
    english: str
    group: str = ""
    """The heading above, in the first of the two rows; empty where the heading itself stands over both."""
    aliases: tuple[str, ...] = ()
    width: int = 16
    needed: bool = False
    """Whether a file without the column is none of dossiers."""
    repeats: bool = False
    """Whether it goes on in continuation rows (S94)."""
    taken: bool = True
    """Whether what stands in it becomes part of a dossier."""

    @property
    def required(self) -> bool:
        return self.heading.startswith("*")


PORTFOLIO, STATUS, WILL, EXTRA = "组合专利", "专利实施状态", "转化意愿", "补充信息"
"""Headings of groups, in the first of the two rows."""
