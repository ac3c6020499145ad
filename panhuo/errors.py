"""The catalogue of error codes, in English and Chinese. Every error that leaves Panhuo has one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from graphql import GraphQLError

from panhuo.sheet_messages import SHEET_MESSAGES


class ErrorCode(StrEnum):
    """What went wrong. Documented in docs/errors.md, generated from MESSAGES."""

    ACCOUNT_NAME_TAKEN = "ACCOUNT_NAME_TAKEN"
    ACTIVATION_FAILED = "ACTIVATION_FAILED"
    APPLICATION_NUMBER_CHARACTERS = "APPLICATION_NUMBER_CHARACTERS"
    APPLICATION_NUMBER_CHECK_DIGIT = "APPLICATION_NUMBER_CHECK_DIGIT"
    APPLICATION_NUMBER_LENGTH = "APPLICATION_NUMBER_LENGTH"
    APPLICATION_NUMBER_TYPE = "APPLICATION_NUMBER_TYPE"
    APPLICATION_NUMBER_YEAR = "APPLICATION_NUMBER_YEAR"
    BAD_COORDINATE = "BAD_COORDINATE"
    BAD_CURSOR = "BAD_CURSOR"
    BAD_ID = "BAD_ID"
    BAD_REQUEST = "BAD_REQUEST"
    BODY_TOO_LARGE = "BODY_TOO_LARGE"
    CELL_CONTROL_CHARACTERS = "CELL_CONTROL_CHARACTERS"
    CELL_DAMAGED_TEXT = "CELL_DAMAGED_TEXT"
    CELL_FORMULA_ERROR = "CELL_FORMULA_ERROR"
    CELL_REQUIRED = "CELL_REQUIRED"
    CELL_TOO_LONG = "CELL_TOO_LONG"
    CONFLICT = "CONFLICT"
    COST_TOO_HIGH = "COST_TOO_HIGH"
    COORDINATE_MISMATCH = "COORDINATE_MISMATCH"
    DATABASE_UNAVAILABLE = "DATABASE_UNAVAILABLE"
    DATES_CONTRADICT = "DATES_CONTRADICT"
    DATE_INVALID = "DATE_INVALID"
    DATE_OUT_OF_RANGE = "DATE_OUT_OF_RANGE"
    DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED"
    DOCUMENT_UNKNOWN = "DOCUMENT_UNKNOWN"
    EVENT_INCOMPLETE = "EVENT_INCOMPLETE"
    EVENT_KIND_UNKNOWN = "EVENT_KIND_UNKNOWN"
    EXPIRY_PASSED = "EXPIRY_PASSED"
    FILES_UNAVAILABLE = "FILES_UNAVAILABLE"
    FILE_TOO_LARGE = "FILE_TOO_LARGE"
    FORBIDDEN = "FORBIDDEN"
    INDUSTRY_CODE_INVALID = "INDUSTRY_CODE_INVALID"
    INTERNAL = "INTERNAL"
    INVALID_VALUE = "INVALID_VALUE"
    IPC_INVALID = "IPC_INVALID"
    LEGAL_STATUS_CONTRADICTS = "LEGAL_STATUS_CONTRADICTS"
    LEGAL_STATUS_UNKNOWN = "LEGAL_STATUS_UNKNOWN"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    NAME_TAKEN = "NAME_TAKEN"
    NOT_ACCEPTABLE = "NOT_ACCEPTABLE"
    NOT_ACTIVATED = "NOT_ACTIVATED"
    NOT_FOUND = "NOT_FOUND"
    NUMBER_ROUNDED = "NUMBER_ROUNDED"
    OPERATION_TOO_LARGE = "OPERATION_TOO_LARGE"
    OPERATION_UNKNOWN = "OPERATION_UNKNOWN"
    OWNERS_MISSING = "OWNERS_MISSING"
    PAGE_TOO_LARGE = "PAGE_TOO_LARGE"
    PATENT_TYPE_CONTRADICTS = "PATENT_TYPE_CONTRADICTS"
    PATENT_TYPE_UNKNOWN = "PATENT_TYPE_UNKNOWN"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    PERSISTED_QUERY_NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED"
    PROFILE_INCOMPLETE = "PROFILE_INCOMPLETE"
    PUBLICATION_NUMBER_INVALID = "PUBLICATION_NUMBER_INVALID"
    ROW_CUT_SHORT = "ROW_CUT_SHORT"
    ROW_TOO_WIDE = "ROW_TOO_WIDE"
    ROW_UNREADABLE = "ROW_UNREADABLE"
    SHEET_DAMAGED = "SHEET_DAMAGED"
    SHEET_EMPTY = "SHEET_EMPTY"
    SHEET_ENCODING = "SHEET_ENCODING"
    SHEET_ENCRYPTED = "SHEET_ENCRYPTED"
    SHEET_HEADINGS_DUPLICATED = "SHEET_HEADINGS_DUPLICATED"
    SHEET_HEADINGS_MISSING = "SHEET_HEADINGS_MISSING"
    SHEET_MAPPING_INVALID = "SHEET_MAPPING_INVALID"
    SHEET_NOT_FOUND = "SHEET_NOT_FOUND"
    SHEET_TOO_LARGE = "SHEET_TOO_LARGE"
    SHEET_TOO_MANY_COLUMNS = "SHEET_TOO_MANY_COLUMNS"
    SHEET_TOO_MANY_ROWS = "SHEET_TOO_MANY_ROWS"
    SHEET_WRONG_TYPE = "SHEET_WRONG_TYPE"
    SHEET_ZIP_BOMB = "SHEET_ZIP_BOMB"
    SIGN_IN_FAILED = "SIGN_IN_FAILED"
    STRATEGIC_INDUSTRY_UNKNOWN = "STRATEGIC_INDUSTRY_UNKNOWN"
    SUBSCRIPTIONS_TOO_MANY = "SUBSCRIPTIONS_TOO_MANY"
    TIMEOUT = "TIMEOUT"
    TOO_MANY_ERRORS = "TOO_MANY_ERRORS"
    TOO_MANY_TRIES = "TOO_MANY_TRIES"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    UNIT_IN_USE = "UNIT_IN_USE"
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    UPLOADS_TOO_MANY = "UPLOADS_TOO_MANY"
    VALIDATION_FAILED = "VALIDATION_FAILED"


MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.ACCOUNT_NAME_TAKEN: (
        "This account name is taken; choose another.",
        "该账号名已被使用，请更换。",
    ),
    ErrorCode.ACTIVATION_FAILED: (
        "The activation code does not fit the account, was used or has expired; ask your administrator for "
        "another.",
        "激活码与账号不符、已使用或已过期，请联系管理员重新获取。",
    ),
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
    ErrorCode.FILES_UNAVAILABLE: (
        "The file store cannot be reached; try again shortly.",
        "文件存储暂时不可用，请稍后重试。",
    ),
    ErrorCode.FILE_TOO_LARGE: (
        "The file is too large; divide it, or send a workbook as .csv.gz.",
        "文件过大；请拆分文件，或将工作簿另存为.csv.gz。",
    ),
    ErrorCode.FORBIDDEN: ("Your role may not do or read this.", "您的角色无权执行此操作或查看此内容。"),
    ErrorCode.INTERNAL: ("Something went wrong on our side.", "系统内部错误。"),
    ErrorCode.INVALID_VALUE: ("The value is not valid.", "取值不合法。"),
    ErrorCode.METHOD_NOT_ALLOWED: (
        "This method does not serve that: send queries by GET or POST, mutations by POST.",
        "不支持该请求方法：查询可用 GET 或 POST，变更请用 POST。",
    ),
    ErrorCode.NAME_TAKEN: (
        "Another unit bears this name; choose a different one.",
        "该名称已被其他机构使用，请更换。",
    ),
    ErrorCode.NOT_ACTIVATED: (
        "The institution's space is not open yet; its administrator opens it with activateInstitution.",
        "本校尚未开启盘活行动，请由管理员先行开启（activateInstitution）。",
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
    ErrorCode.PROFILE_INCOMPLETE: (
        "Complete your profile and password first: updateProfile with jobTitle, phone and email, and "
        "changePassword if somebody else set your password.",
        "请先完善个人信息与密码：用 updateProfile 填写部门职务、手机号、邮箱；密码由他人设置的，请用 changePassword 修改。",
    ),
    ErrorCode.SIGN_IN_FAILED: (
        "Unknown account or wrong password.",
        "账号或密码错误。",
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
    ErrorCode.TOO_MANY_TRIES: (
        "Too many failed tries; wait and try again.",
        "失败次数过多，请稍后再试。",
    ),
    ErrorCode.UNAUTHENTICATED: ("Sign in first.", "请先登录。"),
    ErrorCode.UNIT_IN_USE: (
        "The unit still holds something; move or merge that first.",
        "该机构下仍有内容，请先移动或合并。",
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
    **{ErrorCode(code): texts for code, texts in SHEET_MESSAGES.items()},
}


Detail = str | tuple[str, str]
"""What an error adds to its message: the same in both languages, or in English and Chinese."""


MEANINGS: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.PERSISTED_QUERY_NOT_FOUND: (
        "This server runs registered documents only, and this hash names none.",
        "本服务只执行已登记的查询，该哈希值未登记。",
    ),
    ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED: (
        "No document of this hash is registered; send the document itself.",
        "没有登记该哈希值对应的查询，请直接发送查询文档。",
    ),
}
"""What is meant where the message is a word that Apollo's clients look for."""


def message(code: ErrorCode, chinese: bool = False, detail: Detail = "") -> str:
    """The message of a code in one language, with a detail after it where there is one."""
    text = MESSAGES[code][1 if chinese else 0]
    added = detail if isinstance(detail, str) else detail[1 if chinese else 0]
    return f"{text} {added}" if added else text


class PanhuoError(GraphQLError):
    """An error a client may see: a code from the catalogue, and what it concerns."""

    def __init__(self, code: ErrorCode, detail: Detail = "", **extensions: Any) -> None:
        self.code = code
        self.detail = detail
        super().__init__(message(code, detail=detail), extensions={"code": code.value, **extensions})
