"""Exports as GraphQL shows them (S128–S130): lists, columns, formats, layouts."""

from enum import StrEnum

import strawberry

from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.jobs.export_asked import ExportLayout
from panhuo.sheets.export_columns import LIBRARY_NAMES, ExportGroup, ExportLibrary
from panhuo.sheets.export_file import ExportFormat
from panhuo.types.declare import declared

COLUMNS = Size(60, 100)
LIBRARIES = {name: f"{words[0]} ({words[1]})." for name, words in LIBRARY_NAMES.items()}


class DossierLibrary(StrEnum):
    """The lists of dossiers among them."""

    MY_DOSSIERS = "MY_DOSSIERS"
    REVIEW_QUEUE = "REVIEW_QUEUE"
    REVIEWED = "REVIEWED"
    RESOURCES = "RESOURCES"


described(ExportLibrary, "A list that can be exported (可导出列表, S111, S128).", {**LIBRARIES})
described(
    DossierLibrary,
    "A list of dossiers that can be exported (可导出档案列表, S111).",
    {each.value: LIBRARIES[ExportLibrary(each.value)] for each in DossierLibrary},
)
described(
    ExportGroup,
    "Of what a column speaks (列分组).",
    {
        "BASIC": "Facts of the patents (基本信息).",
        "DOSSIER": "What was filed, and where it stands (建档信息).",
        "REVIEW": "Who filed, and what came of review (审核信息).",
    },
)
described(
    ExportFormat,
    "What an export is written as (导出格式).",
    {
        "XLSX": "A workbook, in which text is text and never a formula (Excel 工作簿).",
        "CSV": "UTF-8 with its mark; what begins like a formula stands after an apostrophe (逗号分隔文本).",
        "JSONL": "An object a line, with what a query answers (逐行 JSON).",
    },
)
described(
    ExportLayout,
    "How the columns of an export stand (导出版式).",
    {
        "COLUMNS": "The columns that were chosen, under headings (所选列).",
        "TEMPLATE": "As 建档模板 has them, to be edited and uploaded again by who may; XLSX only (建档模板).",
    },
)


@strawberry.type(description="A column that exports of a list may have (导出列).")
class ExportColumn:
    """A column."""

    key: str = declared(None, "What names it in `columns`: where it is read from the row (列标识).")
    english: str = declared(None, "Its heading in English (英文列名).")
    chinese: str = declared(None, "Its heading in Chinese (中文列名).")
    group: ExportGroup = declared(None, "Of what it speaks (列分组).")
    default: bool = declared(
        None,
        "Whether it is exported where no columns are named: basics and required fields (默认导出, S129).",
    )
    readable: bool = declared(
        None, "Whether the viewer's role may read it; one that may not is refused with FORBIDDEN (可读)."
    )
