"""A workbook of dossiers that somebody of the demo has just sent: its check comes with the first worker."""

import io
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.files.store import file_store, new_key
from panhuo.jobs.owner import standing
from panhuo.models import Job, Upload
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent, StatusEntry, WillingnessEntry
from panhuo.rules.dossier_options import (
    ImplementationStatus,
    Maturity,
    PriceRange,
    Willingness,
    WillingnessDetail,
)
from panhuo.rules.vocabulary import JobKind, JobStage, JobState
from panhuo.services.dossier_template import template_of
from panhuo.settings import get_settings
from panhuo.sheets.dossier_row import TemplateRow
from panhuo.sheets.dossier_workbook import write_dossier_workbook
from panhuo.sheets.file_kind import FileKind

NAME = "材料学院-建档.xlsx"
MANY = 8
HOUR_MS = 3_600_000
UNFILED = """
select h.patent_id as id from holding h join patent p on p.id = h.patent_id
where h.unit_id = $1 and h.current and h.filing_state = 'UNFILED' and p.legal_status = 'VALID'
  and p.institution_id = h.institution_id
order by h.patent_id limit $2
"""
WHOLE = DossierContent(
    fiscal_funding=True,
    statuses=(StatusEntry(ImplementationStatus.NOT_IMPLEMENTED),),
    willingness=(WillingnessEntry(Willingness.TO_LICENSE, WillingnessDetail.OPEN_LICENCE),),
    price=PriceRange.NEGOTIABLE,
    contact="杨若谷",
    phone="0000-1000001",
    maturity=Maturity.PILOT,
    rating=4,
    advantages="制备工艺稳定，性能指标优于同类产品。",
    prospects="可用于储能与轻量化部件。",
)
"""What a row says that lacks nothing."""
VARIED: Sequence[dict[str, Any]] = (
    {},
    {},
    {"rating": 2, "advantages": None, "prospects": None},
    {"contact": None, "phone": None},
    {"phone": "未知"},
    {},
    {"statuses": (StatusEntry(ImplementationStatus.OWNERSHIP_DISPUTE),)},
    {"maturity": None},
)
"""How the rows differ from it."""


async def send_workbook(sender: Viewer) -> None:
    """A file of a college's unfiled patents, waiting to be checked, with rows whole, incomplete and wrong."""
    found = await run(UNFILED, sender.unit_id, MANY)
    form, rows = await template_of(sender, [row["id"] for row in found])
    filled = [replace(row, content=replace(WHOLE, **said)) for row, said in zip(rows, VARIED, strict=False)]
    buffer = io.BytesIO()
    write_dossier_workbook(buffer, told(filled), form)
    await queue(sender, buffer.getvalue())


def told(rows: Sequence[TemplateRow]) -> list[TemplateRow]:
    """One of them under another title, which is a warning."""
    return [*rows[:5], *(replace(row, title=f"{row.title}（旧名称）") for row in rows[5:6]), *rows[6:]]


async def queue(sender: Viewer, content: bytes) -> None:
    """The job as `uploadDossiers` leaves it; whoever runs jobs first checks it."""
    now, key = now_ms(), new_key("uploads")
    stored = await file_store().write(key, whole(content), len(content))
    until = now + get_settings().upload_hours * HOUR_MS
    upload = await Upload.create(
        owner_id=sender.user_id,
        name=NAME,
        media_type=FileKind.WORKBOOK.media_type,
        size=stored.size,
        sha256=stored.sha256,
        store_key=key,
        stored=True,
        created_at=now,
        expires_at=until,
        consumed_at=now,
    )
    await Job.create(
        kind=JobKind.DOSSIER_UPLOAD,
        state=JobState.QUEUED,
        stage=JobStage.CHECK,
        owner_id=sender.user_id,
        institution_id=sender.institution_id,
        standing=standing(sender),
        upload_id=upload.id,
        name=NAME,
        created_at=now,
        due_at=now,
    )


async def whole(content: bytes) -> AsyncIterator[bytes]:
    yield content
