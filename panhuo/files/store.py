"""Where uploads and exports lie: a folder, or an S3-compatible store by its URL (`PANHUO_FILES_URL`).

A file is there whole or not at all: it is written under another name, or as parts that only the last
request joins, and appears when every byte has arrived. Memory stays flat however large it is.
"""

import hashlib
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import structlog
from obstore import delete_async, get_async, put_async
from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.settings import get_settings

if TYPE_CHECKING:
    from obstore.store import ObjectStore

log = structlog.get_logger("panhuo")

PART_BYTES = 5 * 1024 * 1024
"""What is sent at once; S3 takes no smaller parts."""
PARTS_AT_ONCE = 2
READ_BYTES = 256 * 1024
HALF_WRITTEN = "*[#]*"
"""How obstore names a file of a folder before it is whole; no key of ours has that character."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass
class FileStore:
    """Files by key. Raises FILES_UNAVAILABLE where the store cannot be reached or is full."""

    objects: "ObjectStore"
    folder: Path | None = None
    """Where they lie on this machine, if they do."""

    async def write(self, key: str, chunks: AsyncIterable[bytes], most: int) -> Stored:
        """Write a file of at most so many bytes, as they come.

        Raises FILE_TOO_LARGE with the first byte beyond, and whatever `chunks` raises; nothing is kept then.
        """
        meter = Meter(most)
        with reaching():
            await put_async(
                self.objects,
                key,
                meter.passing(chunks),
                chunk_size=PART_BYTES,
                max_concurrency=PARTS_AT_ONCE,
            )
        return meter.stored()

    async def read(self, key: str) -> AsyncIterator[bytes]:
        """The bytes of a file, some hundred thousand at a time. Raises NOT_FOUND."""
        with reaching():
            try:
                found = await get_async(self.objects, key)
            except FileNotFoundError:
                raise PanhuoError(ErrorCode.NOT_FOUND) from None
            async for chunk in found.stream(min_chunk_size=READ_BYTES):
                yield bytes(chunk)

    async def delete(self, key: str) -> None:
        """Remove a file; one that is not there is removed already."""
        with reaching(), suppress(FileNotFoundError):
            await delete_async(self.objects, key)

    def delete_half_written(self, before: float) -> int:
        """Remove what a crash left half-written in the folder before a time (seconds); how many.

        A store of objects forgets parts that were never joined by a rule of its own (lifecycle).
        """
        left = list(self.half_written(before))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def half_written(self, before: float) -> Iterator[Path]:
        for path in self.folder.rglob(HALF_WRITTEN) if self.folder else ():
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    yield path


@dataclass
class Meter:
    """Counts and digests what passes."""

    most: int
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    async def passing(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        async for chunk in chunks:
            self.size += len(chunk)
            if self.size > self.most:
                raise PanhuoError(ErrorCode.FILE_TOO_LARGE, f"(> {self.most:,} B)", limit=self.most)
            self.digest.update(chunk)
            yield chunk

    def stored(self) -> Stored:
        return Stored(self.size, self.digest.hexdigest())


@contextmanager
def reaching() -> Iterator[None]:
    """Whatever the store itself raises, as one coded error; the log keeps its words."""
    try:
        yield
    except BaseError as error:
        log.warning("file store unavailable", error=repr(error))
        raise PanhuoError(ErrorCode.FILES_UNAVAILABLE) from None


def new_key(kind: str) -> str:
    """A name in the store that nobody can guess: `uploads/…`."""
    return f"{kind}/{secrets.token_hex(16)}"


def file_store() -> FileStore:
    """The store of the settings."""
    return open_store(get_settings().files_url)


@lru_cache
def open_store(url: str) -> FileStore:
    """The store at a URL; a folder is made, for this account's eyes only."""
    folder = folder_of(url)
    try:
        if folder is None:
            return FileStore(from_url(url))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileStore(LocalStore(folder), folder)
    except (OSError, ValueError, BaseError) as error:
        log.warning("file store unavailable", error=repr(error))
        raise PanhuoError(ErrorCode.FILES_UNAVAILABLE) from None


def folder_of(url: str) -> Path | None:
    """The folder that `file:///a/b` or a plain path names; None where it is a store's URL."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    return None if "://" in url else Path(url).absolute()
