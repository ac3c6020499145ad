"""Uploads through a real server and socket: clients that go away, that never stop, and many at once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from panhuo.models import Upload
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.serving.process import Served, served
from tests.uploads.conftest import CSV, files_in
from tests.uploads.forms import GOOD, MULTIPART, form

pytestmark = pytest.mark.anyio

LIMIT, QUOTA = 30_000_000, 5
SECONDS = 15


@dataclass(frozen=True)
class Somebody:
    """A server, an account's headers, and where the files lie."""

    server: Served
    headers: dict[str, str]
    folder: Path

    @property
    def port(self) -> int:
        return int(self.server.url.rpartition(":")[2])

    async def connect(self, target: str, *lines: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A request whose head was sent."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = [f"POST {target} HTTP/1.1", "Host: panhuo.test", *lines]
        head += [f"{name}: {value}" for name, value in self.headers.items()]
        writer.write("\r\n".join([*head, "", ""]).encode())
        return reader, writer


@pytest.fixture(scope="module")
async def somebody(shared_db: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Somebody]:
    account = await user(Role.INSTITUTION_ADMIN, await institution())
    place = tmp_path_factory.mktemp("served")
    settings = {
        "PANHUO_FILES_URL": (place / "files").as_uri(),
        "PANHUO_MAX_UPLOAD_BYTES": str(LIMIT),
        "PANHUO_UPLOADS_PER_ACCOUNT": str(QUOTA),
    }
    with served(place, shared_db, **settings) as server:
        yield Somebody(server, await sign_in(account), place / "files")


@pytest.fixture(autouse=True)
def empty_folder(somebody: Somebody) -> None:
    for path in files_in(somebody.folder):
        path.unlink()


async def rows() -> int:
    return await Upload.all().count()


async def settles(somebody: Somebody) -> None:
    """Nothing remains, in store or table, within some seconds."""
    for _ in range(SECONDS * 20):
        await asyncio.sleep(0.05 if await rows() or files_in(somebody.folder) else 0)
    assert (await rows(), files_in(somebody.folder)) == (0, [])


@pytest.mark.parametrize("size", [10_000, 12_000_000])
@pytest.mark.parametrize("way", ["length", "chunked", "form", "graphql"])
async def test_a_client_that_goes_away_leaves_nothing(way: str, size: int, somebody: Somebody) -> None:
    # given a body half sent
    target = "/graphql" if way == "graphql" else "/uploads?name=a.csv"
    typed = f"Content-Type: {MULTIPART['Content-Type']}"
    length = f"Content-Length: {2 * size}"
    lines = {"length": [length], "chunked": ["Transfer-Encoding: chunked"]}.get(way, [length, typed])
    start = {"form": form(GOOD[2], end="")[:-2], "graphql": form(*GOOD, end="")[:-2]}.get(way, b"")
    _, writer = await somebody.connect(target, *lines)
    data = start + b"a" * size
    writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n" if way == "chunked" else data)
    await writer.drain()
    if way in ("length", "chunked"):
        for _ in range(SECONDS * 20):
            await asyncio.sleep(0 if await rows() else 0.05)
        assert await rows() == 1, "it is arriving"

    # when
    writer.close()

    # then
    await settles(somebody)
    assert somebody.server.logged("unexpected error") == []


@pytest.mark.parametrize("target", ["/uploads?name=a.csv", "/uploads", "/graphql"])
@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_too_large_is_answered_before_it_ends(
    declared: bool, target: str, somebody: Somebody
) -> None:
    # given
    start = b"" if "name" in target else form(*(GOOD if target == "/graphql" else GOOD[2:]), end="")[:-2]
    typed = [] if "name" in target else [f"Content-Type: {MULTIPART['Content-Type']}"]
    framed = "Content-Length: 900000000" if declared else "Transfer-Encoding: chunked"
    reader, writer = await somebody.connect(target, framed, *typed)

    async def send() -> None:
        data = start
        with contextlib.suppress(ConnectionError):  # the server closes in the end
            for _ in range(60):
                data += b"a" * 1_000_000
                writer.write(data if declared else f"{len(data):x}\r\n".encode() + data + b"\r\n")
                await writer.drain()
                data = b""

    # when
    sending = asyncio.create_task(send())
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), SECONDS)
    sending.cancel()
    writer.close()

    # then
    assert b" 413 " in head.splitlines()[0]
    await settles(somebody)


async def test_many_at_once_do_not_pass_the_quota_together(somebody: Somebody) -> None:
    async with httpx.AsyncClient(base_url=somebody.server.url, headers=somebody.headers) as client:
        answers = await asyncio.gather(
            *(client.post("/uploads", params={"name": "a.csv"}, content=b"a,b\n") for _ in range(25))
        )

    assert sorted(answer.status_code for answer in answers) == [201] * QUOTA + [409] * (25 - QUOTA)
    assert (await rows(), len(files_in(somebody.folder))) == (QUOTA, QUOTA)


BIG, CHUNK = 100 * 1024 * 1024, 100_000
ALLOWED_MIB = 64
"""Parts under way in the store (5 MiB each), buffers of sockets, and what the allocator keeps."""


async def test_memory_stays_flat(somebody: Somebody, shared_db: str, tmp_path: Path) -> None:
    settings = {"PANHUO_FILES_URL": (tmp_path / "files").as_uri(), "PANHUO_MAX_UPLOAD_BYTES": str(BIG)}
    with served(tmp_path, shared_db, **settings) as server:
        for way in ("raw", "form", "graphql"):
            await sent(server, somebody.headers, way, 1000)
        before = resident(server)

        for way in ("raw", "form", "graphql"):
            await sent(server, somebody.headers, way, BIG)

        assert resident(server) - before < ALLOWED_MIB
        assert [path.stat().st_size for path in files_in(tmp_path / "files")].count(BIG) == 3


async def sent(server: Served, headers: dict[str, str], way: str, size: int) -> None:
    start, end = b"", b""
    if way != "raw":
        start = form(*(GOOD if way == "graphql" else GOOD[2:]), end="").removesuffix(CSV + b"\r\n")
        end = b"\r\n" + form()

    async def body() -> AsyncIterator[bytes]:
        yield start
        for _ in range(size // CHUNK):
            yield b"a,b,c,d,e\n" * (CHUNK // 10)
        yield b"x" * (size % CHUNK) + end

    target = {"graphql": "/graphql"}.get(way, "/uploads")
    async with httpx.AsyncClient(base_url=server.url, timeout=120) as client:
        response = await client.post(
            target,
            params={"name": "a.csv"} if way == "raw" else {},
            content=body(),
            headers=headers | (MULTIPART if way != "raw" else {}),
        )
    assert response.status_code in (200, 201) and f'"size":{size}' in response.text, response.text


def resident(server: Served) -> int:
    """The most memory a process ever held, in MiB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024
