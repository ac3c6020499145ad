"""The kinds of jobs: what each does in its stages, and the ability it asks of whoever wants it.

    async def check(run: JobRun) -> Figures:            # looks, changes nothing
        async with run.upload_file() as path:           # the upload, as a file on this machine
            ...
            run.progress(done, total, "reading")        # cheap, from any thread; raises Stopped
        await run.attach("名单.report.csv", "text/csv", chunks)
        return {"rows": 10_000, "valid": 9_863}

    async def apply(run: JobRun) -> Figures:            # after confirmJob
        async with run.effect() as effect:              # one transaction, committed once
            ...                                         # effect.action: an Action of the owner's
            effect.figures = {"created": 9_863}
        return effect.figures

    register(Kind(JobKind.USER_IMPORT, Ability.USER_CREATE, check, apply))

A stage may be run again from its beginning at any point before its end: it must leave nothing behind but what
`attach` and `effect` write. A PanhuoError ends the job as FAILED with its code; any other error, and a
database or file store that is away, has it run again a little later, a few times.

Blocking work goes through `asyncio.to_thread`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import JobKind, JobStage

if TYPE_CHECKING:
    from panhuo.jobs.run import JobRun

Figures = Mapping[str, int]
"""What came of a stage: numbers by name, in camelCase."""
Stage = Callable[["JobRun"], Awaitable[Figures]]


@dataclass(frozen=True)
class Kind:
    """A kind of job. With a check it waits for `confirmJob` in between; without one it applies at once."""

    name: JobKind
    ability: Ability
    """Asked of the owner when the job is started, at each stage, at its confirmation and at downloads."""
    check: Stage | None
    apply: Stage
    choosable: bool = False
    """Whether `confirmJob` may choose rows: they come as `rows` among the parameters, [[first, last], …]."""
    at_once: Callable[[], int] | None = None
    """How many such jobs of one account may be under way at once; None for any number."""

    @property
    def first_stage(self) -> JobStage:
        return JobStage.CHECK if self.check else JobStage.APPLY

    def stage(self, name: JobStage) -> Stage:
        """What to run. Raises LookupError for a check of a kind that has none."""
        found = self.check if name is JobStage.CHECK else self.apply
        if found is None:
            raise LookupError(f"{self.name} has no check")
        return found


_KINDS: dict[JobKind, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known. `panhuo/jobs/registered.py` imports its module, so that every process knows it."""
    _KINDS[kind.name] = kind
    return kind


def kind_of(name: str) -> Kind:
    """The kind of a job's row. Raises LookupError where this program does not know it."""
    return _KINDS[JobKind(name)]
