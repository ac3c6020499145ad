"""`panhuo codes …`. What the commands need is imported when they run."""

from pathlib import Path
from typing import Annotated

import typer

from panhuo.commands.explained import explained

codes = typer.Typer(no_args_is_help=True, help="The code tables: industries, IPC, regions; labelling.")


@codes.command("load-builtin")
@explained
def load_builtin() -> None:
    """Load the built-in code tables and concordances, or correct them. Safe to run again."""
    from panhuo.commands.codes import load_builtin

    load_builtin()


@codes.command("load")
@explained
def load_codes(
    file: Annotated[Path, typer.Argument(help="A .xlsx, .csv or .csv.gz with a row of headings.")],
    table: Annotated[
        str,
        typer.Option(
            help="industry, strategic, ipc, region, industry-concordance or strategic-concordance.",
        ),
    ],
    edition: Annotated[str | None, typer.Option(help="What the edition is called; else as its file.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Only show what would change.")] = False,
) -> None:
    """Load an edition of a code table or concordance (S92), all of it or nothing, and label patents by it."""
    from panhuo.commands.codes import TableName, load

    if table not in [*TableName]:
        raise typer.BadParameter(" | ".join(TableName), param_hint="--table")
    load(file, TableName(table), edition, check)


@codes.command("relabel")
@explained
def relabel() -> None:
    """Label patents anew by the concordances in force. Safe to run again."""
    from panhuo.commands.codes import relabel_patents

    relabel_patents()
