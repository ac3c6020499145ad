"""The catalogue of error codes, in English and Chinese. Every error that leaves Panhuo has one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from graphql import GraphQLError

from panhuo.sheet_messages import SHEET_MESSAGES


class ErrorCode(StrEnum):
    """What went wrong. Documented in docs/errors.md, generated from MESSAGES."""

    APPLICATION_NUMBER_CHARACTERS = "APPLICATION_NUMBER_CHARACTERS"
    APPLICATION_NUMBER_CHECK_DIGIT = "APPLICATION_NUMBER_CHECK_DIGIT"
    APPLICATION_NUMBER_LENGTH = "APPLICATION_NUMBER_LENGTH"
    APPLICATION_NUMBER_TYPE = "APPLICATION_NUMBER_TYPE"
    APPLICATION_NUMBER_YEAR = "APPLICATION_NUMBER_YEAR"
    BAD_CURSOR = "BAD_CURSOR"
    BAD_ID = "BAD_ID"
    BAD_REQUEST = "BAD_REQUEST"
    CELL_CONTROL_CHARACTERS = "CELL_CONTROL_CHARACTERS"
    CELL_DAMAGED_TEXT = "CELL_DAMAGED_TEXT"
    CELL_FORMULA_ERROR = "CELL_FORMULA_ERROR"
    CELL_REQUIRED = "CELL_REQUIRED"
    CELL_TOO_LONG = "CELL_TOO_LONG"
    CONFLICT = "CONFLICT"
    DATABASE_UNAVAILABLE = "DATABASE_UNAVAILABLE"
    DATES_CONTRADICT = "DATES_CONTRADICT"
    DATE_INVALID = "DATE_INVALID"
    DATE_OUT_OF_RANGE = "DATE_OUT_OF_RANGE"
    EVENT_INCOMPLETE = "EVENT_INCOMPLETE"
    EVENT_KIND_UNKNOWN = "EVENT_KIND_UNKNOWN"
    EXPIRY_PASSED = "EXPIRY_PASSED"
    FORBIDDEN = "FORBIDDEN"
    INDUSTRY_CODE_INVALID = "INDUSTRY_CODE_INVALID"
    INTERNAL = "INTERNAL"
    INVALID_VALUE = "INVALID_VALUE"
    IPC_INVALID = "IPC_INVALID"
    LEGAL_STATUS_CONTRADICTS = "LEGAL_STATUS_CONTRADICTS"
    LEGAL_STATUS_UNKNOWN = "LEGAL_STATUS_UNKNOWN"
    NOT_FOUND = "NOT_FOUND"
    NUMBER_ROUNDED = "NUMBER_ROUNDED"
    OPERATION_TOO_LARGE = "OPERATION_TOO_LARGE"
    OWNERS_MISSING = "OWNERS_MISSING"
    PAGE_TOO_LARGE = "PAGE_TOO_LARGE"
    PATENT_TYPE_CONTRADICTS = "PATENT_TYPE_CONTRADICTS"
    PATENT_TYPE_UNKNOWN = "PATENT_TYPE_UNKNOWN"
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
    TOO_MANY_TRIES = "TOO_MANY_TRIES"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    VALIDATION_FAILED = "VALIDATION_FAILED"


MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.BAD_CURSOR: (
        "The cursor does not belong to this list and order; start again without it.",
        "游标与当前列表或排序不符，请去掉游标重新查询。",
    ),
    ErrorCode.BAD_ID: (
        "The id is not of the form Type:number.",
        "编号格式不正确，应为“类型:数字”。",
    ),
    ErrorCode.BAD_REQUEST: ("The request cannot be read.", "请求无法解析。"),
    ErrorCode.CONFLICT: (
        "Somebody else changed this meanwhile; read it again and retry.",
        "数据已被他人修改，请刷新后重试。",
    ),
    ErrorCode.DATABASE_UNAVAILABLE: (
        "The database cannot be reached; try again shortly.",
        "数据库暂时不可用，请稍后重试。",
    ),
    ErrorCode.FORBIDDEN: ("Your role may not do or read this.", "您的角色无权执行此操作或查看此内容。"),
    ErrorCode.INTERNAL: ("Something went wrong on our side.", "系统内部错误。"),
    ErrorCode.INVALID_VALUE: ("The value is not valid.", "取值不合法。"),
    ErrorCode.NOT_FOUND: ("There is no such object.", "未找到该对象。"),
    ErrorCode.OPERATION_TOO_LARGE: (
        "The operation asks for too much at once; split it.",
        "一次请求的内容过多，请拆分后分别查询。",
    ),
    ErrorCode.PAGE_TOO_LARGE: (
        "Ask for at most 100 rows at a time.",
        "每次最多查询 100 条。",
    ),
    ErrorCode.SIGN_IN_FAILED: (
        "Unknown account or wrong password.",
        "账号或密码错误。",
    ),
    ErrorCode.TOO_MANY_TRIES: (
        "Too many failed tries; wait and try again.",
        "失败次数过多，请稍后再试。",
    ),
    ErrorCode.UNAUTHENTICATED: ("Sign in first.", "请先登录。"),
    ErrorCode.VALIDATION_FAILED: (
        "The operation does not fit the schema.",
        "请求与接口定义不符。",
    ),
    **{ErrorCode(code): texts for code, texts in SHEET_MESSAGES.items()},
}


def message(code: ErrorCode, chinese: bool = False, detail: str = "") -> str:
    """The message of a code in one language, with a detail after it where there is one."""
    text = MESSAGES[code][1 if chinese else 0]
    return f"{text} {detail}" if detail else text


class PanhuoError(GraphQLError):
    """An error a client may see: a code from the catalogue, and what it concerns."""

    def __init__(self, code: ErrorCode, detail: str = "", **extensions: Any) -> None:
        self.code = code
        self.detail = detail
        super().__init__(message(code, detail=detail), extensions={"code": code.value, **extensions})
