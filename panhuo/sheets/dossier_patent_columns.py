"""The columns of a dossier workbook that say which patents it is of, and how they are labelled."""

from panhuo.rules.dossier_validation import LENGTHS, MEMBERS_AT_MOST
from panhuo.sheets.dossier_column import EXTRA, PORTFOLIO, DossierColumn

SERIAL = DossierColumn("serial", "序号", "无须填写。", "Ignored.", width=7, taken=False)
NUMBER = DossierColumn(
    "application_number",
    "申请号",
    "必填。如 202310123456.6；有多个选项时，续行的申请号留空。",
    "The patent's application number; empty in continuation rows.",
    aliases=("专利申请号", "申请(专利)号", "专利号"),
    width=20,
    needed=True,
)
TITLE = DossierColumn(
    "title",
    "专利名称",
    "仅供核对，与系统不一致时提示。",
    "Compared with what is known; a difference is a warning.",
    aliases=("发明名称", "名称", "标题"),
    width=36,
    taken=False,
)
LEGAL = DossierColumn(
    "legal_status", "法律状态", "无须填写，以系统数据为准。", "Ignored.", width=10, taken=False
)
YEARS = DossierColumn(
    "maintenance_years", "维持年限", "无须填写，以系统数据为准。", "Ignored.", width=10, taken=False
)
INVENTORS = DossierColumn(
    "inventors", "发明人", "无须填写，以系统数据为准。", "Ignored.", width=20, taken=False
)
UNIT = DossierColumn(
    "unit",
    "所属学院",
    "请从下拉列表中选择；重名时连同上级机构填写，如“东校区/物理学院”。",
    "A unit you administer, or your own.",
    aliases=("所属单位", "所属机构", "学院"),
    width=20,
)
NAME = DossierColumn(
    "name",
    "组合专利名称",
    f"仅组合专利填写，至多 {LENGTHS['name']} 字。",
    f"Of a portfolio alone, at most {LENGTHS['name']} characters.",
    PORTFOLIO,
    ("组合名称",),
    width=22,
)
FURTHER = DossierColumn(
    "further",
    "组合专利信息",
    f"仅组合专利填写：其余专利的申请号，至多 {MEMBERS_AT_MOST - 1} 个，以逗号分隔；第一件填在“申请号”列。",
    f"The other members' numbers, at most {MEMBERS_AT_MOST - 1}, with commas between.",
    PORTFOLIO,
    ("组合专利申请号",),
    width=30,
)
DESCRIPTION = DossierColumn(
    "description",
    "组合专利描述",
    f"仅组合专利填写，至多 {LENGTHS['description']} 字。",
    f"Of a portfolio alone, at most {LENGTHS['description']} characters.",
    PORTFOLIO,
    ("组合描述",),
    width=30,
)
INDUSTRY_KNOWN = DossierColumn(
    "known_industry",
    "国民经济行业分类",
    "由系统标引；需更正时填写“更正国民经济行业”列。",
    "Labelled by the system; shown, not taken.",
    aliases=("国民经济行业", "国民经济分类", "国民经济行业分类号"),
    width=24,
    taken=False,
)
STRATEGIC_KNOWN = DossierColumn(
    "known_strategic",
    "战新分类",
    "由系统标引；需更正时填写“更正战新产业”列。",
    "Labelled by the system; shown, not taken.",
    aliases=("战新产业分类", "战略新兴产业分类", "战略性新兴产业分类", "战新产业", "战新产业领域"),
    width=24,
    taken=False,
)
IPC_KNOWN = DossierColumn(
    "known_ipc",
    "IPC",
    "由系统标引。",
    "Labelled by the system; shown, not taken.",
    aliases=("IPC分类", "IPC分类号", "技术领域(IPC)", "技术领域"),
    taken=False,
)
INDUSTRY = DossierColumn(
    "industry",
    "更正国民经济行业",
    "仅在系统标引有误时填写：GB/T 4754-2017 代码，如 C3521。",
    "A corrected code of GB/T 4754-2017, where the label is wrong.",
    EXTRA,
    ("更正国民经济行业分类",),
    width=18,
)
STRATEGIC = DossierColumn(
    "strategic_industry",
    "更正战新产业",
    "仅在系统标引有误时填写：战略性新兴产业分类代码，如 3.6。",
    "A corrected code of the strategic emerging industries, where the label is wrong.",
    EXTRA,
    ("更正战新分类", "更正战新产业分类"),
)
