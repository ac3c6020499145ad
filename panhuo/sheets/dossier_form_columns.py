"""The columns of a dossier workbook that its filer fills in."""

from panhuo.rules.dossier_validation import COMPANIES_AT_MOST, LENGTHS
from panhuo.sheets.dossier_column import EXTRA, STATUS, WILL, DossierColumn

TYPED = "可直接填写自定义内容"

FUNDING = DossierColumn(
    "fiscal_funding",
    "*是否属于财政资助科研项目形成专利",
    "必填。是 / 否。",
    "Whether publicly funded research led to it: 是 (yes) or 否 (no).",
    aliases=("是否属于财政资助科研项目形成的专利", "是否财政资助科研项目形成专利", "是否财政资助"),
    needed=True,
)
FIRST = DossierColumn(
    "status_first",
    "*一级实施状态",
    f"必填。从下拉列表中选择，{TYPED}。有多个时，其余逐个填在下面各行，一格一项，基本信息不重复，不合并单元格。",
    "Choose, or write your own. Several: one a row, in the rows below.",
    STATUS,
    (
        *("实施状态一级", "一级状态", "实施状态(一级)", "专利实施状态(一级)"),
        *("专利实施状态一级", "实施状态", "专利实施状态"),
    ),
    width=22,
    needed=True,
    repeats=True,
)
SECOND = DossierColumn(
    "status_second",
    "二级状态描述",
    f"随一级实施状态从下拉列表中选择，{TYPED}；尚未实施和专利权评价报告没有二级。",
    "Depends on the first level; choose, or write your own.",
    STATUS,
    (
        "二级实施状态",
        "二级状态",
        "二级实施状态描述",
        "实施状态二级",
        "实施状态(二级)",
        "专利实施状态(二级)",
        "专利实施状态二级",
    ),
    width=26,
    repeats=True,
)
DETAIL = DossierColumn(
    "status_detail",
    "金额（万元）/评价结果/产品名称",
    "已签订合同、已作价入股、已自行产业化：金额，仅填数字，单位万元；专利权评价报告：评价结果；由被许可人或合作企业产业化：产品名称。",
    "Amount in 万元, or the result of a report, or the product's name, as the status asks.",
    STATUS,
    ("金额/评价结果/产品名称", "金额(万元)、评价结果、产品名称", "金额、评价结果、产品名称"),
    width=22,
    repeats=True,
)
REMARK = DossierColumn(
    "status_remark",
    "备注",
    "金额不明时在此说明，如支付方式。",
    "Such as how it is paid, where there is no figure.",
    STATUS,
    ("实施状态备注",),
    width=20,
    repeats=True,
)
WILL_FIRST = DossierColumn(
    "will_first",
    "转化意愿（一级）",
    "从下拉列表中选择。有多个时，其余逐个填在下面各行，一格一项。",
    "Choose. Several: one a row, in the rows below.",
    WILL,
    ("一级转化意愿", "转化意愿一级"),
    repeats=True,
)
WILL_SECOND = DossierColumn(
    "will_second",
    "转化意愿（二级）",
    f"随一级转化意愿从下拉列表中选择，{TYPED}。",
    "Depends on the first level; choose, or write your own.",
    WILL,
    ("二级转化意愿", "转化意愿二级"),
    width=20,
    repeats=True,
)
FEE = DossierColumn(
    "fee_standard",
    "费用标准（万元）",
    "仅填数字，单位万元。",
    "Digits, in 万元.",
    WILL,
    ("费用标准", "许可费用标准"),
)
CITIES = DossierColumn(
    "cities",
    "意向合作城市",
    "格式：XX省-XX市，多个以逗号分隔。",
    "As XX省-XX市, with commas between.",
    WILL,
    ("意向城市",),
    width=22,
)
COMPANIES = DossierColumn(
    "companies",
    "意向合作企业",
    f"企业全称，至多 {COMPANIES_AT_MOST} 个，以逗号分隔。",
    f"Full names, at most {COMPANIES_AT_MOST}, with commas between.",
    WILL,
    ("意向企业",),
    width=30,
)
PRICE = DossierColumn(
    "price", "*意向价格", "从下拉列表中选择。", "Choose; in 万元.", aliases=("意向价格(万元)", "价格意向")
)
CONTACT = DossierColumn(
    "contact",
    "*联系人",
    f"必填，至多 {LENGTHS['contact']} 字。",
    "Whom to ask.",
    aliases=("联系人姓名",),
    width=12,
    needed=True,
)
PHONE = DossierColumn(
    "phone",
    "*联系方式",
    "必填。13800138000 或 010-62511234；本列为文本格式，请勿改为数值。",
    "A phone number; the column is text, keep it so.",
    aliases=("联系电话", "电话", "手机号", "手机号码", "联系人电话"),
    needed=True,
)
MATURITY = DossierColumn(
    "maturity", "*技术成熟度", "从下拉列表中选择。", "Choose.", aliases=("成熟度",), width=26
)
RATING = DossierColumn(
    "rating",
    "*专利价值分级自评",
    "一星至五星。五星：技术成熟度高，可直接用于产业；一星：无潜在价值和产业化前景。",
    "One to five stars.",
    aliases=("价值分级自评", "专利价值自评", "专利价值分级", "自评", "自评等级"),
)
ADVANTAGES = DossierColumn(
    "advantages",
    "本专利对应产品、技术优势、性能指标",
    f"至多 {LENGTHS['advantages']} 字；一星、二星无须填写。",
    "Product, advantages, performance; not needed at one or two stars.",
    aliases=(
        "本专利对应的产品、技术优势、性能指标",
        "本专利对应的产品/技术优势/性能指标描述",
        "本专利对应产品、技术优势、性能指标描述",
        "产品、技术优势、性能指标",
    ),
    width=40,
)
PROSPECTS = DossierColumn(
    "prospects",
    "产业化前景描述",
    f"至多 {LENGTHS['prospects']} 字；一星、二星无须填写。",
    "Prospects of industrial use; not needed at one or two stars.",
    aliases=("产业化前景",),
    width=40,
)
CONCLUSION = DossierColumn(
    "status_conclusion",
    "主要结论",
    "专利权评价报告的主要结论，选填；与实施状态同行。",
    "The main conclusion of an evaluation report; in the row of its status.",
    EXTRA,
    ("评价报告主要结论",),
    width=30,
    repeats=True,
)
AMOUNT = DossierColumn(
    "status_amount",
    "产业化金额（万元）",
    "已填产品名称而另有金额时填写，仅填数字；与实施状态同行。",
    "An amount where the column before holds a product's name; in the row of its status.",
    EXTRA,
    ("产业化金额",),
    repeats=True,
)
