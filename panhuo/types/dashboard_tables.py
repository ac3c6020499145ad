"""The tables of the dashboard (S171, S172): what each counts patents by, and how it is said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.binding import Table
from panhuo.compiler.listing import Listing
from panhuo.compiler.statement import Statement
from panhuo.compiler.tables import every, known, untitled
from panhuo.rules import dossier_options as options
from panhuo.rules.vocabulary import PatentType
from panhuo.types import dashboard_as_of as past
from panhuo.types.dashboard_figures import FIGURES
from panhuo.types.dashboard_keys import (
    Key,
    Where,
    college,
    column,
    equals,
    filed_on,
    main_section,
    main_strategic,
    school,
    strategic,
    ticked,
    titled,
    unit_id,
    unit_name,
    worded,
    years,
    years_by,
)


@dataclass(frozen=True)
class Told:
    """How a table is made, and how its rows are said."""

    definition: str
    key: Callable[[Listing], str]
    listed: Callable[[Key], Where]
    """A key → the conditions that list its rows."""
    code: Callable[[Key], str | None] = lambda key: None if key is None else str(key)
    words: Mapping[str, tuple[str, str]] | None = None
    """Key → its name in English and in Chinese."""
    link: tuple[str, str, str] | None = None
    once: bool = False
    shown: Callable[[Statement, str], str] | None = None
    only: Callable[[Statement, str], str] = every
    title: Callable[[Statement, str], str] = untitled
    ranked: bool = False
    in_order: bool = False
    """Told in the order of its keys."""

    def table(self, where: Where, top: Leaf | None) -> Table:
        return Table(where, self.key, self.link, self.once, self.shown, self.only, self.title, top)


STARS = {f"{number}": (f"{number} stars", f"{number}星") for number in range(1, 6)}
YES_NO = {"true": ("Yes", "是"), "false": ("No", "否")}
MAIN = "each under its main code, once (一件专利有多个分类时仅计主分类一次, S172)"
TICKED = {
    "fiscal_funding": Told("", column("fiscalFunding"), equals("fiscalFunding"), words=YES_NO, only=known),
    "status": Told(
        "",
        column("status_bits"),
        equals("status"),
        words=worded(options.ImplementationStatus),
        link=ticked(options.ImplementationStatus),
        once=True,
    ),
    "willingness": Told(
        "",
        column("willingness_bits"),
        equals("willingness"),
        words=worded(options.Willingness),
        link=ticked(options.Willingness),
        once=True,
    ),
    "maturity": Told("", column("maturity"), equals("maturity"), words=worded(options.Maturity), only=known),
    "rating": Told("", column("rating"), equals("rating"), words=STARS, only=known),
}
"""The five items that a dossier's form has ticked (S61)."""
TABLES: Mapping[str, Told] = {
    "industries": Told(
        f"Valid patents by the section of their national industry, {MAIN} (国民经济行业门类).",
        main_section,
        lambda key: {"mainIndustry": {"isNull": True} if key is None else {"startsWith": key}},
        title=titled("INDUSTRY"),
    ),
    "strategic_industries": Told(
        "Valid patents by the first level of their strategic emerging industry, of the classification of "
        f"2018, {MAIN} (《战略性新兴产业分类（2018）》, S183).",
        main_strategic,
        strategic,
        title=titled("STRATEGIC_INDUSTRY"),
    ),
    "technical_fields": Told(
        f"Valid patents by IPC main group, {MAIN} (IPC分类号大组, S184).",
        column("technicalField"),
        equals("technicalField"),
        title=titled("IPC"),
    ),
    "patent_types": Told(
        "Valid patents by type (专利类型分布).", column("type"), equals("type"), words=worded(PatentType)
    ),
    "maintenance_years": Told(
        "Valid granted patents by completed years from their filing date to today; without a date those of "
        "which one is not known (自申请日起至今的整年数, S185, S186).",
        filed_on,
        equals("maintenanceYears"),
        shown=years,
        in_order=True,
    ),
    "inventors": Told(
        "Inventors by name: a patent counts once for each name on it (发明人，同名合并，每件专利每人计一次).",
        lambda rows: rows.row_id,
        lambda key: {"inventors": {"name": {"eq": key}}},
        link=("patent_inventor x", "x.patent_id = {key}", "x.name"),
        ranked=True,
    ),
    "colleges": Told(
        "Colleges by the patents that stand at them (学院).",
        column("unit"),
        lambda key: {"unit": {"eq": unit_id(key)}},
        code=unit_id,
        only=college,
        title=unit_name,
        ranked=True,
    ),
    "institutions": Told(
        "Institutions by the patents of which they are the first owner (院校，按第一权利人).",
        column("institution"),
        lambda key: {"institution": {"eq": unit_id(key)}},
        code=unit_id,
        only=school,
        title=unit_name,
        ranked=True,
    ),
}
TICKS = (
    "Valid patents by each of the five ticked items of their own dossier that the viewer reads; of a list "
    "with several ticks a patent counts under each once (各标注指标量，多选项逐项计数, S61, S171)."
)


def tables(arguments: Mapping[str, Tree]) -> Mapping[str, Table]:
    """All tables that are told; of the rankings what `rankBy` and `top` say."""
    by, top, day = arguments["rankBy"], arguments["top"], arguments.get("asOf")
    assert isinstance(by, Leaf) and isinstance(top, Leaf)
    if not isinstance(day, Leaf):
        ticks = {f"ticks__{name}": told.table(FIGURES["pushed"], None) for name, told in TICKED.items()}
        return {**ticks, **told_of(FIGURES, by, top)}
    then = told_of(past.figures(day), by, top)
    then["maintenance_years"] = replace(then["maintenance_years"], shown=years_by(day))
    return {name: table for name, table in then.items() if name not in past.GAPS}


def told_of(figures: Mapping[str, Where], by: Leaf, top: Leaf) -> dict[str, Table]:
    """The tables of those figures that are known."""
    figure_of = {name: by.value.lower() if told.ranked else "pushed" for name, told in TABLES.items()}
    return {
        name: told.table(figures[figure_of[name]], top if told.ranked else None)
        for name, told in TABLES.items()
        if figure_of[name] in figures
    }


@dataclass(frozen=True)
class Row:
    code: str | None
    label: str | None
    count: int
    where: Where
    item: str | None = None


def rows_of(
    name: str, groups: Sequence[tuple[Key, str | None, int]], day: date | None, chinese: bool
) -> list[Row]:
    """The rows of a table, or of one of the ticked items, as its statement found them."""
    told, item = (TICKED[name], camel(name)) if name in TICKED else (TABLES[name], None)
    if day is not None and name == "maintenance_years":
        told = replace(told, listed=lambda key: past.maintained(None if key is None else int(key), day))
    found = [row_of(told, *group, chinese, item) for group in groups]
    return sorted(found, key=lambda row: (row.code is None, int(row.code or 0))) if told.in_order else found


def row_of(told: Told, key: Key, label: str | None, count: int, chinese: bool, item: str | None) -> Row:
    """A row; what SQLite knows of yes and no are numbers."""
    if told.words is YES_NO:
        key = bool(key)
    code = str(key).lower() if isinstance(key, bool) else told.code(key)
    if told.words is not None and code is not None:
        label = told.words[code][chinese]
    return Row(code, label, count, told.listed(key), item)


def definition_of(name: str, figure: str) -> str:
    """What a table counts; of a ranking also the definition of the figure that it is by."""
    told = TABLES[name]
    return f"{told.definition} {figure}" if told.ranked else told.definition


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(each.title() for each in rest)
