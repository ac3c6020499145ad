"""Whom users of the demo would ask for help (S192). Nobody answers there."""

SERVICE_CONTACTS = (
    {
        "kind": "PLATFORM",
        "organisation": "盘活演示平台服务处",
        "person": "何老师",
        "phone": "000-00000001",
        "email": "service@panhuo.example",
    },
    {
        "kind": "TECHNICAL",
        "organisation": "盘活演示技术支持组",
        "person": "客服中心",
        "phone": "000-00000002",
        "email": "support@panhuo.example",
    },
)
