"""`panhuo schema --breaking` and `--release`: today's schema and permissions beside the last release's."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typer

from panhuo.commands.failures import CommandFailed
from panhuo.commands.printed import keep
from panhuo.matrix import json_text
from panhuo.matrix.changes import Change, Offer, breaking, harmless
from panhuo.matrix.rows import rows
from panhuo.schema import schema

SCHEMA, MATRIX = "schema.graphql", "permissions.json"
NEWEST = re.compile(r"^## .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
"""The change log's first section: what is not released yet."""
BREAKING = re.compile(r"^### Breaking\b.*?(?=^### |\Z)", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`]+)`")


def check(released: Path, changelog: Path) -> None:
    """Print what changed since the release. Raises CommandFailed where the change log conceals a break."""
    before, now = kept(released), current()
    named = announced(read(changelog))
    broken = breaking(before, now)
    silent = [change for change in broken if change.coordinate not in named]
    show("Breaking, announced", [change for change in broken if change not in silent])
    show("Breaking, not announced", silent)
    show("Worth a look", harmless(before, now))
    if silent:
        names = ", ".join(sorted({f"`{change.coordinate}`" for change in silent}))
        raise CommandFailed(
            f"This breaks clients of the last release. Undo it, or name {names} under “### Breaking” in the "
            f"first section of {changelog}."
        )


def release(folder: Path) -> None:
    """Keep today's schema and permissions as the release's. Raises CommandFailed where that fails."""
    now = current()
    keep(now.schema, folder / SCHEMA)
    keep(now.matrix, folder / MATRIX)


@cache
def current() -> Offer:
    """Today's, made once: a process has one schema."""
    return Offer(schema.as_str().rstrip("\n") + "\n", json_text.render(rows(schema._schema)))


def kept(folder: Path) -> Offer:
    return Offer(read(folder / SCHEMA), read(folder / MATRIX))


def read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandFailed(f"{file} cannot be read: {error.strerror}.") from None


def announced(changelog: str) -> set[str]:
    """The coordinates named under “Breaking” in the first section."""
    newest = NEWEST.search(changelog)
    section = BREAKING.search(newest[0]) if newest else None
    return set(QUOTED.findall(section[0])) if section else set()


def show(title: str, changes: Sequence[Change]) -> None:
    if changes:
        typer.echo(f"{title}:")
    for text in sorted({change.text for change in changes}):
        typer.echo(f"- {text}")
