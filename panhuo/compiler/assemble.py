"""The text of a page's statement, for the root and for nested lists, in both dialects.

with k as materialized (totals …)            -- root: one row, so totals survive an empty page
select … from k left join (page of ids) pg … left join wide rows … order by …

from keys k left join lateral (page of ids of k.id) pg …      -- nested, PostgreSQL
from keys k left join wide on wide.id in (page of ids of k.id)  -- nested, SQLite has no LATERAL
"""

from dataclasses import dataclass, field

from panhuo.compiler.listing import Listing
from panhuo.compiler.ordering import Ordering
from panhuo.compiler.statement import Place, Statement


@dataclass
class PageSql:
    """What is known of a page when its statement is put together."""

    statement: Statement
    listing: Listing
    wide: Place
    """The type's own table, joined for the page's rows only."""
    ordering: Ordering
    keyset: list[str] = field(default_factory=list)
    limit: str = ""
    heads: list[str] = field(default_factory=list)
    """Scalar sub-selects computed once a page: totals and aggregates."""
    backward: bool = False
    keys: str | None = None
    """The list parameter of parent ids, for a nested page."""
    rows: bool = True
    whole: bool = False
    """The page takes whole rows of the type's own table: a short list gains nothing by a late look-up."""

    @property
    def lateral(self) -> bool:
        return self.keys is None or self.statement.dialect.name == "postgres"

    def sort_output(self, index: int) -> str:
        """The sort key's value on an output row."""
        if self.lateral and not self.whole:
            return f"pg.s{index}"
        column = self.ordering.keys[index].column
        return self.listing.entity.expression(column)(self.wide)

    def inner(self) -> str:
        """The page of ids, or of whole rows, sorted and cut on the source."""
        columns = [self.listing.column(key.column) for key in self.ordering.keys]
        named = ", ".join(f"{column} as s{index}" for index, column in enumerate(columns))
        order = self.ordering.clause(self.listing.column, self.backward)
        chosen = f"{self.listing.row_id} as id, {named}" if self.lateral else self.listing.row_id
        if self.lateral and self.whole:
            chosen = f"{self.listing.driver.alias}.*"
        return f"select {chosen} {self.listing.text(*self.keyset)} order by {order} limit {self.limit}"

    def order(self) -> str:
        parts = [
            f"{self.sort_output(index)}{' desc' if key.descending else ''}"
            for index, key in enumerate(self.ordering.keys)
        ]
        return ", ".join((["k.n"] if self.keys else []) + parts)

    def text(self) -> str:
        """The whole statement. Call once every output column is known."""
        table = self.listing.entity.table
        inner = self.inner() if self.rows else ""
        order = self.order() if self.rows else ("k.n" if self.keys else "1")
        columns = ", ".join(self.statement.columns)
        joins = " ".join(self.wide.joins)
        if not self.rows:
            rows = ""
        elif not self.lateral:
            rows = f"left join {table} {self.wide.alias} on {self.wide.alias}.id in ({inner}) {joins}"
        elif self.whole:
            rows = f"left join lateral ({inner}) {self.wide.alias} on true {joins}"
        else:
            side = "lateral " if self.keys else ""
            rows = (
                f"left join {side}({inner}) pg on true"
                f" left join {table} {self.wide.alias} on {self.wide.alias}.id = pg.id {joins}"
            )
        return f"{self.opening(columns)} {rows} order by {order}"

    def opening(self, columns: str) -> str:
        if self.keys is not None:
            keys = self.statement.dialect.keys(self.keys)
            heads = "".join(f", {head} as h{index}" for index, head in enumerate(self.heads))
            source = f"(select k.*{heads} from {keys}) k" if heads else keys
            return f"select {columns} from {source}"
        heads = ", ".join(f"{head} as h{index}" for index, head in enumerate(self.heads)) or "1 as one"
        return f"with k as materialized (select {heads}) select {columns} from k"
