"""Files are there whole or not at all, in a folder as in S3."""

import asyncio
import hashlib
import stat
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.files.store import FileStore, Stored, folder_of, new_key, open_store
from tests.files.s3 import Bucket
from tests.services import free_port

pytestmark = pytest.mark.anyio

MIB = 1024 * 1024


@dataclass
class Place:
    """A store, and what lies in it: whole files, and parts of others."""

    store: FileStore
    bucket: Bucket | None = None

    @property
    def files(self) -> dict[str, bytes]:
        if self.bucket is not None:
            prefix = "bucket/prefix/"
            assert all(path.startswith(prefix) for path in self.bucket.objects)
            return {path.removeprefix(prefix): data for path, data in self.bucket.objects.items()}
        assert self.store.folder
        paths = [path for path in self.store.folder.rglob("*") if path.is_file()]
        return {path.relative_to(self.store.folder).as_posix(): path.read_bytes() for path in paths}

    @property
    def parts(self) -> int:
        return len(self.bucket.open) if self.bucket else 0


@pytest.fixture
def at_folder(tmp_path: Path) -> Place:
    return Place(open_store((tmp_path / "some place" / "文件").as_uri()))


@pytest.fixture
async def at_s3(monkeypatch: pytest.MonkeyPatch, anyio_backend: str) -> AsyncIterator[Place]:
    bucket, port = Bucket(), free_port()
    settings = {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "cn-north-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ALLOW_HTTP": "true",
        "NO_PROXY": "127.0.0.1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    server = uvicorn.Server(uvicorn.Config(bucket.application(), port=port, log_level="error"))
    serving = asyncio.create_task(server.serve())
    for _ in range(1000):
        await asyncio.sleep(0 if server.started else 0.01)
    open_store.cache_clear()
    yield Place(open_store("s3://bucket/prefix"), bucket)
    open_store.cache_clear()
    server.should_exit = True
    await serving


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    return request.getfixturevalue(f"at_{request.param}")


async def chunks(*data: bytes) -> AsyncIterator[bytes]:
    for chunk in data:
        yield chunk


async def read(store: FileStore, key: str) -> bytes:
    return b"".join([chunk async for chunk in store.read(key)])


@pytest.mark.parametrize("sizes", [(0,), (1,), (300, 0, 700), (MIB,) * 12, (17 * MIB,)])
async def test_what_is_written_is_read(place: Place, sizes: tuple[int, ...]) -> None:
    data = [bytes([number]) * size for number, size in enumerate(sizes)]
    whole = b"".join(data)

    stored = await place.store.write("uploads/a", chunks(*data), most=20 * MIB)

    assert stored == Stored(len(whole), hashlib.sha256(whole).hexdigest())
    assert await read(place.store, "uploads/a") == whole
    assert place.files == {"uploads/a": whole}


@pytest.mark.parametrize("size", [10, 12 * MIB])
async def test_what_is_too_large_is_not_kept(place: Place, size: int) -> None:
    passed = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal passed
        while True:
            passed += 5
            yield b"abcde" if size == 10 else b"x" * MIB

    with pytest.raises(PanhuoError) as refused:
        await place.store.write("uploads/a", endless(), most=size)

    assert refused.value.code is ErrorCode.FILE_TOO_LARGE
    assert (place.files, place.parts) == ({}, 0)
    assert passed <= 15 * 5


class Broken(Exception):
    """The sender went away."""


@pytest.mark.parametrize("size", [10, 12 * MIB])
async def test_what_breaks_off_is_not_kept(place: Place, size: int) -> None:
    async def broken() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b"x" * (size // 5)
        raise Broken

    with pytest.raises(Broken):
        await place.store.write("uploads/a", broken(), most=100 * MIB)

    assert (place.files, place.parts) == ({}, 0)


async def test_what_is_cancelled_is_not_kept(at_folder: Place) -> None:
    async def slow() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * MIB
            await asyncio.sleep(0.001)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await at_folder.store.write("uploads/a", slow(), most=10_000 * MIB)

    for _ in range(200):  # what runs in the background has to notice
        await asyncio.sleep(0.05 if at_folder.files else 0)
    assert at_folder.files == {}


async def test_deleting_twice_is_deleting(place: Place) -> None:
    await place.store.write("uploads/a", chunks(b"a"), most=9)
    await place.store.write("uploads/b", chunks(b"b"), most=9)

    await place.store.delete("uploads/a")
    await place.store.delete("uploads/a")

    assert place.files == {"uploads/b": b"b"}
    with pytest.raises(PanhuoError) as missing:
        await read(place.store, "uploads/a")
    assert missing.value.code is ErrorCode.NOT_FOUND


async def test_a_store_that_refuses(at_s3: Place) -> None:
    assert at_s3.bucket
    at_s3.bucket.away = True

    for attempt in (
        at_s3.store.write("uploads/a", chunks(b"a"), most=9),
        read(at_s3.store, "uploads/a"),
        at_s3.store.delete("uploads/a"),
    ):
        with pytest.raises(PanhuoError) as away:
            await attempt
        assert away.value.code is ErrorCode.FILES_UNAVAILABLE


@pytest.mark.parametrize("url", ["/proc/nowhere/files", "file:///proc/nowhere", "nonsense://x", "s3://"])
def test_a_place_that_cannot_be(url: str) -> None:
    with pytest.raises(PanhuoError) as refused:
        open_store(url)
    assert refused.value.code is ErrorCode.FILES_UNAVAILABLE


def test_the_folder_is_for_our_account_alone(at_folder: Place) -> None:
    assert at_folder.store.folder
    assert stat.S_IMODE(at_folder.store.folder.stat().st_mode) == 0o700


def test_names_cannot_be_guessed() -> None:
    keys = {new_key("uploads") for _ in range(1000)}

    assert len(keys) == 1000
    assert all(len(key) == len("uploads/") + 32 for key in keys)


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("file:///var/lib/panhuo/files", Path("/var/lib/panhuo/files")),
        ("file:///var/a%20b/%E6%96%87", Path("/var/a b/文")),
        ("/var/lib/files", Path("/var/lib/files")),
        ("files", Path.cwd() / "files"),
        ("s3://bucket/prefix", None),
    ],
)
def test_which_urls_name_folders(url: str, folder: Path | None) -> None:
    assert folder_of(url) == folder
