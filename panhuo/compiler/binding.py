"""How a GraphQL type and its fields are bound to tables: what declarations say and the planner reads.

Bindings sit in field metadata under `KEY`; read back from the built schema, whatever was inherited.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from panhuo.compiler.asker import Asker as Asker
from panhuo.compiler.asker import Worked as Worked
from panhuo.compiler.grouping import Dated, Measure
from panhuo.compiler.grouping import Dimension as Dimension
from panhuo.compiler.grouping import Grouped as Grouped
from panhuo.compiler.tables import Arguments, nothing
from panhuo.compiler.tables import Table as Table
from panhuo.permissions.ability import Ability

if TYPE_CHECKING:
    from panhuo.compiler.ordering import SortKey
    from panhuo.compiler.statement import Place, Statement

KEY = "panhuo.binding"
Sql = Callable[["Place"], str]
"""An SQL expression over an aliased table of a statement; it may add joins and parameters."""


@dataclass(frozen=True)
class Value:
    """A scalar: an expression, read into the response by `codec` (see `rowcode.CODECS`)."""

    sql: Sql
    codec: str = "plain"


@dataclass(frozen=True)
class ToOne:
    """The row of another type whose id equals an expression; null where it is out of the viewer's scope."""

    target: str
    key: Sql
    along: bool = False
    """Of an object read under another ability than its type's, the row is shown under that one too."""


@dataclass(frozen=True)
class ToMany:
    """A short list of child rows, in order. `parent` is the child's column holding this row's id."""

    target: str
    parent: str
    order: str
    limit: int = 100
    where: Sql | None = None
    """Which of them, over the child's table."""


@dataclass(frozen=True)
class Connection:
    """A Relay connection over another type; `parent` is its logical column holding this row's id."""

    target: str
    parent: str | None = None
    arguments: "Callable[[Any, Mapping[str, Any]], list[str]] | None" = None
    """Conditions from the field's own arguments beside where, orderBy and paging."""
    link: Callable[[str, str], str] | None = None
    """(id of a row, id of its parent) → whether they belong together, where no one column says so."""
    within: Ability | None = None
    """Of the type's rows only those within this ability's scope, which then drives the list."""
    default_order: "tuple[SortKey, ...]" = ()
    """In place of the type's own."""
    under: Ability | None = None
    """At the root: read under this ability in place of the type's own."""


@dataclass(frozen=True)
class Decision:
    """`{allowed, reason, message}`: an expression, null where the act is allowed, else the reason."""

    sql: Sql
    messages: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Embedded:
    """An object of its own type over the same row."""


@dataclass(frozen=True)
class Computed:
    """Plain objects that Python makes of a few values, without SQL of their own."""

    make: Callable[..., Any]
    """(whether in Chinese, the values) → an object, or several, read attribute by attribute."""
    values: tuple[str | Sql, ...]
    """Columns of the row or expressions over it; at the root, attributes of the viewer."""
    scoped: bool = False
    """The expressions look only at rows within the field's own ability, which needs no mask over this row."""


@dataclass(frozen=True)
class Explained:
    """Root field: why an account may or may not, at a coordinate of the schema."""

    target: str
    """The type of accounts."""


@dataclass(frozen=True)
class Also:
    """Another list of which one filter is counted in the same statement."""

    of: Connection
    where: Mapping[str, Any]


@dataclass(frozen=True)
class Counted:
    """Root field: how many rows of a list several filters find, in one pass over what the list holds."""

    of: Connection
    """The list: its scope, and the conditions of the field's arguments."""
    filters: Callable[[Arguments], Mapping[str, Mapping[str, Any]]]
    """The field's arguments → by name, `where` of the list."""
    make: Callable[[Mapping[str, Any], Mapping[str, Any], bool], Any]
    """(counts and what stands beside them by name, the arguments as they were given, whether in Chinese)
    → a plain object."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Name → an expression of SQL that speaks of no row, read in the same statement."""
    also: Callable[[Arguments], Mapping[str, Also]] = nothing
    """By name, what is counted of another list, within its own ability."""
    tables: Callable[[Arguments], Mapping[str, Table]] = nothing
    """By the field that tells it, or `field__part`, what the list's rows are counted by."""
    check: Callable[[Mapping[str, Any], Any], None] = lambda given, env: None
    """Raises for arguments that cannot be, before any statement."""
    state: "Callable[[Statement], Sequence[str] | None]" = lambda statement: None
    """Expressions of which every change moves one that changes a count or table; None where none say so."""


