"""Rows of dossiers made by hand, and uploaded by the services alone."""

from collections.abc import Sequence
from typing import Any

from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent
from panhuo.services.acting import acting
from panhuo.services.dossier_batch.applying import hold, require_same, write_batch
from panhuo.services.dossier_batch.checking import check_rows
from panhuo.services.dossier_batch.looking import Looked, look
from panhuo.sheets.dossier_row import DossierRow
from tests.rules.dossiers import whole

UPLOAD, DIRECT = Ability.DOSSIER_UPLOAD, Ability.DOSSIER_UPLOAD_DIRECT


def row(line: int, *numbers: str, content: DossierContent | None = None, **said: Any) -> DossierRow:
    """A row that names patents, and says what lacks nothing."""
    members = {"members": ()}
    return DossierRow(
        row=line,
        last_row=line,
        application_number=numbers[0],
        further=numbers[1:],
        is_portfolio=len(numbers) > 1,
        content=content or whole(**{**said, **members}),
    )


async def looked(viewer: Viewer, rows: Sequence[DossierRow], door: Ability = UPLOAD) -> Looked:
    checked = check_rows(rows, door is DIRECT, lambda done: None)
    return await look(viewer, door, checked)


async def uploaded(viewer: Viewer, rows: Sequence[DossierRow], door: Ability = UPLOAD) -> Looked:
    """Rows looked at, and written."""
    before = await looked(viewer, rows, door)
    async with acting(viewer) as action:
        await hold(before.candidates)
        now = await looked(viewer, rows, door)
        require_same(before, now)
        await write_batch(action, now, now.candidates)
    return now


def outcomes(found: Looked) -> list[str]:
    return [each.outcome.value for each in found.candidates]


def codes(found: Looked) -> list[list[str]]:
    """Of each row the codes that leave it out."""
    return [[issue.code.value for issue in each.issues if issue.fatal] for each in found.candidates]
