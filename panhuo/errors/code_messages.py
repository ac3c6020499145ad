"""Messages about files of code tables and concordances, by error code, English and Chinese (S92)."""

from collections.abc import Mapping

from panhuo.errors.codes import ErrorCode

CODE_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.CODE_DUPLICATED: (
        "This line stands in the file already; remove one of the two.",
        "文件中已有相同的代码或对应关系；请删除重复行。",
    ),
    ErrorCode.CODE_INVALID: (
        "This is no code of this table; correct it, or choose the table the file is of.",
        "不是该分类表的代码；请更正，或选择正确的分类表。",
    ),
    ErrorCode.CODE_ORPHAN: (
        "The file lacks the code above this one; add it.",
        "文件中缺少该代码的上级代码；请补充。",
    ),
    ErrorCode.CODE_TABLE_FAULTY: (
        "The file has errors, so nothing of it was loaded; correct the rows of the report and send it again.",
        "文件有误，未导入任何内容；请按逐行报告更正后重新上传。",
    ),
    ErrorCode.CODE_TITLE_MISSING: (
        "The code has no title; it keeps the one it has, or is called by its code.",
        "该代码没有名称；将保留原名称，若原无名称则以代码代替。",
    ),
    ErrorCode.CODE_UNKNOWN: (
        "The table in force has no such code; load the table first, or correct the code.",
        "现行分类表中没有该代码；请先导入分类表，或更正代码。",
    ),
    ErrorCode.IPC_UNKNOWN: (
        "The IPC in force has no such place; the rule is kept, for patents classified by an older edition.",
        "现行国际专利分类中没有该分类号；规则将保留，用于按旧版分类的专利。",
    ),
}
