"""Messages about the rows of dossier workbooks, by error code, English and Chinese (S94, S95)."""

from collections.abc import Mapping

from panhuo.errors.codes import ErrorCode

DOSSIER_ROW_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.CELL_MERGED: (
        "Cells are merged here; undo it, and put each option into a cell of its own.",
        "此处有合并单元格；请取消合并，每个选项各填一格。",
    ),
    ErrorCode.DOSSIER_CITY_UNUSUAL: (
        "Cities are usually written as 广东省-深圳市; this one was taken as it stands, please verify it.",
        "城市一般写成“广东省-深圳市”的形式；已按所填内容保留，请核实。",
    ),
    ErrorCode.DOSSIER_CONTINUATION_FILLED: (
        "A row without an application number continues the one above, and holds options only; clear this "
        "cell, or fill in the number.",
        "申请号为空的行是上一行的续行，只能填写实施状态和转化意愿；请清空该单元格，或补填申请号。",
    ),
    ErrorCode.DOSSIER_CUSTOM_SIMILAR: (
        "This was taken as a text of your own, though it resembles an option; correct it if that was meant.",
        "已按自定义内容保留，但与某个选项相近；如系误填请更正。",
    ),
    ErrorCode.DOSSIER_MATURITY_OLDER: (
        "This is of an older list; it was taken as the present option that it became.",
        "此为旧版选项，已换算为现行的技术成熟度。",
    ),
    ErrorCode.DOSSIER_OPTION_UNKNOWN: (
        "There is no such option; choose one of the list.",
        "没有该选项；请从下拉列表中选择。",
    ),
    ErrorCode.PHONE_UNUSUAL: (
        "The phone number was a number, not text, and may have lost a zero at its beginning; verify it.",
        "联系方式是数值而非文本，开头的0可能已丢失；请核实。",
    ),
    ErrorCode.SHEET_MACROS: (
        "The workbook holds macros; save it as .xlsx without them.",
        "工作簿含宏；请另存为不含宏的.xlsx文件。",
    ),
    ErrorCode.SHEET_TOO_COSTLY: (
        "Reading the file takes more time or memory than a file may; copy its cells into a new workbook, or "
        "divide it.",
        "读取该文件所需的时间或内存超出限制；请将内容复制到新工作簿，或拆分文件。",
    ),
}
