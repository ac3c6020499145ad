"""What the program prints about itself and the repository keeps: the schema, the permission matrix."""

import difflib
from pathlib import Path

import typer

from panhuo.commands.failures import CommandFailed


def show_or_keep(text: str, file: Path, check: bool, write: bool, command: str) -> None:
    """Print a text, write it to its file, or check that the file holds it.

    Raises CommandFailed where the file is missing, stale (the difference is printed) or cannot be written.
    """
    text = text.rstrip("\n") + "\n"
    if write:
        keep(text, file)
    elif check:
        require_same(text, file, command)
    else:
        typer.echo(text, nl=False)


def keep(text: str, file: Path) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandFailed(f"{file} cannot be written: {error.strerror}.") from None


def require_same(text: str, file: Path, command: str) -> None:
    if not file.exists():
        raise CommandFailed(f"{file} is missing. Run `{command} --write`.")
    kept = file.read_text(encoding="utf-8")
    if kept == text:
        return
    difference = difflib.unified_diff(
        kept.splitlines(keepends=True), text.splitlines(keepends=True), f"{file} (kept)", f"{file} (current)"
    )
    typer.echo("".join(difference), nl=False)
    raise CommandFailed(f"{file} is stale. Run `{command} --write`.")
