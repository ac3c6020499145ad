"""What is wrong in a row, or deserves a look: for its report and for the preview."""

from collections.abc import Mapping
from dataclasses import dataclass

from panhuo.errors import Detail, ErrorCode, message
from panhuo.errors.dossier_messages import problem_detail
from panhuo.rules.dossier_problems import Problem
from panhuo.rules.patent_record import RowIssue
from panhuo.sheets.dossier_row import DossierRow

NUMBER, TITLE, UNIT, FURTHER = "申请号", "专利名称", "所属学院", "组合专利信息"
"""Headings of what is matched."""
HEADINGS: Mapping[str, str] = {
    "fiscal_funding": "*是否属于财政资助科研项目形成专利",
    "statuses": "*一级实施状态",
    "statuses.second": "二级状态描述",
    "statuses.custom": "二级状态描述",
    "statuses.amount": "金额（万元）/评价结果/产品名称",
    "statuses.result": "金额（万元）/评价结果/产品名称",
    "statuses.product": "金额（万元）/评价结果/产品名称",
    "statuses.conclusion": "主要结论",
    "statuses.remark": "备注",
    "willingness": "转化意愿（一级）",
    "willingness.second": "转化意愿（二级）",
    "willingness.custom": "转化意愿（二级）",
    "fee_standard": "费用标准（万元）",
    "cities": "意向合作城市",
    "companies": "意向合作企业",
    "price": "*意向价格",
    "contact": "*联系人",
    "phone": "*联系方式",
    "maturity": "*技术成熟度",
    "rating": "*专利价值分级自评",
    "advantages": "本专利对应产品、技术优势、性能指标",
    "prospects": "产业化前景描述",
    "industry": "国民经济行业分类（修正）",
    "strategic_industry": "战新产业分类（修正）",
    "name": "组合专利名称",
    "description": "组合专利描述",
    "members": FURTHER,
}
"""Fields of a content → the heading of the column they are read from."""
LISTS = ("statuses", "willingness")
"""Fields whose entries go on in continuation rows (S94)."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to put right, or to look at."""

    row: int
    column: str | None
    code: ErrorCode
    detail: tuple[str, str] = ("", "")
    """What is added to the code's message, English and Chinese."""
    fatal: bool = True

    def told(self, chinese: bool) -> str:
        return message(self.code, chinese, self.detail)

    def for_report(self) -> RowIssue:
        """The same as the row report writes it."""
        both = f"{self.told(False)} {self.told(True)}"
        return RowIssue(self.row, self.column, self.code.value, both, self.fatal)


def issue(row: int, column: str | None, code: ErrorCode, detail: Detail = "", *, fatal: bool = True) -> Issue:
    """An issue; a detail that is a plain text is the same in both languages."""
    both = (detail, detail) if isinstance(detail, str) else detail
    return Issue(row, column, code, both, fatal)


def read_issue(found: RowIssue) -> Issue:
    """An issue that the reader of the workbook met in a cell."""
    code = ErrorCode(found.code)
    detail = found.message.removeprefix(f"{message(code)} {message(code, chinese=True)}").strip()
    return Issue(found.row, found.column, code, (detail, detail), found.fatal)


def problem_issue(row: DossierRow, problem: Problem, *, fatal: bool) -> Issue:
    """A problem of the form's validator, at the cell it stands in."""
    field = str(problem.path[0])
    place = problem.path[1] if len(problem.path) > 1 and isinstance(problem.path[1], int) else 0
    line = min(row.row + place, row.last_row) if field in LISTS else row.row
    detail = problem_detail(problem.path, problem.params)
    return Issue(line, heading_of(problem), ErrorCode(problem.code.value), detail, fatal)


def heading_of(problem: Problem) -> str | None:
    field = str(problem.path[0])
    inner = f"{field}.{problem.path[-1]}"
    return HEADINGS.get(inner) or HEADINGS.get(field)
