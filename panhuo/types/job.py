"""Jobs, their files, and links to download them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import orjson
import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.rowcode import instant
from panhuo.compiler.weights import Size
from panhuo.errors import ErrorCode, message
from panhuo.files.links import link_of
from panhuo.permissions.ability import Ability
from panhuo.permissions.predicates import Ahead, AllOf, Is, Mine
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import JobKind, JobStage, JobState
from panhuo.types import job_words, user_error  # noqa: F401  # they describe the enumerations
from panhuo.types.declare import Place, column, declared, derived, entity, to_many, to_one
from panhuo.types.job_row_list import BY_ROW, ROW_ARGUMENTS, ROW_CONDITIONS, ROW_HIDDEN
from panhuo.types.node import Connection, Node
from panhuo.types.scalars import Instant
from panhuo.types.user import User

if TYPE_CHECKING:
    from panhuo.types.dossier import Dossier
    from panhuo.types.patent import Patent

NEWEST = SortKey("CREATED_AT", "created_at", "instant", True)
FIGURES = Size(8, 30)
ISSUES = Size(3, 300)
CONFIRMABLE = AllOf((Mine("owner_id", "user_id"), Is("state", "WAITING"), Ahead("expires_at")))


@strawberry.type(description="A number that came of a job (任务结果), such as how many rows are valid.")
class JobFigure:
    """A figure."""

    name: str = declared(None, "What is counted, in camelCase (名称).")
    count: int = declared(None, "How many (数量).")


@strawberry.type(description="Why a job failed (失败原因).")
class JobError:
    """An error of the catalogue."""

    code: ErrorCode = declared(None, "What is wrong, for programs (错误代码).")
    message: str = declared(None, "What is wrong and what to do, in the language of the request (错误说明).")


@strawberry.type(
    description="A link that serves a file for some minutes, to whoever asked for it (下载链接)."
)
class JobDownload:
    """A link."""

    url: str = declared(
        None, "Path on this server, to be fetched with the session that reads it here (下载地址)."
    )
    expires_at: Instant = declared(None, "Until when it serves (到期时间).")


@dataclass(frozen=True)
class Figure:
    name: str
    count: int


@dataclass(frozen=True)
class Error:
    code: str
    message: str


@dataclass(frozen=True)
class Download:
    url: str
    expires_at: str | None


def figures(chinese: bool, text: str | None) -> list[Figure]:
    return [Figure(name, count) for name, count in orjson.loads(text or "{}").items()]


def error(chinese: bool, code: str | None, detail: str | None) -> Error | None:
    if code is None:
        return None
    english, in_chinese = orjson.loads(detail) if detail else ("", "")
    return Error(code, message(ErrorCode(code), chinese, (english, in_chinese)))


def download(chinese: bool, number: int, store_key: str) -> Download:
    path, until = link_of(number, store_key)
    return Download(path, instant(until))


def confirmable(place: Place) -> str:
    return f"coalesce({CONFIRMABLE.sql(place.statement, place.alias)}, false)"


@entity(
    "job_file",
    Ability.JOB_READ,
    "A file that a job made (任务文件), such as its row report, for whoever asked for the job alone. "
    "Activation codes and the like are served once.",
)
class JobFile(Node):
    """A file of a job."""

    name: str = column("Its name (文件名).")
    media_type: str = column("Its media type (文件类型).")
    size: int = column("Its size in bytes (大小).")
    secret: bool = column("Whether it is served once (仅可下载一次).")
    created_at: Instant = column("When it was made (生成时间).")
    expires_at: Instant = column("Until when it is kept (到期时间).")
    download: JobDownload = declared(
        bind.Computed(download, ("id", "store_key")), "A link to download it, good for minutes (下载链接)."
    )


@strawberry.type(description="Something wrong in a row, or worth a look (行内问题).")
class JobRowIssue:
    """An issue."""

    row: int = declared(None, "The row of the file, a continuation row perhaps (行号).")
    column: str | None = declared(None, "The heading of its cell; null for the whole row (列名).")
    code: ErrorCode = declared(None, "What is wrong, for programs (错误代码).")
    message: str = declared(None, "What is wrong and what to do, in the language of the request (说明).")
    fatal: bool = declared(None, "Whether the row is left out for it; else it is a warning (是否错误).")


@dataclass(frozen=True)
class RowIssue:
    row: int
    column: str | None
    code: str
    message: str
    fatal: bool


def issues(chinese: bool, text: str) -> list[RowIssue]:
    """The issues of a row, in words."""
    return [
        RowIssue(row, column, code, message(ErrorCode(code), chinese, (english, in_chinese)), fatal)
        for row, column, code, english, in_chinese, fatal in orjson.loads(text)
    ]


@entity(
    "job_row",
    Ability.JOB_READ,
    "A row of the file a job reads (数据行): what it becomes once the job is confirmed, or what it became; "
    "for whoever asked for the job alone.",
    conditions={name: condition for name, (condition, _) in ROW_CONDITIONS.items()} | ROW_HIDDEN,
    default_order=(BY_ROW,),
)
class JobRow(Node):
    """A row."""

    row: int = column("Its number in the file, by which `confirmJob` chooses it (行号).", "first_row")
    last_row: int = column("The last of its continuation rows, or the same (末行, S94).")
    outcome: JobRowOutcome = column("What it becomes, or became (行结果).")
    application_number: str | None = column("The application number it names (申请号).", "number")
    title: str | None = column("The title as the file says it (专利名称).")
    error_count: int = column("How many issues leave it out (错误数).", "errors")
    warning_count: int = column("How many are warnings (提示数).", "warnings")
    issues: list[JobRowIssue] = declared(
        bind.Computed(issues, ("issues",)), "What is wrong, or worth a look (问题).", size=ISSUES
    )
    patent: Annotated["Patent", strawberry.lazy("panhuo.types.patent")] | None = to_one(
        "The patent it is of, of a portfolio the first; null where the viewer has none such (专利).",
        "Patent",
        "patent_id",
    )
    dossier: Annotated["Dossier", strawberry.lazy("panhuo.types.dossier")] | None = to_one(
        "The dossier it goes on with, or made (档案).", "Dossier", "dossier_id"
    )


@strawberry.type(description="A page of rows (数据行列表).")
class JobRowConnection(Connection[JobRow]):
    """Rows."""


@entity(
    "job",
    Ability.JOB_READ,
    "Work that takes longer than a request (任务): it is checked, waits for confirmation, and is applied.",
    orders={"CREATED_AT": NEWEST},
    default_order=(NEWEST,),
)
class Job(Node):
    """A job."""

    kind: JobKind = column("What it does (任务类型).")
    state: JobState = column("Where it stands (任务状态).")
    stage: JobStage = column("The stage that runs, comes next, or ended it (任务阶段).")
    name: str = column("What it is about: the name of its file (名称).")
    version: int = column("Counts its changes of state; `confirmJob` asks for it (版本).")
    done: int = column("How much is done of `total` (已完成).")
    total: int = column("Of how much; 0 while nobody knows (总量).")
    phase: str = column("What it is at, a word for programs (当前步骤).")
    confirmable: bool = derived(
        "Whether the viewer may confirm it now: what “确定” is bound to (可确认, S45).", confirmable
    )
    cancel_requested: bool = column("Whether it was asked to end (已请求取消).")
    attempts: int = column("How often its stage was begun (尝试次数).")
    figures: list[JobFigure] = declared(
        bind.Computed(figures, ("figures",)),
        "What came of the last stage that ended well (任务结果).",
        size=FIGURES,
    )
    error: JobError | None = declared(
        bind.Computed(error, ("error_code", "error_detail")), "Why it failed (失败原因)."
    )
    owner: User | None = to_one("Who asked for it (发起人).", "User", "owner_id")
    created_at: Instant = column("When it was asked for (发起时间).")
    started_at: Instant | None = column("When it first ran (开始时间).")
    finished_at: Instant | None = column("When it was over (结束时间).")
    expires_at: Instant | None = column("Until when it waits for its confirmation (确认截止时间).")
    rows: JobRowConnection = declared(
        bind.Connection("JobRow", "job_id"),
        "The rows of its file, for the preview and for what came of them, in their order (数据行, S88).",
        arguments=ROW_ARGUMENTS,
        cost=300,
    )
    files: list[JobFile] = to_many("Files it made (任务文件).", "JobFile", "job_id", "id")


@strawberry.type(description="A page of jobs (任务列表).")
class JobConnection(Connection[Job]):
    """Jobs."""
