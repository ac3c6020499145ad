"""What each error code says, in English and Chinese."""

from collections.abc import Mapping

from panhuo.errors.account_messages import ACCOUNT_MESSAGES
from panhuo.errors.account_row_messages import ACCOUNT_ROW_MESSAGES
from panhuo.errors.code_messages import CODE_MESSAGES
from panhuo.errors.codes import ErrorCode
from panhuo.errors.demand_messages import DEMAND_MESSAGES
from panhuo.errors.dossier_messages import DOSSIER_MESSAGES
from panhuo.errors.dossier_row_messages import DOSSIER_ROW_MESSAGES
from panhuo.errors.performance_messages import PERFORMANCE_MESSAGES
from panhuo.errors.request_messages import REQUEST_MESSAGES
from panhuo.errors.sheet_messages import SHEET_MESSAGES
from panhuo.errors.token_messages import TOKEN_MESSAGES

MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    **REQUEST_MESSAGES,
    **ACCOUNT_MESSAGES,
    **DEMAND_MESSAGES,
    **DOSSIER_MESSAGES,
    **PERFORMANCE_MESSAGES,
    **ACCOUNT_ROW_MESSAGES,
    **DOSSIER_ROW_MESSAGES,
    **SHEET_MESSAGES,
    **CODE_MESSAGES,
    **TOKEN_MESSAGES,
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
