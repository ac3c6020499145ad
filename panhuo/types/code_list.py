"""The own arguments of `codes`."""

from collections.abc import Mapping

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.encoding import one
from panhuo.compiler.listing import Listing


def code_conditions(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """`kind`, and `rootsOnly`."""
    kind, roots_only = arguments["kind"], arguments["rootsOnly"]
    assert isinstance(kind, Leaf) and isinstance(roots_only, Leaf)
    statement = rows.statement
    parts = [f"{rows.column('kind')} = {statement.param(one(kind, 'enum', statement.dialect))}"]
    return [*parts, f"{rows.column('parent')} is null"] if roots_only.value else parts
