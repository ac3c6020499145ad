"""The text of a page's statement, for the root and for nested lists, in both dialects.

with k as materialized (totals …)            -- root: one row, so totals survive an empty page
select … from k left join (page of ids) pg … left join wide rows … order by …

with hits as materialized (ids …), k as …    -- the same where a condition asks other tables: asked once

from keys k left join lateral (page of ids of k.id) pg …      -- nested, PostgreSQL
from keys k left join wide on wide.id in (page of ids of k.id)  -- nested, SQLite has no LATERAL
"""

from collections.abc import Callable
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
    beyond: Callable[[Callable[[str], str]], str] | None = None
    """The condition of a cursor, over what gives the columns of the order."""
    limit: str = ""
    heads: list[str] = field(default_factory=list)
    """Scalar sub-selects computed once a page: totals and aggregates."""
    total: str | None = None
    """The total among them."""
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
        return f"select {chosen} {self.listing.text(*self.after())} order by {order} limit {self.limit}"

    def after(self) -> list[str]:
        return [self.beyond(self.listing.column)] if self.beyond else []

    @property
    def found_once(self) -> bool:
        """Whether total and page are both of rows that are costly to find."""
        return bool(self.total and self.rows and self.keys is None and self.listing.costly)

    def hits(self) -> str:
        """Every row of the list, with what it is sorted by."""
        columns = [self.listing.column(key.column) for key in self.ordering.keys]
        named = ", ".join(f"{column} as s{index}" for index, column in enumerate(columns))
        return f"select {self.listing.row_id} as id, {named} {self.listing.text()}"

    def page_of_hits(self) -> str:
        names = {key.column: f"s{index}" for index, key in enumerate(self.ordering.keys)}
        after = f" where {self.beyond(names.__getitem__)}" if self.beyond else ""
        order = self.ordering.clause(names.__getitem__, self.backward)
        return f"select * from hits{after} order by {order} limit {self.limit}"

    def order(self) -> str:
        parts = [
            f"{self.sort_output(index)}{' desc' if key.descending else ''}"
            for index, key in enumerate(self.ordering.keys)
        ]
        return ", ".join((["k.n"] if self.keys else []) + parts)

    def text(self) -> str:
        """The whole statement. Call once every output column is known."""
        table = self.listing.entity.table
        inner = (self.page_of_hits() if self.found_once else self.inner()) if self.rows else ""
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
        hits = f"hits as materialized ({self.hits()}), " if self.found_once else ""
        asked = [
            "(select count(*) from hits)" if hits and head == self.total else head for head in self.heads
        ]
        heads = ", ".join(f"{head} as h{index}" for index, head in enumerate(asked)) or "1 as one"
        return f"with {hits}k as materialized (select {heads}) select {columns} from k"
