"""`panhuo permissions`: the matrix in the form that is asked for."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from panhuo.commands.printed import show_or_keep
from panhuo.matrix import csv_text, json_text, markdown
from panhuo.matrix.rows import Row, rows
from panhuo.schema import schema

FORMS: Mapping[str, Callable[[Sequence[Row]], str]] = {
    "csv": csv_text.render,
    "json": json_text.render,
    "md": markdown.render,
}


def run(form: str, file: Path | None, check: bool, write: bool) -> None:
    """Print the matrix, write it to its file, or check that file; docs/permissions-matrix.md for Markdown."""
    kept = file or Path("docs", f"permissions-matrix.{form}")
    command = "panhuo permissions" if form == "md" else f"panhuo permissions --format {form}"
    show_or_keep(FORMS[form](rows(schema._schema)), kept, check, write, command)
