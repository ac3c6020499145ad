"""Opening the accounts of a file as a job: checked, then, confirmed, opened once (S42–S46)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import PurePath

from panhuo import clock
from panhuo.auth.activation import Activation, new_activation
from panhuo.auth.throttle import count
from panhuo.clock import now_ms
from panhuo.jobs.files import drop_file
from panhuo.jobs.kinds import Figures, Kind, register
from panhuo.jobs.run import JobRun
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import JobKind
from panhuo.services.account_batch.checking import (
    Batch,
    Standing,
    check_against_accounts,
    read_candidates,
    require_open,
)
from panhuo.services.account_batch.creating import Changed, NewRow, audit_batch, create_accounts
from panhuo.services.account_batch.form import form_of, needed_columns, require_roles
from panhuo.services.account_batch.reporting import report_of
from panhuo.services.account_batch.units import units_of
from panhuo.services.accounts import names_key
from panhuo.settings import get_settings
from panhuo.sheets.account_file import AccountFile, read_account_file
from panhuo.sheets.account_workbook import AccountForm, code_sheet
from panhuo.sheets.apart import read_apart
from panhuo.sheets.file_kind import FileKind

XLSX = FileKind.WORKBOOK.media_type
CHECKED, CREATED, CODES = "校验结果", "创建结果", "激活码"
LOOKS = 5
"""How often the rows are looked at anew because something changed just then, before the job waits a while."""
Ranges = Sequence[list[int]]
"""First and last row, as the file counts them."""


async def check(run: JobRun) -> Figures:
    """Look at every row; the row report is the job's file, also where nothing is wrong."""
    file = await read(run)
    batch, form = await looked_at(run, run.viewer, file)
    if batch.met:
        await count(names_key(run.viewer), get_settings().sign_in_address_failures, now_ms())
    run.progress(len(file.rows), len(file.rows), "reporting")
    report = await asyncio.to_thread(report_of, form, batch)
    await run.attach(named(run, CHECKED), XLSX, whole(report))
    return batch.figures()


async def apply(run: JobRun) -> Figures:
    """Open the accounts of the rows that are valid by now, of those that were chosen."""
    file = await read(run)
    for _ in range(LOOKS):
        viewer = await run.authorised()
        batch, form = await looked_at(run, viewer, file)
        choose(batch, run.parameters.get("rows"))
        try:
            return await opened(run, form, batch)
        except Changed:
            continue
    raise TimeoutError("accounts or units kept changing")


async def read(run: JobRun) -> AccountFile:
    """The file, read in a process that can be killed. Raises SheetError."""
    needed = needed_columns(run.viewer)
    async with run.upload_file() as path:
        reading = partial(read_apart, read_account_file, path, run.name, needed, progress=told(run))
        return await asyncio.to_thread(reading)


def told(run: JobRun) -> Callable[[float], None]:
    return lambda done: run.progress(round(done * 1_000), 1_000, "reading")


async def looked_at(run: JobRun, viewer: Viewer, file: AccountFile) -> tuple[Batch, AccountForm]:
    """What each row is by now, and what the viewer's template offers by now."""
    require_roles(viewer)
    units, total = await units_of(viewer), len(file.rows)
    require_open(viewer, units)

    def tell(done: int) -> None:
        run.progress(done, total, "checking")

    found = await asyncio.to_thread(read_candidates, viewer, units, file, tell)
    run.progress(total, total, "comparing")
    return await check_against_accounts(viewer, file, found), form_of(viewer, units)


def choose(batch: Batch, ranges: Ranges | None) -> None:
    """Leave valid rows out that were not chosen; all are where nothing was said."""
    if ranges is not None:
        last_row = batch.file.heading_row + len(batch.file.rows)
        chosen, reached = set[int](), 0
        for first, last in sorted(ranges):
            chosen.update(range(max(first, reached + 1), min(last, last_row) + 1))
            reached = max(reached, last)
        for each in batch.of(Standing.VALID):
            if each.row.row not in chosen:
                each.standing = Standing.LEFT_OUT


async def opened(run: JobRun, form: AccountForm, batch: Batch) -> Figures:
    """Write the report and the one-time sheet, then open the accounts. Raises Changed, and undoes all."""
    valid = batch.of(Standing.VALID)
    rows = [NewRow(each, activation) for each, activation in zip(valid, await codes(len(valid)), strict=True)]
    for each in valid:
        each.standing = Standing.CREATED
    run.progress(0, len(batch.candidates), "creating")
    files = await attached(run, form, batch, rows)
    try:
        async with run.effect() as effect:
            await create_accounts(effect.action, rows, run.id)
            await audit_batch(effect.action, run.row, len(rows))
            effect.figures = outcome(batch, len(rows))
    except Changed:
        for each in valid:
            each.standing = Standing.VALID
        for number in files:
            await drop_file(number)
        raise
    return effect.figures


async def codes(many: int) -> list[Activation]:
    now = now_ms()
    return await asyncio.to_thread(lambda: [new_activation(now) for _ in range(many)])


async def attached(run: JobRun, form: AccountForm, batch: Batch, rows: Sequence[NewRow]) -> list[int]:
    """The files of what is about to be done; they show only once it is."""
    report = await asyncio.to_thread(report_of, form, batch)
    found = [await run.attach(named(run, CREATED), XLSX, whole(report))]
    if rows:
        lines, until = [row.code_line() for row in rows], moment(rows[0].activation.expires_at)
        sheet = await asyncio.to_thread(partial(code_sheet, lines, until))
        found.append(await run.attach(named(run, CODES), XLSX, whole(sheet), secret=True))
    return found


def outcome(batch: Batch, created: int) -> Figures:
    counts = batch.figures()
    kept = {name: counts[name] for name in ("rows", "invalid", "already")}
    return {**kept, "created": created, "leftOut": len(batch.of(Standing.LEFT_OUT))}


def named(run: JobRun, what: str) -> str:
    """The name of a file the job makes."""
    return f"{PurePath(run.name).stem}.{what}.xlsx"


def moment(instant: int) -> str:
    """An instant as China's clocks show it."""
    return datetime.fromtimestamp(instant / 1000, clock.CHINA).strftime("%Y-%m-%d %H:%M")


async def whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


USER_IMPORT = register(Kind(JobKind.USER_IMPORT, Ability.USER_CREATE, check, apply, choosable=True))
