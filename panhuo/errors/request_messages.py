"""Messages about requests and what they name, by error code, English and Chinese."""

from collections.abc import Mapping

from panhuo.errors.codes import ErrorCode

REQUEST_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.BAD_COORDINATE: (
        "The schema has no such coordinate; write Type.field, Type.field(argument:) or Input.field.",
        "接口定义中没有该位置，请写成 Type.field、Type.field(argument:) 或 Input.field。",
    ),
    ErrorCode.BAD_CURSOR: (
        "The cursor does not belong to this list and order; start again without it.",
        "游标与当前列表或排序不符，请去掉游标重新查询。",
    ),
    ErrorCode.BAD_ID: (
        "The id is not of the form Type:number.",
        "编号格式不正确，应为“类型:数字”。",
    ),
    ErrorCode.BAD_REQUEST: ("The request cannot be read.", "请求无法解析。"),
    ErrorCode.BODY_TOO_LARGE: ("The request is too large.", "请求内容过大。"),
    ErrorCode.CONFLICT: (
        "Somebody else changed this meanwhile; read it again and retry.",
        "数据已被他人修改，请刷新后重试。",
    ),
    ErrorCode.COORDINATE_MISMATCH: (
        "This coordinate cannot be explained with what was given.",
        "按所给条件无法说明该位置。",
    ),
    ErrorCode.COST_TOO_HIGH: (
        "The operation may cost more than your role may spend at once; ask for fewer rows, lists or totals.",
        "该请求的预计开销超出您的角色单次可用的上限，请减少每页条数、列表或统计项。",
    ),
    ErrorCode.DATABASE_UNAVAILABLE: (
        "The database cannot be reached; try again shortly.",
        "数据库暂时不可用，请稍后重试。",
    ),
    ErrorCode.DOCUMENT_NOT_TRUSTED: (
        "This server runs registered documents only; send a documentId.",
        "本服务只执行已登记的查询，请以 documentId 指定。",
    ),
    ErrorCode.DOCUMENT_UNKNOWN: (
        "No document is registered under this documentId.",
        "该 documentId 没有登记对应的查询。",
    ),
    ErrorCode.EXPORT_TOO_LARGE: (
        "The list has more rows than one export takes; filter it more narrowly.",
        "数据量超过单次导出上限，请缩小筛选范围后重试。",
    ),
    ErrorCode.FILES_UNAVAILABLE: (
        "The file store cannot be reached; try again shortly.",
        "文件存储暂时不可用，请稍后重试。",
    ),
    ErrorCode.FILE_TOO_LARGE: (
        "The file is too large; divide it, or send a workbook as .csv.gz.",
        "文件过大；请拆分文件，或将工作簿另存为.csv.gz。",
    ),
    ErrorCode.INTERNAL: ("Something went wrong on our side.", "系统内部错误。"),
    ErrorCode.INVALID_VALUE: ("The value is not valid.", "取值不合法。"),
    ErrorCode.JOBS_TOO_MANY: (
        "Too many of your jobs of this kind are under way; wait for one to end, or cancel it.",
        "您正在执行的同类任务过多，请等待其完成或取消后重试。",
    ),
    ErrorCode.METHOD_NOT_ALLOWED: (
        "This method does not serve that: send queries by GET or POST, mutations by POST.",
        "不支持该请求方法：查询可用 GET 或 POST，变更请用 POST。",
    ),
    ErrorCode.NOT_ACCEPTABLE: (
        "No media type that the Accept header names can be served here; "
        "accept application/graphql-response+json or application/json.",
        "无法按 Accept 请求头返回结果，请接受 application/graphql-response+json 或 application/json。",
    ),
    ErrorCode.NOT_FOUND: ("There is no such object.", "未找到该对象。"),
    ErrorCode.OPERATION_TOO_LARGE: (
        "The operation asks for too much at once; split it.",
        "一次请求的内容过多，请拆分后分别查询。",
    ),
    ErrorCode.OPERATION_UNKNOWN: (
        "It is not clear which operation to run; name one of the document's as operationName.",
        "无法确定要执行的操作，请用 operationName 指定文档中的一个操作。",
    ),
    ErrorCode.PAGE_TOO_LARGE: (
        "Ask for at most 100 rows at a time.",
        "每次最多查询 100 条。",
    ),
    ErrorCode.PERSISTED_QUERY_NOT_FOUND: ("PersistedQueryNotFound", "PersistedQueryNotFound"),
    ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED: ("PersistedQueryNotSupported", "PersistedQueryNotSupported"),
    ErrorCode.RATE_LIMITED: (
        "You asked for more than a minute's budget; wait the seconds that retryAfter tells.",
        "请求开销超出每分钟的额度，请按 retryAfter 所示秒数等待后重试。",
    ),
    ErrorCode.SUBSCRIPTIONS_TOO_MANY: (
        "Too many subscriptions are open; end one first.",
        "打开的订阅过多，请先结束一个。",
    ),
    ErrorCode.TIMEOUT: (
        "The operation took too long; ask for less, or filter more narrowly. "
        "A change may be done all the same: look before you repeat it.",
        "请求执行超时，请缩小查询范围或减少内容后重试。变更操作可能仍已生效，重复提交前请先查询确认。",
    ),
    ErrorCode.TOO_MANY_ERRORS: (
        "More errors are left out; put those above right first.",
        "其余错误未列出，请先处理以上错误。",
    ),
    ErrorCode.UNSUPPORTED_MEDIA_TYPE: (
        "Send the request as application/json in UTF-8.",
        "请以 UTF-8 编码的 application/json 发送请求。",
    ),
    ErrorCode.UPLOADS_TOO_MANY: (
        "Too many of your uploads are waiting; use or discard some first.",
        "您待处理的上传文件过多；请先使用或删除一部分。",
    ),
    ErrorCode.VALIDATION_FAILED: (
        "The operation does not fit the schema.",
        "请求与接口定义不符。",
    ),
}
