"""What dossiers of a generated world say: random forms, and what is still missing in each ticked entry."""

from typing import Any

from tests.reference.world import Builder

Entry = dict[str, Any]
Lack = tuple[str, str] | None
"""Code, and the field of the entry."""

STATUSES: tuple[tuple[Entry, Lack], ...] = (
    ({"first": "NOT_IMPLEMENTED"}, None),
    ({"first": "NOT_IMPLEMENTED", "remark": "尚在中试"}, None),
    ({"first": "LICENSED"}, ("OPTION_MISSING", "second")),
    ({"first": "LICENSED", "second": "OPEN_LICENCE_PLANNED"}, None),
    ({"first": "LICENSED", "second": "ORDINARY_LICENCE_SIGNED", "amount": "12.5"}, None),
    ({"first": "LICENSED", "second": "SOLE_LICENCE_SIGNED"}, ("AMOUNT_MISSING", "amount")),
    ({"first": "LICENSED", "second": "INDUSTRIALISED_BY_LICENSEE"}, ("PRODUCT_MISSING", "product")),
    ({"first": "LICENSED", "second": "INDUSTRIALISED_BY_PARTNER", "product": "锂电池"}, None),
    ({"first": "LICENSED", "second": "CUSTOM", "custom": "交叉许可"}, None),
    ({"first": "ASSIGNED", "second": "ASSIGNMENT_SIGNED", "remark": "按销售额提成"}, None),
    ({"first": "SELF_INDUSTRIALISED", "amount": "100"}, None),
    ({"first": "EVALUATION_REPORT", "result": "全部符合", "conclusion": "具备创造性"}, None),
    ({"first": "EVALUATION_REPORT"}, ("RESULT_MISSING", "result")),
    ({"first": "TO_BE_ABANDONED"}, None),
    ({"first": "OWNERSHIP_DISPUTE", "second": "CUSTOM", "custom": "权属争议"}, None),
    ({"first": "UNSUITABLE"}, None),
    ({"first": "CUSTOM", "custom": "自用"}, None),
    ({"first": "CUSTOM"}, ("CUSTOM_MISSING", "custom")),
)
WILLINGNESS: tuple[tuple[Entry, Lack], ...] = (
    ({"first": "TO_LICENSE"}, ("OPTION_MISSING", "second")),
    ({"first": "TO_LICENSE", "second": "OPEN_LICENCE"}, None),
    ({"first": "TO_LICENSE", "second": "CUSTOM", "custom": "独家许可三年"}, None),
    ({"first": "TO_ASSIGN", "second": "EQUITY"}, None),
    ({"first": "TO_ASSIGN", "second": "CUSTOM"}, ("CUSTOM_MISSING", "custom")),
    ({"first": "TO_APPLY"}, None),
)
VALUES: dict[str, tuple[Any, ...]] = {
    "fiscal_funding": (True, False),
    "fee_standard": ("0", "3.25", "80"),
    "cities": (["北京"], ["上海", "苏州"]),
    "companies": (["甲科技有限公司"], ['"乙" Ltd.', "丙"]),
    "price": ("NEGOTIABLE", "UP_TO_10", "ABOVE_100"),
    "contact": ("张三", "Ann Lee"),
    "phone": ("13800000000", "010-62511234"),
    "maturity": ("SAMPLE", "PILOT", "MASS_PRODUCTION"),
    "rating": (1, 2, 3, 5),
    "advantages": ("能量密度高", "fast"),
    "prospects": ("前景好\n可量产",),
    "industry": ("C3841",),
    "strategic_industry": ("1.1.1",),
}
PORTFOLIO = {"name": ("电池组合", "Battery pool"), "description": ("一组专利",)}


def random_form(builder: Builder, kind: str, members: list[int]) -> dict[str, Any]:
    """The fields that are filled in, as the canonical JSON of a version has them."""
    likely = builder.random.choice((0.3, 0.7, 0.95))
    fields = VALUES | (PORTFOLIO if kind == "PORTFOLIO" else {})
    form = {name: builder.random.choice(each) for name, each in fields.items() if builder.chance(likely)}
    for name, offered in (("statuses", STATUSES), ("willingness", WILLINGNESS)):
        ticked = builder.random.sample(offered, builder.random.choice((0, 1, 1, 2, 3)))
        once = {(entry["first"], entry.get("second"), entry.get("custom")): entry for entry, _ in ticked}
        form |= {name: list(once.values())} if once else {}
    return form | {"members": members}
