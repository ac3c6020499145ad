"""Messages about the rows of account files, by error code, English and Chinese (S46)."""

from collections.abc import Mapping

from panhuo.errors.codes import ErrorCode

ACCOUNT_ROW_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.ACCOUNT_CREATED_ALREADY: (
        "You opened this account from an earlier file; the row is left out, nothing is to be done.",
        "该账号已由您此前的批量文件创建，本行将跳过，无须处理。",
    ),
    ErrorCode.ACCOUNT_NAME_DUPLICATED: (
        "This account name stands in several rows of the file; give each row a name of its own.",
        "文件中多行使用同一账号名；请为每行填写不同的账号名。",
    ),
    ErrorCode.CELL_FORMULA: (
        "The cell holds a formula; replace it by its value.",
        "单元格含公式；请粘贴为数值或文本。",
    ),
    ErrorCode.CELL_INVISIBLE_CHARACTERS: (
        "The cell holds control characters, line breaks or invisible characters; type the text anew.",
        "单元格含控制字符、换行或不可见字符；请重新输入文本。",
    ),
    ErrorCode.CELL_NOT_TEXT: (
        "The cell holds a date or a truth value, not text; format the column as text and enter it again.",
        "单元格是日期或逻辑值而不是文本；请将该列设为文本格式后重新填写。",
    ),
    ErrorCode.CELL_UNWANTED: (
        "This cell must stay empty for an account of this role; clear it.",
        "该角色的账号无须填写此项；请清空该单元格。",
    ),
    ErrorCode.EMAIL_INVALID: (
        "This is no e-mail address; write it as name@example.edu.cn.",
        "邮箱格式不正确；请写成 name@example.edu.cn 的形式。",
    ),
    ErrorCode.PHONE_INVALID: (
        "This is no phone number; write digits such as 13800138000 or 010-62511234.",
        "电话号码格式不正确；请填写 13800138000 或 010-62511234 形式的号码。",
    ),
    ErrorCode.PHONE_KNOWN: (
        "Another account or row has this phone number; check that nobody gets two accounts.",
        "该手机号已用于其他账号或其他行；请核对是否重复建号。",
    ),
    ErrorCode.ROLE_NOT_YOURS: (
        "You open no accounts of this role; choose one of the list.",
        "您不能新建该角色的账号；请从下拉列表中选择。",
    ),
    ErrorCode.ROLE_UNKNOWN: (
        "There is no such role; choose one of the list.",
        "没有该角色；请从下拉列表中选择。",
    ),
    ErrorCode.SHEET_TEMPLATE_UNKNOWN: (
        "The workbook was made from another edition of the template; download it again and copy the rows.",
        "工作簿使用的模板版本不同；请重新下载模板并复制各行。",
    ),
    ErrorCode.TRUTH_UNKNOWN: (
        "Write 是 (yes) or 否 (no).",
        "请填写“是”或“否”。",
    ),
    ErrorCode.UNIT_AMBIGUOUS: (
        "Several of your units bear this name; write it with the unit above, such as 东校区/物理学院.",
        "您管理的多个机构使用该名称；请连同上级机构填写，如“东校区/物理学院”。",
    ),
    ErrorCode.UNIT_ARCHIVED: (
        "The unit is archived; choose one in use.",
        "该机构已归档；请选择在用的机构。",
    ),
    ErrorCode.UNIT_UNFIT: (
        "An account of this role is not opened at this unit; choose another unit or role.",
        "该机构下不能新建此角色的账号；请更换机构或角色。",
    ),
    ErrorCode.UNIT_UNKNOWN: (
        "You administer no unit of this name; choose one of the list.",
        "您管理的范围内没有该名称的机构；请从下拉列表中选择。",
    ),
}