@dataclass(frozen=True)
class ById:
    """Root field: one object by an argument, or by a key of the viewer."""

    target: str
    keys: Mapping[str, str] = field(default_factory=dict)
    """Argument → column; the arguments given must all agree."""
    viewer_key: str | None = None
    under: Ability | None = None


@dataclass(frozen=True)
class Nodes:
    """Root fields `node(id)` and `nodes(ids)`."""

    many: bool


Leading = ToOne | ToMany | Connection | ById | Nodes
Binding = Value | Leading | Decision | Embedded | Computed | Explained | Worked | Counted | Grouped


@dataclass(frozen=True)
class Source:
    """A table that can drive a connection: it carries a scope, and filter and sort columns."""

    table: str
    id_column: str
    columns: Mapping[str, Sql] = field(default_factory=dict)
    """Logical column → its expression on this source; what is missing is read from the type's own table."""


@dataclass(frozen=True)
class Related:
    """Rows of another table, any of which may meet a filter of its own."""

    table: str
    link: Callable[[str, str], str]
    """(alias of that table, id of the type's row) → whether they belong together."""
    conditions: "Mapping[str, Condition]"
    """By GraphQL name, over that table."""


@dataclass(frozen=True)
class Condition:
    """A filterable, sortable, countable logical column of a type."""

    sql: Sql
    """Over the type's own table."""
    kind: str
    """text, enum, bool, date, int, instant, unit: chooses operators and parameter encoding.

    `code:TABLE` compares any of a patent's codes, `choice:LIST:column` any entry of the version of a
    dossier that the expression names, `ticked:table:parent:column` any child row of the row, `region` a code
    of a region or of what lies within one, `related` any of the rows of `related`, `day` says yes or no as
    of a date (`filters.DAY`).
    """
    nullable: bool = False
    ability: Ability | None = None
    """Asked of whoever filters, sorts or counts by it, where it is not the type's own."""
    scoped: bool = False
    """The expression looks only at rows within that ability, so nothing beyond it can be told by it."""
    unseen: str = "null"
    """What stands for it, in a list that is read under another ability, where that one does not reach."""
    related: Related | None = None


@dataclass
class Entity:
    """A GraphQL object type over a table."""

    name: str
    table: str
    ability: Ability | None
    """None: reached only through a parent, whose scope it shares."""
    conditions: dict[str, Condition] = field(default_factory=dict)
    orders: "dict[str, SortKey]" = field(default_factory=dict)
    """Name in the order enum → sort key."""
    default_order: "tuple[SortKey, ...]" = ()
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    """Name in the enum of metrics → what is added up, averaged, or of which the least or most is told."""
    dated: dict[str, Dated] = field(default_factory=dict)
    """Name in the enum of dates → what a series runs over."""
    sources: dict[str, Source] = field(default_factory=dict)
    """Scope → source, where it is not the type's own table."""
    by_scope: bool = False
    """A list under several scopes is the union of what each finds, so that each has its own index."""
    cost: int = 5
    """Points for each object (see `weights`)."""

    def expression(self, name: str) -> Sql:
        """A logical column over the type's own table; a name that is no condition is a column."""
        found = self.conditions.get(name)
        return found.sql if found is not None else lambda place: place[name]


ENTITIES: dict[str, Entity] = {}


def target_of(binding: Connection | ById) -> Entity:
    """The type behind a root field, as it is read there."""
    found = ENTITIES[binding.target]
    return found if binding.under is None else replace(found, ability=binding.under)


def binding_of(field_def: Any) -> Binding | None:
    """The binding of a field of the built schema."""
    definition = field_def.extensions.get("strawberry-definition")
    return definition.metadata.get(KEY) if definition is not None else None
