"""Messages about performance reports, by error code, English and Chinese."""

from collections.abc import Mapping

from panhuo.errors.codes import ErrorCode

PERFORMANCE_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.PERFORMANCE_ACT_UNAVAILABLE: (
        "This cannot be done with the report as it stands; read it again to see what can.",
        "业绩当前状态不支持此操作，请刷新后查看可执行的操作。",
    ),
    ErrorCode.PERFORMANCE_AMOUNT_MISSING: (
        "Give the amount in 万元, or a remark on how it is paid where there is no figure.",
        "请填写金额（万元）；没有金额的请在备注中说明支付方式，如销售额提成、利润提成。",
    ),
    ErrorCode.PERFORMANCE_NOT_REGISTERED: (
        "Only patents that the institution has in the library can be linked.",
        "只能关联本校已登记入库的专利。",
    ),
    ErrorCode.PERFORMANCE_OPTIONS_UNFIT: (
        "Tick at least one option of the way of conversion that is reported, none twice.",
        "请勾选所填转化方式下的至少一个选项，不可重复。",
    ),
}
