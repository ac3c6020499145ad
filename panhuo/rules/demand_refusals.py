"""Why an act on a demand is not open to somebody who reads it: the reasons and their words."""

from enum import StrEnum


class DemandRefusal(StrEnum):
    """Why something cannot be done with a demand, in the order it is looked at."""

    ROLE = "ROLE"
    STATE = "STATE"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    OTHER_SIDE = "OTHER_SIDE"
    WITHDRAWN = "WITHDRAWN"


DEMAND_REFUSALS: dict[DemandRefusal, tuple[str, str]] = {
    DemandRefusal.ROLE: ("Your role does not do this.", "您的角色不能执行此操作。"),
    DemandRefusal.STATE: ("This cannot be done with the demand as it stands.", "需求当前状态不支持此操作。"),
    DemandRefusal.OUT_OF_SCOPE: ("It lies outside what you administer.", "该需求不在您的管理范围内。"),
    DemandRefusal.OTHER_SIDE: (
        "The other side does this: the institution handles a demand, its enterprise withdraws it.",
        "此操作由对方执行：院校处理需求，企业撤回需求。",
    ),
    DemandRefusal.WITHDRAWN: ("Its enterprise withdrew it.", "企业已撤回该需求。"),
}
