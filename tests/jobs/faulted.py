"""The kinds of jobs that are put through faults: how one is started, and what must have come of it.

A kind of job joins by an entry in FAULTED; `test_faults.py` does the rest.
"""

import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.account_file import COLUMNS, account_rows
from bench.dossier_file import dossiers, owned
from bench.dossier_file import workbook as dossier_workbook
from panhuo.auth.activation import activation_hash
from panhuo.auth.statements import run
from panhuo.models import (
    AuditEntry,
    CodeEdition,
    CodeRule,
    Job,
    JobFile,
    JobRow,
    Patent,
    PatentCode,
    Review,
    User,
)
from panhuo.rules.vocabulary import JobKind, Role
from panhuo.services.patent_import import import_patents, publish_records
from seed.codes import load_codes
from tests.account_batch.asking import begun as accounts_begun
from tests.account_batch.asking import file_of, outcomes, sheet_of, workbook
from tests.code_tables.files import begun as codes_begun
from tests.dossier_batch.asking import begun as dossiers_begun
from tests.exports.asking import begun as export_begun
from tests.exports.asking import content_of
from tests.exports.asking import read as read_export
from tests.factories import college, institution, user
from tests.jobs.asking import Answer, Headers, begun, counts, figures, patents, upload
from tests.patent_import.records import grant, number
from tests.sheets.files import csv_text

ROWS, WRONG, LAPSED = 1_500, 37, 50
"""Of each file."""
DOSSIERS, TURNS_AT_MOST = 400, 6
"""Rows of each workbook of dossiers; after so many turns the first file is sent again."""

EXPORTED = 3_000
"""Patents of the library that is exported."""


@dataclass(frozen=True)
class Faulted:
    """A kind of job, of which several are done one after the other."""

    owner: Callable[[], Awaitable[User]]
    """Who asks for them, in a database without rows."""
    start: Callable[[httpx.AsyncClient, Headers, int], Awaitable[Answer]]
    """The job of a turn (0, 1, …), just started, over a file of that turn's own."""
    whole: Callable[[httpx.AsyncClient, Headers, Sequence[Answer]], Awaitable[None]]
    """Asserts what must have come of the jobs, all of which ended well: each valid row once, each report."""
    follows: Callable[[], Awaitable[int]] | None = None
    """The number of the job that one of them asked for when it ended, which faults befall too."""


async def operator() -> User:
    return await user(Role.PLATFORM_OPERATOR)


async def start_import(client: httpx.AsyncClient, headers: Headers, turn: int) -> Answer:
    """A delivery in parts; with it, after the first, states of the one before."""
    begin, half = turn * (ROWS + WRONG) + 1, ROWS // 2
    files = [patents(ROWS - half, WRONG, begin=begin + half)]
    if turn:
        files.append(lapses(begin - ROWS - WRONG, LAPSED))
    parts = [await upload(client, headers, content) for content in files]
    return await begun(client, headers, patents(half, begin=begin), parts=parts)


def lapses(begin: int, many: int) -> bytes:
    """A file of states and events alone."""
    rows = [[number(begin + place), "失效", "2024-06-01"] for place in range(many)]
    return csv_text([["申请号", "事件类型", "事件日期"], *rows]).encode()


async def patents_are_whole(client: httpx.AsyncClient, headers: Headers, jobs: Sequence[Answer]) -> None:
    told = LAPSED * (len(jobs) - 1)
    wanted = [ROWS * len(jobs), len(jobs), len(jobs), told]
    assert await counts("patent", "push", "notice", "legal_event") == wanted
    assert await Patent.filter(legal_status="LAPSED").count() == told
    for turn, job in enumerate(jobs):
        found, lapsed = figures(job), LAPSED if turn else 0
        assert (found["rows"], found["rejected"], found["created"]) == (ROWS + WRONG + lapsed, WRONG, ROWS)
        assert (found["lapsed"], found["parts"]) == (lapsed, 3 if turn else 2)
        file, _ = job["files"]
        answer = await client.get(file["download"]["url"], headers=dict(headers))
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len([line for line in lines if ",no," in line]) == WRONG


async def school_admin() -> User:
    school = await institution("青岚大学")
    await college(school, "物理学院")
    return await user(Role.INSTITUTION_ADMIN, school)


async def start_accounts(client: httpx.AsyncClient, headers: Headers, turn: int) -> Answer:
    rows = account_rows(ROWS + WRONG, ["物理学院"], first=turn * (ROWS + WRONG) + 1)
    for row in rows[:WRONG]:
        row[COLUMNS.index("phone")] = "x"
    return await accounts_begun(client, headers, workbook(rows))


async def accounts_are_whole(client: httpx.AsyncClient, headers: Headers, jobs: Sequence[Answer]) -> None:
    """Each code that was given opens its account, and each account has one."""
    created = ROWS * len(jobs)
    assert await counts("user_account", "notice") == [created + 1, len(jobs)]
    assert await AuditEntry.filter(action="USER_CREATED").count() == created
    given = {}
    for job in jobs:
        found = figures(job)
        assert (found["rows"], found["invalid"], found["created"]) == (ROWS + WRONG, WRONG, ROWS)
        for part in ("校验结果", "创建结果"):
            told = outcomes(await file_of(client, headers, job, part))
            assert [cell for outcome, cell in told if outcome == "有误"] == [
                f"F{row}:PHONE_INVALID" for row in range(2, WRONG + 2)
            ]
        lines = sheet_of(await file_of(client, headers, job, "激活码"))[1:]
        given |= {line[0]: activation_hash(line[4]) for line in lines}
    kept = await User.exclude(job_id=None).values_list("username", "activation_hash")
    assert dict(kept) == given and len(given) == created


