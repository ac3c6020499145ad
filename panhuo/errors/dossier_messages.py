"""Messages about dossiers, by error code, English and Chinese."""

from collections.abc import Mapping, Sequence

from panhuo.errors.codes import ErrorCode

DOSSIER_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.DOSSIER_ACT_UNAVAILABLE: (
        "This cannot be done with the dossier as it stands; read it again to see what can.",
        "档案当前状态不支持此操作，请刷新后查看可执行的操作。",
    ),
    ErrorCode.DOSSIER_AMOUNT_INVALID: (
        "An amount is a number of 万元, not negative, with at most four decimals.",
        "金额应为不小于零的数字，单位万元，最多四位小数。",
    ),
    ErrorCode.DOSSIER_AMOUNT_MISSING: (
        "A signed deal needs its amount in 万元, or a remark where it is unknown.",
        "已签订合同的须填写金额（万元）；金额不明的请在备注中说明。",
    ),
    ErrorCode.DOSSIER_APPROVED_ALREADY: (
        "A level has approved it, so it cannot be withdrawn; ask the reviewer to return it.",
        "已有上级审核通过，不能撤回，请联系审核人退回。",
    ),
    ErrorCode.DOSSIER_COMPANIES_TOO_MANY: ("Name fewer companies.", "意向合作企业过多，请减少。"),
    ErrorCode.DOSSIER_CUSTOM_MISPLACED: (
        "A text of one's own is not taken here; choose the custom option, or leave the text out.",
        "此处不支持自定义内容；请选择自定义项，或去掉该内容。",
    ),
    ErrorCode.DOSSIER_CUSTOM_MISSING: (
        "The custom option is chosen; write what is meant.",
        "已选择自定义，请填写具体内容。",
    ),
    ErrorCode.DOSSIER_CUSTOM_PLACEHOLDER: (
        "This is the form's own hint; write what is meant in its place.",
        "此为模板提示文字，请直接填写具体内容。",
    ),
    ErrorCode.DOSSIER_DETAIL_MISPLACED: (
        "This is not asked for with the option that is chosen; leave it out.",
        "所选项无须填写此内容，请删除。",
    ),
    ErrorCode.DOSSIER_FIELD_MISPLACED: (
        "Only a portfolio has this; leave it out.",
        "仅组合专利填写此项，请删除。",
    ),
    ErrorCode.DOSSIER_FIELD_MISSING: ("This must be filled in before submission.", "提交前必须填写此项。"),
    ErrorCode.DOSSIER_INDUSTRY_UNKNOWN: (
        "There is no such code of an industry; choose one of the code table.",
        "没有该行业分类代码，请从分类表中选择。",
    ),
    ErrorCode.DOSSIER_MEMBERS_REPEATED: ("A patent stands here twice.", "专利重复。"),
    ErrorCode.DOSSIER_MEMBERS_TOO_FEW: (
        "A portfolio has at least two patents.",
        "组合专利至少包含两件专利。",
    ),
    ErrorCode.DOSSIER_MEMBERS_TOO_MANY: ("Too many patents.", "专利数量过多。"),
    ErrorCode.DOSSIER_MEMBER_INELIGIBLE: (
        "A patent of this dossier cannot be filed any more; it can only be returned or changed.",
        "档案中有专利已不能建档，只能退回或调整。",
    ),
    ErrorCode.DOSSIER_NOT_FILEABLE: ("This patent cannot be filed.", "该专利不能建档。"),
    ErrorCode.DOSSIER_OPTIONS_TOO_MANY: ("Too many entries; leave some out.", "条目过多，请减少。"),
    ErrorCode.DOSSIER_OPTION_MISPLACED: (
        "This option does not belong to the first level that is chosen.",
        "该二级选项不属于所选的一级选项。",
    ),
    ErrorCode.DOSSIER_OPTION_MISSING: (
        "Choose a second level before submission.",
        "提交前请选择二级选项。",
    ),
    ErrorCode.DOSSIER_OPTION_REPEATED: ("This option is chosen twice.", "选项重复。"),
    ErrorCode.DOSSIER_OUTCOME_DIFFERS: (
        "Approval would have another outcome than you agreed to; look at it again.",
        "审核结果与所确认的不一致，请刷新后重新确认。",
    ),
    ErrorCode.DOSSIER_OWN_REVIEW: (
        "Nobody reviews their own dossier; another administrator must.",
        "不能审核本人建档的档案，请由其他管理员审核。",
    ),
    ErrorCode.DOSSIER_PATENT_UNKNOWN: (
        "You have no patent of this application number; compare it, or ask whether it was delivered.",
        "您的可见范围内没有该申请号的专利；请核对申请号，或确认该专利是否已推送。",
    ),
    ErrorCode.DOSSIER_PHONE_INVALID: (
        "A phone number has digits, hyphens between them, and may begin with +.",
        "联系电话应为数字，可含连字符，可以+开头。",
    ),
    ErrorCode.DOSSIER_PRODUCT_MISSING: ("Name the product.", "请填写产品名称。"),
    ErrorCode.DOSSIER_RATING_INVALID: ("A rating is one to five stars.", "自评应为1–5星。"),
    ErrorCode.DOSSIER_REASON_MISSING: (
        "Give a reason of at most 500 characters.",
        "请填写原因，不超过500字。",
    ),
    ErrorCode.DOSSIER_RECEIVER_UNFIT: (
        "This account cannot file this dossier; choose another.",
        "该账号不能对此专利建档，请另选。",
    ),
    ErrorCode.DOSSIER_RESULT_MISSING: ("Give the result of the evaluation report.", "请填写专利权评价结果。"),
    ErrorCode.DOSSIER_REVISION_OPEN: (
        "A revision is open already; go on with that one.",
        "已有进行中的再次盘点，请继续处理。",
    ),
    ErrorCode.DOSSIER_ROW_REPEATED: (
        "Several rows are of the same dossier; keep one of them.",
        "多行对应同一档案，请只保留一行。",
    ),
    ErrorCode.DOSSIER_SUGGESTION_LEFT: (
        "Industries and IPC are labelled by the system; what stands here was not taken (S92).",
        "国民经济、战新产业和IPC由系统自动标引，此处内容仅供参考，未采用。",
    ),
    ErrorCode.DOSSIER_TEXT_TOO_LONG: ("The text is too long.", "内容过长。"),
    ErrorCode.DOSSIER_TEXT_UNPRINTABLE: (
        "The text holds characters that cannot be seen; write it anew.",
        "内容含不可见字符，请重新填写。",
    ),
    ErrorCode.DOSSIER_TITLE_DIFFERS: (
        "The title differs from the patent's; the application number was followed, please verify it.",
        "专利名称与系统不一致，已以申请号为准，请核实。",
    ),
    ErrorCode.DOSSIER_UNCHANGED: (
        "It was returned or delisted as it is, so it was not sent again; change it, or submit it by hand.",
        "内容与被驳回或下架时一致，未再次提交；请修改后上传，或在系统中手动提交。",
    ),
}

FIELD_WORDS: Mapping[str, tuple[str, str]] = {
    "advantages": ("product, advantages, performance", "产品、技术优势、性能指标"),
    "contact": ("contact", "联系人"),
    "fiscal_funding": ("fiscal funding", "是否属于财政资助科研项目形成专利"),
    "maturity": ("maturity", "技术成熟度"),
    "name": ("name of the portfolio", "组合专利名称"),
    "phone": ("phone", "联系电话"),
    "price": ("price", "意向价格"),
    "prospects": ("prospects", "产业化前景描述"),
    "rating": ("rating", "专利价值分级自评"),
    "statuses": ("implementation status", "专利实施状态"),
    "willingness": ("willingness", "转化意愿"),
}
"""What a field that is missing is called."""


def problem_detail(path: Sequence[str | int], params: Mapping[str, object]) -> tuple[str, str]:
    """What is added to the words of a problem: how many, or which field is missing."""
    if params:
        told = ", ".join(str(value) for value in params.values())
        return f"({told})", f"（{told}）"
    words = FIELD_WORDS.get(str(path[0])) if len(path) == 1 else None
    return (f"({words[0]})", f"（{words[1]}）") if words else ("", "")
