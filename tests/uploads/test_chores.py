"""Whatever a crash leaves, and what has expired, goes with the chores; what still counts stays."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from panhuo.clock import now_ms, stopped
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.files.store import FileStore, file_store
from panhuo.models import Upload
from panhuo.permissions.viewer import Viewer
from panhuo.services import uploads
from panhuo.services.uploads import consume_upload, forget_expired_uploads, receive_upload
from tests.uploads.conftest import CSV, People, an_upload, files_in

pytestmark = pytest.mark.anyio

HOUR = 3_600_000


class Crash(BaseException):
    """The process ends here: nothing below is cleaned up by it."""


async def body() -> AsyncIterator[bytes]:
    yield CSV


def sender(people: People) -> Viewer:
    account = people.accounts["IA"]
    return Viewer(account.role, user_id=account.id)


async def test_a_day_later_it_is_gone(
    shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    await an_upload(shared_client, people.headers["IA"])

    for hours, left in ((23.9, 1), (24.05, 1), (24.2, 0)):  # the clocks of two machines may differ
        await forget_expired_uploads(now_ms() + round(hours * HOUR))
        assert await Upload.all().count() == left


async def test_what_was_consumed_goes_too_when_its_time_has_come(
    shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    id = await an_upload(shared_client, people.headers["IA"])
    with stopped() as clock:
        clock.advance(seconds=20 * 3600)
        await consume_upload(sender(people), int(id.partition(":")[2]))

    await forget_expired_uploads(now_ms() + 25 * HOUR)
    assert await Upload.all().count() == 1
    await forget_expired_uploads(now_ms() + 45 * HOUR)


@pytest.mark.parametrize("point", ["before the file", "within the file", "after the file"])
async def test_a_crash_while_a_file_arrives(
    point: str, people: People, nothing_left: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    async def crash(*_: object) -> None:
        raise Crash

    async def cut() -> AsyncIterator[bytes]:
        yield CSV
        raise Crash

    broken = {"before the file": (FileStore, "write"), "after the file": (uploads, "complete")}

    # when
    with monkeypatch.context() as patch:
        if point in broken:
            patch.setattr(*broken[point], crash)
        with pytest.raises(Crash):
            await receive_upload(sender(people), "a.csv", cut() if point == "within the file" else body())

    # then
    assert await Upload.filter(stored=False).count() == 1
    await forget_expired_uploads(now_ms())
    assert await Upload.all().count() == 1, "it could still be arriving"
    await forget_expired_uploads(now_ms() + 2 * HOUR)


@pytest.mark.parametrize("point", ["before the file", "after the file"])
async def test_a_crash_of_the_chores_themselves(
    point: str,
    shared_client: httpx.AsyncClient,
    people: People,
    nothing_left: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(3):
        await an_upload(shared_client, people.headers["IA"])
    original = FileStore.delete

    async def crash(store: FileStore, key: str) -> None:
        if point == "after the file":
            await original(store, key)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "delete", crash)
        with pytest.raises(Crash):
            await forget_expired_uploads(now_ms() + 25 * HOUR)
    assert await Upload.all().count() == 3

    await forget_expired_uploads(now_ms() + 25 * HOUR)


async def test_discarding_while_the_store_is_away(
    shared_client: httpx.AsyncClient, people: People, nothing_left: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await an_upload(shared_client, people.headers["IA"])

    async def away(*_: object) -> None:
        raise PanhuoError(ErrorCode.FILES_UNAVAILABLE)

    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "delete", away)
        await uploads.discard_upload(sender(people), int(id.partition(":")[2]))

    assert await Upload.filter(expires_at__gt=now_ms()).count() == 0
    with stopped(now_ms() - 60_000), pytest.raises(PanhuoError):  # by a clock that is behind
        await consume_upload(sender(people), int(id.partition(":")[2]))
    await forget_expired_uploads(now_ms() + HOUR)


async def test_half_written_files_of_a_killed_process(
    people: People, nothing_left: None, folder: Path
) -> None:
    """obstore writes `KEY#1` first; SIGKILL leaves it."""
    store = file_store()
    await store.write("uploads/whole", body(), 1000)
    (folder / "uploads" / "old#1").write_bytes(CSV)
    (folder / "uploads" / "new#1").write_bytes(CSV)
    long_ago = now_ms() / 1000 - 25 * 3600
    os.utime(folder / "uploads" / "old#1", (long_ago, long_ago))
    os.utime(folder / "uploads" / "whole", (long_ago, long_ago))

    await forget_expired_uploads(now_ms())

    assert sorted(path.name for path in files_in(folder)) == ["new#1", "whole"]
    (folder / "uploads" / "new#1").unlink()
    await store.delete("uploads/whole")