RULES, LABELLED = 3_000, 2_000
PUSHED_AT_ONCE = [grant(serial, ipc=["H01M 10/0525"]) for serial in range(1, LABELLED + 1)]


async def operator_with_patents() -> User:
    """Of patents labelled by the built-in rules."""
    await load_codes()
    await publish_records(PUSHED_AT_ONCE)
    return await operator()


def code_of(turn: int) -> str:
    return ("C39", "C35")[turn % 2]


async def start_codes(client: httpx.AsyncClient, headers: Headers, turn: int) -> Answer:
    """A concordance by which each patent has another label than before."""
    rules = [("ipc", "industry"), *((f"H01M {group}", code_of(turn)) for group in range(1, RULES + 1))]
    return await codes_begun(client, headers, rules, "INDUSTRY_CONCORDANCE", edition=f"第{turn}版")


async def labelling() -> int:
    """The job that the last load asked for."""
    [row] = await run("select max(id) as id from job where kind = 'LABELLING'")
    return int(row["id"])


async def codes_are_whole(client: httpx.AsyncClient, headers: Headers, jobs: Sequence[Answer]) -> None:
    """The last edition is in force, each edition has its rules once, and every patent follows the last."""
    last = len(jobs) - 1
    edition = await CodeEdition.get(code_table="INDUSTRY_CONCORDANCE", in_force=True)
    assert (edition.name, edition.codes) == (f"第{last}版", RULES) and edition.labelled_at is not None
    assert await CodeRule.filter(edition__name__startswith="第").count() == RULES * len(jobs)
    labels = await PatentCode.filter(kind="INDUSTRY").values_list("code", "rule", "edition_id")
    assert [*labels] == [(code_of(last), "H01M 10", edition.id)] * LABELLED
    assert await Patent.filter(main_industry=code_of(last)).count() == LABELLED
    assert await counts("job", "notice") == [2 * len(jobs)] * 2
    assert await Job.filter(kind="LABELLING", state="SUCCEEDED").count() == len(jobs)
    for job in jobs:
        assert figures(job)["codes"] == RULES


async def dossiers_owner() -> User:
    """An administrator whose university owns enough patents for every turn."""
    admin = await school_admin()
    await publish_records(owned(TURNS_AT_MOST * DOSSIERS, "青岚大学"), None, "专利.csv")
    return admin


async def start_dossiers(client: httpx.AsyncClient, headers: Headers, turn: int) -> Answer:
    rows = dossiers(DOSSIERS - WRONG, WRONG, first=turn % TURNS_AT_MOST * DOSSIERS + 1)
    return await dossiers_begun(client, headers, dossier_workbook(rows))


async def dossiers_are_whole(client: httpx.AsyncClient, headers: Headers, jobs: Sequence[Answer]) -> None:
    """Each dossier is there once, every row says what became of it; a file that comes again adds nothing."""
    made = (DOSSIERS - WRONG) * min(len(jobs), TURNS_AT_MOST)
    assert await counts("dossier", "dossier_version") == [made, made]
    assert await Review.filter(act="REGISTER_DIRECTLY").count() == made
    for turn, job in enumerate(jobs):
        found, first = figures(job), turn < TURNS_AT_MOST
        assert (found["rows"], found["invalid"]) == (DOSSIERS, WRONG)
        written = found["registered"] + found["inventoried"]
        assert (written, found["unchanged"])[not first] == DOSSIERS - WRONG
        for part in ("校验结果", "上传结果"):
            lines = sheet_of(await file_of(client, headers, job, part))
            assert sum("有误" in line for line in lines) == WRONG
        rows = await JobRow.filter(job_id=int(job["id"].removeprefix("Job:")))
        assert len(rows) == DOSSIERS and all(row.ready for row in rows)


async def library_owner() -> User:
    """The operator of a library of patents."""
    found = await operator()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.csv"
        path.write_bytes(patents(EXPORTED))
        await import_patents(path)
    return found


async def start_export(client: httpx.AsyncClient, headers: Headers, turn: int) -> Answer:
    format = ("XLSX", "CSV", "JSONL")[turn % 3]
    return await export_begun(client, headers, filed="ALL", format=format)


async def exports_are_whole(client: httpx.AsyncClient, headers: Headers, jobs: Sequence[Answer]) -> None:
    """Each job has one file, with every row once; nothing that a killed run left is to be seen."""
    assert await counts("notice") == [len(jobs)]
    assert await AuditEntry.filter(action="EXPORTED").count() == len(jobs)
    for turn, job in enumerate(jobs):
        assert figures(job) == {"rows": EXPORTED, "columns": 28}
        content = await content_of(client, headers, job)
        rows = read_export(content, ("XLSX", "CSV", "JSONL")[turn % 3])[1:]
        assert len({row[0] for row in rows}) == len(rows) == EXPORTED
    assert await JobFile.filter(ready=True).count() == len(jobs)


FAULTED: Mapping[JobKind, Faulted] = {
    JobKind.CODES_LOAD: Faulted(operator_with_patents, start_codes, codes_are_whole, labelling),
    JobKind.DOSSIER_UPLOAD: Faulted(dossiers_owner, start_dossiers, dossiers_are_whole),
    JobKind.EXPORT: Faulted(library_owner, start_export, exports_are_whole),
    JobKind.PATENT_IMPORT: Faulted(operator, start_import, patents_are_whole),
    JobKind.USER_IMPORT: Faulted(school_admin, start_accounts, accounts_are_whole),
}
