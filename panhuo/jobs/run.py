"""One run of one stage of a job: what a stage is given to work with."""

import asyncio
import tempfile
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum
from pathlib import Path
from typing import Any

import orjson

from panhuo.files.store import file_store
from panhuo.jobs import files, table
from panhuo.jobs.kinds import Figures
from panhuo.jobs.owner import owner_now
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import JobKind, JobStage
from panhuo.services.acting import Action, acting
from panhuo.services.uploads import used_upload


class Why(Enum):
    """Why a run ends before its time."""

    CANCELLED = "somebody cancelled the job"
    LOST = "another run holds the job by now"
    STOPPING = "this process was told to stop"


class Stopped(Exception):
    """Raised within a stage that shall end: whatever it did not commit is undone."""


class Effect:
    """The transaction of a job's effect."""

    def __init__(self, action: Action) -> None:
        self.action = action
        self.figures: Figures = {}
        """What came of it; set it before the block ends."""


class JobRun:
    """A stage's handle on its job."""

    def __init__(self, row: table.Row, viewer: Viewer) -> None:
        self.row = row
        self.viewer = viewer
        """The owner, as it was when this run began."""
        self.done, self.total, self.phase = 0, 0, ""
        self.stopped: Why | None = None
        self.task: asyncio.Task[Any] | None = None
        self.loop = asyncio.get_running_loop()

    @property
    def id(self) -> int:
        return int(self.row["id"])

    @property
    def kind(self) -> JobKind:
        return JobKind(self.row["kind"])

    @property
    def stage(self) -> JobStage:
        return JobStage(self.row["stage"])

    @property
    def name(self) -> str:
        return str(self.row["name"])

    @property
    def parameters(self) -> dict[str, Any]:
        """What was asked for, and, confirmed, what was chosen."""
        found: dict[str, Any] = orjson.loads(self.row["parameters"])
        return found

    @property
    def figures(self) -> dict[str, int]:
        """What came of the check."""
        found: dict[str, int] = orjson.loads(self.row["figures"] or "{}")
        return found

    def progress(self, done: int, total: int = 0, phase: str = "") -> None:
        """Say how far it is. Cheap, and from any thread. Raises Stopped where the run shall end."""
        self.done, self.total, self.phase = done, total, phase
        if self.stopped:
            raise Stopped(self.stopped.value)

    def cancelled(self) -> bool:
        """Whether the run shall end, for whatever reason."""
        return self.stopped is not None

    async def authorised(self) -> Viewer:
        """The owner as the account is by now. Raises UNAUTHENTICATED or FORBIDDEN."""
        return await owner_now(self.row)

    @asynccontextmanager
    async def upload_file(self) -> AsyncIterator[Path]:
        """The upload the job reads, as a file here for the length of the block. Raises NOT_FOUND."""
        async with self.upload_files() as files:
            yield files[0][0]

    @asynccontextmanager
    async def upload_files(self) -> AsyncIterator[list[tuple[Path, str]]]:
        """All uploads the job reads, as files here with their names, for the length of the block.

        Raises NOT_FOUND.
        """
        found: list[tuple[Path, str]] = []
        with tempfile.TemporaryDirectory(prefix="panhuo-job-") as folder:
            for number in table.uploads_of(self.row):
                upload = await used_upload(number, self.row["owner_id"])
                path = Path(folder) / f"upload-{len(found)}"
                with path.open("wb") as file:
                    async for chunk in file_store().read(upload.store_key):
                        await asyncio.to_thread(file.write, chunk)
                found.append((path, upload.name))
            yield found

    async def attach(
        self, name: str, media_type: str, chunks: AsyncIterable[bytes], secret: bool = False
    ) -> int:
        """Give the owner a file, which shows once the stage ended well; its id.

        A `secret` one is served once.
        """
        return await files.add_file(self.row, name, media_type, chunks, secret)

    @asynccontextmanager
    async def effect(self) -> AsyncIterator[Effect]:
        """The one transaction in which the job does what it is for, as its owner.

        It is committed only by the run that holds the job, once: whoever runs the job again finds that out,
        and ends it. Raises Stopped, and what `authorised` raises.
        """
        viewer = await self.authorised()
        async with acting(viewer) as action:
            found = Effect(action)
            yield found
            await self.commit(found.figures)

    async def commit(self, figures: Figures) -> None:
        """Within a transaction: this is the job's effect. Raises Stopped where it must not be committed."""
        if not await table.mark_applied(self.row, figures):
            raise Stopped("cancelled, or another run holds the job by now")
        await files.show_files(self.row)

    def stop(self, why: Why) -> None:
        """End the run. From any thread."""
        if self.stopped is None:
            self.stopped = why
            self.loop.call_soon_threadsafe(self.end_task)

    def end_task(self) -> None:
        if self.task is not None:
            self.task.cancel()
