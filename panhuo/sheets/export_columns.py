"""What the lists can be exported with: a column is a coordinate of the schema, under a heading (S129)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from panhuo.sheets.export_texts import (
    BESIDE_CONTENT,
    DEMAND,
    DOSSIER_BASICS,
    DOSSIER_REVIEW,
    DOSSIER_STATE,
    EVALUATION,
    FORM,
    PATENT_FACTS,
    PATENT_FILING,
    PERFORMANCE,
)


class ExportLibrary(StrEnum):
    """The lists that can be exported (S111, S128)."""

    PATENTS = "PATENTS"  # 存量专利基础库
    MY_DOSSIERS = "MY_DOSSIERS"  # 由我建档
    REVIEW_QUEUE = "REVIEW_QUEUE"  # 由我审核·待审核
    REVIEWED = "REVIEWED"  # 由我审核·已驳回、已下架
    RESOURCES = "RESOURCES"  # 专利转化资源库
    DEMANDS = "DEMANDS"  # 企业需求
    PERFORMANCES = "PERFORMANCES"  # 业绩填报
    EVALUATIONS = "EVALUATIONS"  # 企业评价


class ExportTable(StrEnum):
    """Tables of figures that can be exported; their columns follow from what is asked."""

    STATS = "STATS"  # 统计
    DASHBOARD = "DASHBOARD"  # 数据看板


class ExportGroup(StrEnum):
    """Of what a column speaks."""

    BASIC = "BASIC"  # 基本信息
    DOSSIER = "DOSSIER"  # 建档信息
    REVIEW = "REVIEW"  # 审核信息


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: where its cells are read in the schema, and what stands above them."""

    key: str
    english: str
    chinese: str
    group: ExportGroup
    paths: tuple[str, ...]
    """Paths from the row's type; where the object that one leads through is null, the next is taken."""
    default: bool = False
    """基本信息 and 必填 fields (S129)."""
    kind: str = ""
    """How its cells are written where the type at its path does not say: see `export_cells`."""


SELECTED: Mapping[str, str] = {
    "status": "first second custom amount result conclusion product remark",
    "willingness": "first second custom",
    "code:INDUSTRY": "kind code title",
    "code:STRATEGIC_INDUSTRY": "kind code title",
    "code:IPC": "kind code title",
}
"""What is read of the objects of each kind of column."""
ROOTS: Mapping[ExportLibrary, tuple[str, str]] = {
    ExportLibrary.PATENTS: ("patents", "Patent"),
    ExportLibrary.MY_DOSSIERS: ("myDossiers", "Dossier"),
    ExportLibrary.REVIEW_QUEUE: ("reviewQueue", "Dossier"),
    ExportLibrary.REVIEWED: ("reviewed", "Dossier"),
    ExportLibrary.RESOURCES: ("resources", "Dossier"),
    ExportLibrary.DEMANDS: ("demands", "Demand"),
    ExportLibrary.PERFORMANCES: ("performances", "Performance"),
    ExportLibrary.EVALUATIONS: ("evaluations", "Evaluation"),
}
"""The root field of each list, and the type of its rows."""
LIBRARY_NAMES: Mapping[ExportLibrary | ExportTable, tuple[str, str]] = {
    ExportLibrary.PATENTS: ("Patent library", "存量专利基础库"),
    ExportLibrary.MY_DOSSIERS: ("My dossiers", "由我建档"),
    ExportLibrary.REVIEW_QUEUE: ("Review queue", "由我审核-待审核"),
    ExportLibrary.REVIEWED: ("Reviewed", "由我审核"),
    ExportLibrary.RESOURCES: ("Resource library", "专利转化资源库"),
    ExportLibrary.DEMANDS: ("Demands of enterprises", "企业需求"),
    ExportLibrary.PERFORMANCES: ("Performance reports", "业绩填报"),
    ExportLibrary.EVALUATIONS: ("Evaluations", "企业评价"),
    ExportTable.STATS: ("Statistics", "统计"),
    ExportTable.DASHBOARD: ("Dashboard", "数据看板"),
}
"""The lists and tables in English and Chinese, as files and sheets are named."""


def columns_of(library: ExportLibrary) -> tuple[ExportColumn, ...]:
    """The columns of a list, in their order."""
    return CATALOGUE[library]


def parsed(text: str, group: ExportGroup) -> Iterator[ExportColumn]:
    for line in text.strip().splitlines():
        name, english, chinese, *rest = (part.strip() for part in line.split(" | "))
        key, _, star = name.partition(" ")
        path, kind = (*rest, *("", "")[len(rest) :])
        yield ExportColumn(key, english, chinese, group, (path or key,), star == "*", kind)


def filled(columns: Iterator[ExportColumn], dossier: str, drafts: bool) -> Iterator[ExportColumn]:
    """The columns of the form; where drafts are read too, what the filer is working on goes before."""
    for column in columns:
        [field] = column.paths
        where = "" if field in BESIDE_CONTENT else "content."
        submitted = f"{dossier}{where}{field}"
        paths = (f"{dossier}draft.{field}", submitted) if drafts else (submitted,)
        key = f"form.{column.key}" if drafts else submitted
        yield ExportColumn(
            key, column.english, column.chinese, column.group, paths, column.default, column.kind
        )


def of_dossiers(drafts: bool) -> tuple[ExportColumn, ...]:
    return (
        *parsed(DOSSIER_BASICS, ExportGroup.BASIC),
        *parsed(DOSSIER_STATE, ExportGroup.DOSSIER),
        *filled(parsed(FORM, ExportGroup.DOSSIER), "", drafts),
        *parsed(DOSSIER_REVIEW, ExportGroup.REVIEW),
    )


CATALOGUE: Mapping[ExportLibrary, tuple[ExportColumn, ...]] = {
    ExportLibrary.PATENTS: (
        *parsed(PATENT_FACTS, ExportGroup.BASIC),
        *parsed(PATENT_FILING, ExportGroup.DOSSIER),
        *filled(parsed(FORM, ExportGroup.DOSSIER), "dossier.", drafts=False),
    ),
    ExportLibrary.DEMANDS: tuple(parsed(DEMAND, ExportGroup.BASIC)),
    ExportLibrary.PERFORMANCES: tuple(parsed(PERFORMANCE, ExportGroup.BASIC)),
    ExportLibrary.EVALUATIONS: tuple(parsed(EVALUATION, ExportGroup.BASIC)),
    ExportLibrary.MY_DOSSIERS: of_dossiers(drafts=True),
    **dict.fromkeys(
        (ExportLibrary.REVIEW_QUEUE, ExportLibrary.REVIEWED, ExportLibrary.RESOURCES),
        of_dossiers(drafts=False),
    ),
}
