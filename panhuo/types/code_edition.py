"""Editions of code tables and concordances."""

from collections.abc import Mapping

import strawberry

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.listing import Listing
from panhuo.compiler.ordering import SortKey
from panhuo.permissions.ability import Ability
from panhuo.rules.code_table import CodeTable
from panhuo.types.declare import column, entity
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.scalars import Instant

NEWEST = SortKey("LOADED_AT", "loaded_at", "instant", True)
LIST_ARGUMENTS = {
    "all": (bool, False, "Also editions that are no longer in force (含历史版本)."),
    **PAGING,
}


@entity(
    "code_edition",
    Ability.CODE_TABLE_READ,
    "An edition of a code table, or of a concordance between two, that was loaded (分类表版本). "
    "One of each table is in force.",
    orders={"LOADED_AT": NEWEST},
    default_order=(NEWEST,),
)
class CodeEdition(Node):
    """An edition."""

    table: CodeTable = column("What it is an edition of (分类表).", "code_table")
    name: str = column("What it is called; `builtin` came with the program (版本名称).")
    codes: int = column("How many codes it has, or, of a concordance, rules (条目数).")
    in_force: bool = column("Whether it is the one that counts (现行版本).")
    loaded_at: Instant = column("When it was last loaded (导入时间).")
    labelled_at: Instant | None = column(
        "Of a concordance in force: when suggested codes came to follow it; null until they do (标引时间)."
    )


@strawberry.type(description="A page of editions (分类表版本列表).")
class CodeEditionConnection(Connection[CodeEdition]):
    """Editions."""


def edition_conditions(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """`all`."""
    every = arguments["all"]
    assert isinstance(every, Leaf)
    return [] if every.value else [rows.column("in_force")]
