"""Why an act on a dossier is not open to somebody who reads it: the reasons and their words.

`panhuo/types/dossier_sql.py` says when each holds, so that lists can tell it beforehand.
"""

from enum import StrEnum


class DossierRefusal(StrEnum):
    """Why something cannot be done with a dossier, in the order it is looked at."""

    ROLE = "ROLE"
    STATE = "STATE"
    NOT_FILER = "NOT_FILER"
    NOT_YOUR_STEP = "NOT_YOUR_STEP"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    OWN_REVIEW = "OWN_REVIEW"
    APPROVED_ALREADY = "APPROVED_ALREADY"
    SUBMITTED_BEFORE = "SUBMITTED_BEFORE"
    REVISION_OPEN = "REVISION_OPEN"
    MEMBER_INELIGIBLE = "MEMBER_INELIGIBLE"


DOSSIER_REFUSALS: dict[DossierRefusal, tuple[str, str]] = {
    DossierRefusal.ROLE: ("Your role does not do this.", "您的角色不能执行此操作。"),
    DossierRefusal.STATE: (
        "This cannot be done with the dossier as it stands.",
        "档案当前状态不支持此操作。",
    ),
    DossierRefusal.NOT_FILER: (
        "Only its filer may do this (S72); an administrator can hand it over.",
        "谁建档谁维护，仅建档人可操作；如需变更请由管理员移交。",
    ),
    DossierRefusal.NOT_YOUR_STEP: (
        "It waits for another level of review.",
        "当前由其他层级审核。",
    ),
    DossierRefusal.OUT_OF_SCOPE: (
        "It lies outside what you administer.",
        "该档案不在您的管理范围内。",
    ),
    DossierRefusal.OWN_REVIEW: (
        "Nobody reviews their own dossier; another administrator must.",
        "不能审核本人建档的档案，请由其他管理员审核。",
    ),
    DossierRefusal.APPROVED_ALREADY: (
        "A level has approved it; ask the reviewer to return it.",
        "已有上级审核通过，请联系审核人退回。",
    ),
    DossierRefusal.SUBMITTED_BEFORE: (
        "It was submitted before, so it is kept.",
        "该档案曾提交审核，不能删除。",
    ),
    DossierRefusal.REVISION_OPEN: (
        "A revision is open; go on with that one.",
        "已有进行中的再次盘点，请先处理。",
    ),
    DossierRefusal.MEMBER_INELIGIBLE: (
        "A patent of it cannot be filed any more: it lapsed, or another is first owner now.",
        "档案中有专利已不能建档（失效或已转让）。",
    ),
}
"""The same in words."""
