"""What the explaining sheet of the dossier template says, and the tip above its headings."""

from panhuo.rules.dossier_options import CUSTOM_LABEL, RATING_LABELS
from panhuo.sheets.dossier_columns import EXPLANATION, OUTCOME
from panhuo.sheets.dossier_file import DOSSIERS_AT_MOST, LINES_AT_MOST
from panhuo.sheets.dossier_sheet import SHEET

GUIDE = "填写说明"
GUIDE_HEADINGS, GUIDE_WIDTHS = ("项目", "说明", "In English"), (30, 80, 80)
TIP = (
    "填写提示：带 * 的为必填项；请勿修改表头；有多个实施状态或转化意愿时，逐个填在下面各行，一格一项，"
    f"申请号等基本信息不重复，不合并单元格；详见“{GUIDE}”。\n"
    "Columns with * are required. Leave the headings as they are; put several options into rows below one "
    f"another; merge nothing. More in {GUIDE}."
)
GENERAL = (
    (
        "填写",
        f"请在“{SHEET}”工作表中填写，至多 {DOSSIERS_AT_MOST:,} 件、{LINES_AT_MOST:,} 行；"
        "表头文字请勿修改，列的顺序不限，可增加其他列。",
        f"Fill in the sheet {SHEET}: at most {DOSSIERS_AT_MOST:,} dossiers in {LINES_AT_MOST:,} rows. "
        "Leave the headings as they are; columns may be moved, others added.",
    ),
    (
        "续行",
        "实施状态或转化意愿有多项时，其余各项填在下面各行，申请号等其他单元格留空；申请号为空的行属于上方最近一个有申请号的行。",
        "Where implementation status or willingness has several options, put the others into the rows below, "
        "with all other cells empty. A row without a number belongs to the last one with a number.",
    ),
    (
        "自定义",
        f"实施状态的两级和转化意愿二级可直接填写自定义内容；“{CUSTOM_LABEL}”本身不是有效内容。"
        "尚未实施和专利权评价报告没有自定义二级。自定义内容与选项同名时，请写成“自定义：内容”。",
        "Both levels of the status and the second of willingness take a text of your own. One that is spelt "
        "like an option is written 自定义：text.",
    ),
    (
        "免填",
        "自评一星、二星：产品、技术优势、性能指标和产业化前景免填。即将放弃专利权、涉及权属纠纷、其他不适宜转化的情况："
        "转化意愿、意向价格、技术成熟度、自评及产品、前景均免填。",
        "One or two stars: product, advantages and prospects are not needed. About to be abandoned, disputed "
        "or unsuitable: willingness, price, maturity, rating, product and prospects are not needed.",
    ),
    (
        "组合专利",
        "填写组合专利名称和组合专利信息的行为组合专利，“申请号”列为第一件。",
        "A row with a portfolio's name or further numbers is a portfolio; its first patent is the row's own.",
    ),
    (
        "格式",
        "所有列均为文本格式。请勿使用公式；粘贴时请选择“只粘贴数值”。企业或城市名称本身含逗号时，请加英文双引号。",
        "All columns are text. Use no formulas; paste values only. Put a company's name that holds a comma "
        "into double quotes.",
    ),
    (
        "自评",
        "；".join(f"{stars}星：{meaning}" for stars, meaning in sorted(RATING_LABELS.items(), reverse=True)),
        "From five stars, ready for industry, down to one, of no potential.",
    ),
    (
        "结果",
        f"校验后可下载带有“{OUTCOME}”“{EXPLANATION}”两列的同一工作簿；更正后可直接重新上传。",
        "After the check the same workbook can be downloaded with two columns that tell what is wrong; "
        "corrected, it can be uploaded as it is.",
    ),
)
"""What the explaining sheet says first; the rules of the columns follow."""
