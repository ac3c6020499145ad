"""`panhuo demo`: a fictional world in one SQLite file, served on the spot."""

import asyncio
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tortoise.backends.base.config_generator import expand_db_url

from panhuo.commands.failures import CommandFailed
from panhuo.commands.migrate import bring_up
from panhuo.commands.serve import address_of, listen, serve
from panhuo.db import database
from panhuo.migrate import migrate
from panhuo.services.code_tables.relabelling import relabel_behind
from panhuo.settings import get_settings
from seed.accounts import DEMO_PASSWORD, READY_ACCOUNTS
from seed.codes import load_codes
from seed.contacts import SERVICE_CONTACTS
from seed.demo import seed_demo
from seed.push_file import MONTH, WEEK, write_samples
from seed.world import place

FILE = "panhuo.sqlite3"


def run(host: str, port: int, folder: Path) -> None:
    """Make the world where the folder has none yet, show who can sign in, and serve it."""
    file = database_file(folder)
    listening = listen(host, port)
    console = Console()
    with listening, use_database(file):
        with console.status("Making the demo's world …" if not file.exists() else "Opening …"):
            prepare(file)
        show(console, address_of(listening), file)
        serve(listening)


def database_file(folder: Path) -> Path:
    """The demo's file in a folder, which is made. Raises CommandFailed where that is not possible."""
    file = folder.absolute() / FILE
    if expand_db_url(f"sqlite://{file}")["credentials"]["file_path"] != str(file):
        raise CommandFailed(
            f"{folder} cannot be named in a database URL. Choose a --data folder without ? # @."
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandFailed(
            f"{folder} cannot be made: {error.strerror}. Choose another --data folder."
        ) from None
    return file


@contextmanager
def use_database(file: Path) -> Iterator[None]:
    """Point this process's settings at a file and a folder for uploads, and open the schema to strangers."""
    os.environ["PANHUO_DATABASE_URL"] = f"sqlite://{file}"
    os.environ["PANHUO_FILES_URL"] = str(file.with_name("files"))
    os.environ["PANHUO_DEMO"] = "1"
    os.environ.setdefault("PANHUO_SERVICE_CONTACTS", json.dumps(SERVICE_CONTACTS))
    os.environ.setdefault("PANHUO_OPEN_INTROSPECTION", "true")
    os.environ.setdefault("PANHUO_LOG_LEVEL", "warning")
    os.environ.setdefault("PANHUO_LOG_FORMAT", "console")
    get_settings.cache_clear()
    yield


def prepare(file: Path) -> None:
    """Seed a file that is not there yet, or bring one that is to the current schema and codes."""
    if file.exists():
        asyncio.run(refresh(f"sqlite://{file}"))
    else:
        make(file)


async def refresh(url: str) -> None:
    await bring_up(url)
    async with database(url):
        await load_codes()
        await relabel_behind()


def make(file: Path) -> None:
    """Build the world beside its place and move it there when it is whole: never half a world."""
    building = file.with_name(f"{file.name}.{os.getpid()}.building")
    try:
        asyncio.run(fill(f"sqlite://{building}"))
        write_samples(file.parent)
        building.replace(file)
    finally:
        for suffix in ("", "-wal", "-shm", ".migrating"):
            building.with_name(building.name + suffix).unlink(missing_ok=True)


async def fill(url: str) -> None:
    await migrate(url)
    async with database(url):
        await seed_demo()


def show(console: Console, address: str, file: Path) -> None:
    """Print where it is and who can sign in."""
    table = Table(title=f"Password of each 统一密码: {DEMO_PASSWORD}", title_justify="left")
    for heading in ("Account 账号", "Role 角色", "Stands at 单位"):
        table.add_column(heading, overflow="fold")
    for account in READY_ACCOUNTS:
        where = account.enterprise or (place(account.unit) if account.unit else "–")
        table.add_row(account.username, account.role.value, where)
    console.print(table)
    console.print(f"Data 数据: {file}", soft_wrap=True, markup=False)
    console.print(f"Deliveries to try 推送样例: {MONTH}, {WEEK} beside it", soft_wrap=True, markup=False)
    console.print(f"Open 打开: [bold]{address}/graphql[/bold]  (stop with Ctrl-C)", soft_wrap=True)
