"""What an export is asked for, and the plan that reads it: the mutation refuses by it, the job reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type, get_nullable_type, is_list_type

from panhuo import clock, db
from panhuo.compiler.served import served_schema
from panhuo.compiler.statement import Env
from panhuo.compiler.whole_list import ListAsked, WholeList, whole_list
from panhuo.enums import value_labels
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.jobs.export_tables import TABLES, TablePlan, table_plan
from panhuo.jobs.export_template import template_columns
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.settings import get_settings
from panhuo.sheets.dossier_file import DOSSIERS_AT_MOST
from panhuo.sheets.export_cells import Leaf, selection_of
from panhuo.sheets.export_columns import (
    LIBRARY_NAMES,
    ROOTS,
    ExportColumn,
    ExportLibrary,
    ExportTable,
    columns_of,
)
from panhuo.sheets.export_file import ExportFormat, Sheet
from panhuo.sheets.streamed_workbook import ROWS_AT_MOST

LEAVES = {"Boolean": "bool", "Date": "date", "Int": "int", "Instant": "instant"}
OWN_MUTATIONS = (
    *(ExportLibrary.PATENTS, ExportLibrary.MY_DOSSIERS, ExportLibrary.REVIEW_QUEUE),
    *(ExportLibrary.REVIEWED, ExportLibrary.RESOURCES),
)
"""What `exportPatents` and `exportDossiers` export; everything else is `exportData`'s."""
NOTHING: Mapping[str, tuple[str, str]] = {}


class ExportLayout(StrEnum):
    """How the columns of an export stand."""

    COLUMNS = "COLUMNS"
    TEMPLATE = "TEMPLATE"


@dataclass(frozen=True)
class ExportAsked:
    """An export as its job keeps it."""

    library: ExportLibrary | ExportTable
    columns: Sequence[str]
    format: ExportFormat
    layout: ExportLayout
    chinese: bool
    """The language of headings and labels."""
    arguments: Mapping[str, Any]
    """Of the list's root field."""
    ids: Sequence[int] | None
    """The ticked rows; None for all that the list holds (S128)."""

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> "ExportAsked":
        """What the parameters of a job say."""
        return cls(
            named(parameters["library"]),
            parameters["columns"],
            ExportFormat(parameters["format"]),
            ExportLayout(parameters["layout"]),
            parameters["chinese"],
            parameters["arguments"],
            parameters["ids"],
        )

    def parameters(self) -> dict[str, Any]:
        """The same for a job's row."""
        return {
            "library": self.library.value,
            "columns": list(self.columns),
            "format": self.format.value,
            "layout": self.layout.value,
            "chinese": self.chinese,
            "arguments": dict(self.arguments),
            "ids": None if self.ids is None else list(self.ids),
        }

    def asked_columns(self) -> list[ExportColumn]:
        """What is read: the columns that were chosen, or all that the template says."""
        if self.layout is ExportLayout.TEMPLATE:
            assert isinstance(self.library, ExportLibrary)
            return template_columns(self.library)
        return among(self.known(), self.columns)

    def known(self) -> Sequence[ExportColumn]:
        """The columns there are: a list's own, a table's by what is asked of it."""
        if isinstance(self.library, ExportTable):
            return TABLES[self.library].columns(served_schema(), self.arguments)
        return columns_of(self.library)

    @property
    def where_named(self) -> str:
        """The part of the input that says which list or table."""
        return "library" if self.library in OWN_MUTATIONS else "of"

    @property
    def name(self) -> str:
        """What its file is called, without an ending."""
        return LIBRARY_NAMES[self.library][self.chinese]

    def sheet(self) -> Sheet:
        """Headings, and how cells are made."""
        columns = among(self.known(), self.columns)
        return Sheet(self.name, columns, [leaf_of(self.library, each) for each in columns], self.chinese)

    def most(self) -> int:
        """Rows at most: as many as a sheet of a workbook holds, or an upload of the template takes."""
        most = get_settings().export_rows
        if self.layout is ExportLayout.TEMPLATE:
            return min(most, DOSSIERS_AT_MOST)
        return min(most, ROWS_AT_MOST - 1) if self.format is ExportFormat.XLSX else most


def chosen(library: ExportLibrary, keys: Iterable[str] | None) -> list[ExportColumn]:
    """Columns by their keys; 基本信息 and 必填 fields where none are named (S129).

    Raises INVALID_VALUE at a key that does not exist, or stands twice.
    """
    return among(columns_of(library), keys)


def among(columns: Iterable[ExportColumn], keys: Iterable[str] | None) -> list[ExportColumn]:
    """The same among some columns."""
    known = {column.key: column for column in columns}
    if keys is None:
        return [column for column in known.values() if column.default]
    found: dict[str, ExportColumn] = {}
    for at, key in enumerate(keys):
        if key not in known or key in found:
            raise PanhuoError(ErrorCode.INVALID_VALUE, UNKNOWN_COLUMN, field=f"columns.{at}")
        found[key] = known[key]
    if not found:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NO_COLUMN, field="columns")
    return list(found.values())


def named(name: str) -> ExportLibrary | ExportTable:
    """A list or a table by its name."""
    return ExportTable(name) if name in list(ExportTable) else ExportLibrary(name)


def planned(asked: ExportAsked, columns: Sequence[ExportColumn], viewer: Viewer) -> WholeList | TablePlan:
    """The plan of an export for a viewer as it stands. Raises FORBIDDEN, and what a bad input raises."""
    if isinstance(asked.library, ExportTable):
        env = Env(viewer, {}, clock.today(), asked.chinese)
        return table_plan(served_schema(), asked.library, asked.arguments, env, db.dialect())
    field, _ = ROOTS[asked.library]
    listed = ListAsked(field, selection_of(columns), asked.arguments, asked.ids, Ability.EXPORT)
    env = Env(viewer, {}, clock.today(), asked.chinese)
    return whole_list(served_schema(), listed, env, db.dialect(), asked.most() + 1)


def denied(plan: WholeList | TablePlan, columns: Sequence[ExportColumn]) -> dict[str, str]:
    """The columns that the role may not read: key → the ability it lacks."""
    found: dict[str, str] = {}
    for place in plan.denied:
        steps = tuple(step for step in place.path if step != "*")
        for column in columns:
            if any(tuple(path.split("."))[: len(steps)] == steps for path in column.paths):
                found.setdefault(column.key, place.ability)
    return found


def leaf_of(library: ExportLibrary | ExportTable, column: ExportColumn) -> Leaf:
    """What stands at the end of a column's path; cells of tables stand as they are."""
    if isinstance(library, ExportTable):
        return Leaf("text", NOTHING)
    kind: Any = served_schema().type_map[ROOTS[library][1]]
    many = False
    for step in column.paths[-1].split("."):
        assert isinstance(kind, GraphQLObjectType)
        many = many or is_list_type(get_nullable_type(kind.fields[step].type))
        kind = get_named_type(kind.fields[step].type)
    if isinstance(kind, GraphQLEnumType):
        return Leaf("enum", value_labels(kind), many)
    named = "object" if isinstance(kind, GraphQLObjectType) else LEAVES.get(kind.name, "text")
    return Leaf(named, NOTHING, many)


UNKNOWN_COLUMN = (
    "A column is named by a key of `exportColumns`, once.",
    "列名应取自 exportColumns 的 key，且不得重复。",
)
NO_COLUMN = ("Choose at least one column.", "请至少选择一列。")
