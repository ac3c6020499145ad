"""Stages of a test's own in the place of the patent import's."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from panhuo.jobs import kinds
from panhuo.jobs.kinds import Figures, Kind, Stage
from panhuo.jobs.run import JobRun
from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import AuditAction, JobKind
from panhuo.services.acting import Subject


async def nothing(run: JobRun) -> Figures:
    """A check that finds nothing."""
    return {}


async def leave_a_mark(run: JobRun) -> Figures:
    """An effect that can be counted: an entry of the audit log."""
    async with run.effect() as effect:
        await effect.action.audit(AuditAction.UNIT_CREATED, Subject("Job", run.row))
        effect.figures = {"created": 1}
    return effect.figures


@contextmanager
def stages(check: Stage = nothing, apply: Stage = leave_a_mark) -> Iterator[None]:
    """For the length of a block, what importing patents does."""
    name = JobKind.PATENT_IMPORT
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(kinds._KINDS, name, Kind(name, Ability.PUSH_IMPORT, check, apply))
        yield
