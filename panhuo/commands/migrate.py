"""`panhuo migrate`: the database at this version's schema."""

import asyncio

import typer

from panhuo.commands.database import probe, refuse_newer
from panhuo.db import database
from panhuo.migrate import applied_migrations, known_migrations, migrate
from panhuo.settings import get_settings


def run() -> None:
    """Apply the migrations that are missing, and say which."""
    new = asyncio.run(bring_up(get_settings().database_url))
    typer.echo(f"Applied {', '.join(new)}." if new else "The database was at this version's schema already.")


async def bring_up(url: str) -> list[str]:
    """Apply what is missing; its names. Raises CommandFailed for a database of a newer version."""
    probe(url)
    async with database(url):
        before = await applied_migrations()
    refuse_newer(before)
    await migrate(url)
    return sorted(known_migrations() - before)
