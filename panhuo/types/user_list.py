"""The own arguments of `users`."""

from collections.abc import Mapping

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.listing import Listing
from panhuo.rules.account_name import compatible
from panhuo.types.search_part import POSITION, part


def user_conditions(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """`search`: a part of the name as it stands, or of the account name as it is kept."""
    search = arguments.get("search")
    if not isinstance(search, Leaf):
        return []
    position, statement = POSITION[rows.statement.dialect.name], rows.statement
    typed = statement.param(lambda env: part(search.read(env.variables)))
    folded = statement.param(lambda env: compatible(part(search.read(env.variables))).casefold())
    return [
        f"({position}({rows.column('name')}, {statement.dialect.cast(typed, 'text')}) > 0"
        f" or {position}({rows.column('username')}, {statement.dialect.cast(folded, 'text')}) > 0)"
    ]
