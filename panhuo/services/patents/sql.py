"""What the two databases write differently in the statements of an import, and the tables it works in.

Its tables are temporary: rows of a file are staged there, out of everybody else's sight and without a
write-ahead log, and nothing of them outlives the transaction, however that ends. Staging tables of the schema
would have to be cleaned after a crash, and two imports' rows kept apart.
"""

from dataclasses import dataclass

from panhuo.db import Dialect

Columns = dict[str, str]
"""Names and kinds of columns: text, date, boolean or bigint."""

KINDS: dict[Dialect, dict[str, str]] = {
    "postgres": {"text": 'text collate "C"', "date": "date", "boolean": "boolean", "bigint": "bigint"},
    "sqlite": {"text": "text", "date": "text", "boolean": "integer", "bigint": "integer"},
}


@dataclass(frozen=True)
class Words:
    """The words of one dialect."""

    dialect: Dialect
    twins: bool = False
    """Whether statements go to temporary twins of `patent`, `patent_code` and `legal_event`: to look at what
    an import would do."""

    def table(self, name: str) -> str:
        """A table of patents, or its twin."""
        return f"import_twin_{name}" if self.twins else name

    @property
    def row_id(self) -> str:
        """The column that tells rows of such a table apart: twins number none."""
        return "id" if not self.twins else "ctid" if self.postgres else "rowid"

    @property
    def postgres(self) -> bool:
        return self.dialect == "postgres"

    @property
    def fence(self) -> str:
        """Ends a sub-select whose expressions are to be computed once, not wherever they are named."""
        return "offset 0" if self.postgres else "limit -1"

    def create(self, table: str, columns: Columns, key: str = "") -> str:
        written = [f"{name} {KINDS[self.dialect][kind]}" for name, kind in columns.items()]
        written += [f"primary key ({key})"] if key else []
        end = " on commit drop" if self.postgres else ""
        return f"create temp table if not exists {table} ({', '.join(written)}){end}"

    def clear(self, table: str) -> str:
        return f"truncate {table}" if self.postgres else f"delete from {table}"

    def differ(self, left: str, right: str) -> str:
        """Two values, or two rows of values in brackets, differ; nulls are equal."""
        return f"{left} is distinct from {right}" if self.postgres else f"{left} is not {right}"

    def look_up(self, table: str, key: str) -> str:
        """Join each row to its one of another table, `patent p`, by a key, through the index on it.

        PostgreSQL would read the whole table where it has no statistics of what this transaction wrote to it.
        """
        if not self.postgres:
            return f"left join {table} on {key}"
        name = table.split()[1]
        return f"left join lateral (select {name}.* from {table} where {key} {self.fence}) {name} on true"

    def each(self, array: str, name: str) -> str:
        """A from-item: the elements of a JSON array of arrays."""
        if self.postgres:
            return f"jsonb_array_elements({array}::jsonb) with ordinality {name} (value, place)"
        return f"json_each({array}) {name}"

    def place(self, name: str) -> str:
        """An element's place in its array, from 1."""
        return f"{name}.place" if self.postgres else f"{name}.key + 1"

    def part(self, name: str, number: int) -> str:
        """One text of an element, counted from 0."""
        return f"{name}.value ->> {number}" if self.postgres else f"json_extract({name}.value, '$[{number}]')"

    def json(self, text: str) -> str:
        """A JSON text, to be read several times."""
        return f"({text})::jsonb" if self.postgres else text

    def member(self, json: str, key: str) -> str:
        """A text in a JSON object."""
        return f"({json} ->> '{key}')" if self.postgres else f"json_extract({json}, '$.{key}')"

    def text(self, value: str) -> str:
        """A value as text that compares byte by byte."""
        return f'({value})::text collate "C"' if self.postgres else f"cast({value} as text)"

    def object(self, key: str, value: str) -> str:
        """A JSON object of one key, as text."""
        pair = f"'{key}', {value}"
        return f"json_build_object({pair})::text" if self.postgres else f"json_object({pair})"

    def date(self, text: str) -> str:
        return f"({text})::date" if self.postgres else f"({text})"

    def integer(self, text: str) -> str:
        return f"({text})::bigint" if self.postgres else f"({text})"

    def tokens(self, text: str) -> str:
        return f"{text}::tsvector" if self.postgres else text

    @property
    def text_key(self) -> str:
        """The column of `patent_text` that holds the patent's id."""
        return "patent_id" if self.postgres else "rowid"
