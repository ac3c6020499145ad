"""Messages about files and their rows, by error code, English and Chinese."""

from collections.abc import Mapping

from panhuo.errors.codes import ErrorCode

SHEET_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.APPLICATION_NUMBER_CHARACTERS: (
        "This is no Chinese application number; write 12 (or 8) digits, a dot and the check "
        "digit, such as 202310123456.6 or CN202310123456.6.",
        "不是中国专利申请号；请填写12位（旧号8位）数字加小数点和校验位，如202310123456.6。",
    ),
    ErrorCode.APPLICATION_NUMBER_CHECK_DIGIT: (
        "The check digit of the application number is wrong; compare the number with the filing receipt.",
        "申请号校验位不正确；请与受理通知书核对申请号。",
    ),
    ErrorCode.APPLICATION_NUMBER_LENGTH: (
        "The application number has too few or too many digits; format the column as text "
        "and enter all 12 (or 8) digits and the check digit.",
        "申请号位数不对；请将该列设为文本格式，完整填写12位（旧号8位）数字和校验位。",
    ),
    ErrorCode.APPLICATION_NUMBER_TYPE: (
        "The application number has an unknown type digit; it must be 1, 2, 3, 8 or 9.",
        "申请号中的专利类型位不正确，应为1、2、3、8或9。",
    ),
    ErrorCode.APPLICATION_NUMBER_YEAR: (
        "The application number has an impossible year; compare it with the filing receipt.",
        "申请号中的年份不可能；请与受理通知书核对申请号。",
    ),
    ErrorCode.CELL_CONTROL_CHARACTERS: (
        "The cell held control or invisible characters, which were left out; check what remains.",
        "单元格含控制字符或不可见字符，已去除；请核对其余内容。",
    ),
    ErrorCode.CELL_DAMAGED_TEXT: (
        "The text holds characters that were already lost (�); export the file again as UTF-8.",
        "文本中有已损坏的字符（�）；请以UTF-8编码重新导出文件。",
    ),
    ErrorCode.CELL_FORMULA_ERROR: (
        "The cell shows the error of a formula; replace the formula by its value.",
        "单元格是公式错误值；请将公式改为数值或文本。",
    ),
    ErrorCode.CELL_REQUIRED: (
        "This cell must not be empty; fill it in.",
        "该单元格不能为空，请填写。",
    ),
    ErrorCode.CELL_TOO_LONG: (
        "The text is too long; shorten it, and check that it stands in the right column.",
        "文本过长；请缩短，并确认未填错列。",
    ),
    ErrorCode.DATES_CONTRADICT: (
        "The dates of this row contradict one another or the application number; correct the wrong one.",
        "本行日期之间或日期与申请号相互矛盾；请更正。",
    ),
    ErrorCode.DATE_INVALID: (
        "This is no date; write it as 2023-12-31.",
        "日期无法识别；请写成2023-12-31的形式。",
    ),
    ErrorCode.DATE_OUT_OF_RANGE: (
        "The date lies before 1985-04-01 or in the future; correct it.",
        "日期早于1985-04-01或晚于今天，请更正。",
    ),
    ErrorCode.EVENT_INCOMPLETE: (
        "A legal event needs both its kind and its date; fill in the other one.",
        "法律事件须同时填写事件类型和事件日期；请补全。",
    ),
    ErrorCode.EVENT_KIND_UNKNOWN: (
        "Unknown kind of event; use 新增, 变更, 转让, 许可, 失效 or 恢复.",
        "未知的事件类型；请使用新增、变更、转让、许可、失效或恢复。",
    ),
    ErrorCode.EXPIRY_PASSED: (
        "The state says 有效 though the term has ended; it was taken as pushed, please verify it.",
        "保护期已届满而状态仍为有效；已按推送状态保留，请核实。",
    ),
    ErrorCode.INDUSTRY_CODE_INVALID: (
        "This is no code of GB/T 4754-2017, such as C3521; it was left out.",
        "不是GB/T 4754-2017行业代码（如C3521），已略去。",
    ),
    ErrorCode.IPC_INVALID: (
        "This is no IPC code, such as H01M 8/18; it was left out.",
        "不是IPC分类号（如H01M 8/18），已略去。",
    ),
    ErrorCode.LEGAL_STATUS_CONTRADICTS: (
        "The legal state contradicts another cell of the row; the state was taken as "
        "written, please verify it.",
        "法律状态与本行其他内容矛盾；已按所填状态保留，请核实。",
    ),
    ErrorCode.LEGAL_STATUS_UNKNOWN: (
        "The legal state is missing or unknown; use 有效, 失效 or 审中.",
        "法律状态缺失或无法识别；请填写有效、失效或审中。",
    ),
    ErrorCode.NUMBER_ROUNDED: (
        "A spreadsheet program has rounded this number; format the column as text and enter it again.",
        "该号码已被表格软件四舍五入；请将该列设为文本格式后重新填写。",
    ),
    ErrorCode.OWNERS_MISSING: (
        "No owner is named, so the patent belongs to no institution; fill in the owner.",
        "未填写专利权人，该专利将不归属任何单位；请补填。",
    ),
    ErrorCode.PATENT_NOT_DELIVERED: (
        "The row tells a state or an event of a patent that is not known yet; send the file again once its "
        "facts have been delivered.",
        "该行仅含法律状态或事件，而系统中尚无该专利；请在推送该专利数据后重新推送本文件。",
    ),
    ErrorCode.PATENT_TYPE_CONTRADICTS: (
        "The type or the publication number contradicts the application number; the "
        "application number was followed.",
        "专利类型或公开（公告）号与申请号不符；已以申请号为准。",
    ),
    ErrorCode.PATENT_TYPE_UNKNOWN: (
        "Unknown type of patent; the application number's was taken. Use 发明, 实用新型 or 外观设计.",
        "未知的专利类型，已按申请号判定；请使用发明、实用新型或外观设计。",
    ),
    ErrorCode.PUBLICATION_NUMBER_INVALID: (
        "This is no Chinese publication number, such as CN106595479B; it was left out.",
        "不是中国公开（公告）号（如CN106595479B），已略去。",
    ),
    ErrorCode.ROW_CUT_SHORT: (
        "The file ends in the middle of this row; transfer the file again.",
        "文件在本行中途结束；请重新传输文件。",
    ),
    ErrorCode.ROW_TOO_WIDE: (
        "The row has more cells than there are headings; quote cells that contain the delimiter.",
        "本行单元格多于表头列数；含分隔符的单元格请加引号。",
    ),
    ErrorCode.ROW_UNREADABLE: (
        "The quotes in this row are wrong; write a quote inside a quoted cell twice.",
        "本行引号使用有误；引号内的引号应写两次。",
    ),
    ErrorCode.SHEET_DAMAGED: (
        "The file is damaged or incomplete; save it anew and transfer it again.",
        "文件已损坏或不完整；请重新保存并传输。",
    ),
    ErrorCode.SHEET_EMPTY: (
        "The file has no rows below its headings.",
        "文件没有表头以下的数据行。",
    ),
    ErrorCode.SHEET_ENCODING: (
        "The text is neither UTF-8 nor GB18030, or is cut off; save it as UTF-8.",
        "文件编码不是UTF-8或GB18030，或内容被截断；请另存为UTF-8。",
    ),
    ErrorCode.SHEET_ENCRYPTED: (
        "The workbook is protected by a password; save it without one.",
        "工作簿设有密码；请取消密码后重新保存。",
    ),
    ErrorCode.SHEET_HEADINGS_DUPLICATED: (
        "A heading occurs twice; rename or delete one of the columns.",
        "表头重复；请重命名或删除其中一列。",
    ),
    ErrorCode.SHEET_HEADINGS_MISSING: (
        "Headings that are needed are missing; add them, or, for patents, name their columns by a mapping.",
        "缺少必需的表头；请补充（专利文件也可用映射指定对应的列）。",
    ),
    ErrorCode.SHEET_MAPPING_INVALID: (
        "The mapping names a heading or field that does not exist.",
        "映射中的表头或字段不存在。",
    ),
    ErrorCode.SHEET_NOT_FOUND: (
        "The file is not there or may not be read.",
        "文件不存在或无法读取。",
    ),
    ErrorCode.SHEET_TOO_LARGE: (
        "The file is too large; send a workbook as .csv, or divide the file.",
        "文件过大；请将工作簿另存为.csv，或拆分文件。",
    ),
    ErrorCode.SHEET_TOO_MANY_COLUMNS: (
        "The sheet is too wide; delete the cells far to the right.",
        "列数过多；请删除最右侧多余的单元格。",
    ),
    ErrorCode.SHEET_TOO_MANY_ROWS: (
        "The sheet has too many rows; delete cells far below, send it as .csv, or divide it.",
        "行数过多；请删除下方多余的单元格，或另存为.csv，或拆分文件。",
    ),
    ErrorCode.SHEET_WRONG_TYPE: (
        "The file is not what its name says; give an .xlsx, .csv or .csv.gz.",
        "文件类型与扩展名不符；请提供.xlsx、.csv或.csv.gz文件。",
    ),
    ErrorCode.SHEET_ZIP_BOMB: (
        "The file unpacks to far more than a workbook may; it was not read.",
        "文件解压后体积异常，已拒绝读取。",
    ),
    ErrorCode.STRATEGIC_INDUSTRY_UNKNOWN: (
        "This is no title of the strategic emerging industries (2018); it was left out.",
        "不是《战略性新兴产业分类（2018）》中的名称，已略去。",
    ),
}
