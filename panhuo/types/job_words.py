"""The enumerations of jobs as GraphQL shows them."""

from panhuo.enums import described
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import JobKind, JobStage, JobState

described(
    JobKind,
    "What a job does (任务类型).",
    {
        "CODES_LOAD": "Loads an edition of a code table or concordance (导入分类表, S92).",
        "LABELLING": "Labels patents anew by the concordances in force (重新标引, S92).",
        "DOSSIER_REGISTRATION": "Registers dossiers of a workbook directly (上传登记入库, S144).",
        "DOSSIER_UPLOAD": "Files dossiers of a workbook (上传建档, S88).",
        "PATENT_IMPORT": "Imports a file of patents (导入专利数据).",
        "USER_IMPORT": "Opens the accounts of a file (批量新建用户, S42).",
    },
)
described(
    JobRowOutcome,
    "What a row of a file becomes once it is confirmed, or became (行结果).",
    {
        "DRAFT": "Kept as a draft: something is still missing (存为草稿, S91).",
        "ERROR": "Left out; its issues say why (有误).",
        "INVENTORIED": "Inventoried and not registered (已盘点未入库, S90).",
        "LEFT_OUT": "Not chosen at the confirmation (未选择).",
        "PENDING": "Sent to review (待审核, S91).",
        "REGISTERED": "Inventoried and registered (已盘点并入库, S89).",
        "UNCHANGED": "Nothing changes: its dossier says the same already (无变化).",
    },
)
described(
    JobStage,
    "The stages of a job (任务阶段).",
    {
        "CHECK": "It looks at everything and changes nothing (校验).",
        "APPLY": "It does what was confirmed (执行).",
    },
)
described(
    JobState,
    "Where a job stands (任务状态).",
    {
        "QUEUED": "It waits for its turn (排队中).",
        "RUNNING": "It runs (执行中).",
        "WAITING": "It was checked and waits for `confirmJob` (待确认).",
        "SUCCEEDED": "It is done (已完成).",
        "FAILED": "It cannot be done as it was asked for; `error` says why (失败).",
        "CANCELLED": "Somebody cancelled it, or nobody confirmed it in time; it had no effect (已取消).",
        "DEAD": "It was begun too often and never ended; `retryJob` begins anew (已停止).",
    },
)
