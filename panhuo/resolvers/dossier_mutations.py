"""The part of the mutations' root that is about dossiers. Each field names its ability."""

import strawberry

from panhuo.permissions.ability import Ability
from panhuo.resolvers import dossier_afterwards, dossier_filing, dossier_review, dossier_upload
from panhuo.resolvers.dossier_payloads import (
    DiscardDossierPayload,
    DossierPayload,
    DossiersPayload,
    HandOverUserPayload,
    OpenDossierPayload,
)
from panhuo.resolvers.jobs import JobPayload
from panhuo.types.declare import mutation

SEVERAL = 40_000
"""A mutation of several dossiers, each a change of its own."""


@strawberry.type(description="What is done with dossiers (档案操作).")
class DossierMutations:
    """Filing, review, and what comes after it."""

    open_dossier: OpenDossierPayload | None = mutation(
        dossier_filing.open,
        "What filing some patents begins with: what was delivered, why one may not be filed, what is to be "
        "filled in. Nothing is written, nothing is locked (打开建档页, S57–S60, S75).",
        Ability.DOSSIER_FILE,
    )
    file_dossier: DossierPayload | None = mutation(
        dossier_filing.file,
        "Save a dossier for the first time: it is the viewer's from now on; CONFLICT where somebody was "
        "first (建档, S72, S75).",
        Ability.DOSSIER_FILE,
    )
    save_dossier: DossierPayload | None = mutation(
        dossier_filing.save,
        "Save what a form changed, complete or not; fit for saving by itself (保存).",
        Ability.DOSSIER_EDIT,
    )
    discard_dossier: DiscardDossierPayload | None = mutation(
        dossier_filing.discard,
        "Give up a draft that was never submitted, or a revision (删除草稿).",
        Ability.DOSSIER_DISCARD,
    )
    copy_dossier_content: DossierPayload | None = mutation(
        dossier_filing.copy,
        "Fill a draft from another dossier that the viewer reads (复制内容).",
        Ability.DOSSIER_EDIT,
    )
    fill_dossiers: DossiersPayload | None = mutation(
        dossier_filing.fill,
        "Write the same fields into several of one's own drafts (批量填写).",
        Ability.DOSSIER_EDIT,
        cost=SEVERAL,
    )
    upload_dossiers: JobPayload | None = mutation(
        dossier_upload.upload,
        "Check a workbook of dossiers: a job that waits for `confirmJob`, which files them. Complete rows go "
        "to review, where nobody stands above to their outcome; others become drafts (上传, S88–S91).",
        Ability.DOSSIER_UPLOAD,
    )
    register_dossiers: JobPayload | None = mutation(
        dossier_upload.register,
        "Check a workbook of what was inventoried offline: a job that waits for `confirmJob`, which "
        "registers it directly; what is unfit is inventoried only (上传登记入库, S144, S90).",
        Ability.DOSSIER_UPLOAD_DIRECT,
    )
    submit_dossier: DossierPayload | None = mutation(
        dossier_review.submit,
        "Send a dossier to the next level, or, where nobody stands above, to its outcome (提交, S14–S20).",
        Ability.DOSSIER_SUBMIT,
    )
    withdraw_dossier: DossierPayload | None = mutation(
        dossier_review.withdraw,
        "Take a dossier back before anybody approved it (撤回, S141).",
        Ability.DOSSIER_WITHDRAW,
    )
    approve_dossiers: DossiersPayload | None = mutation(
        dossier_review.approve,
        "Let dossiers pass the viewer's level; the last gives them their outcome (审核通过, S112–S117).",
        Ability.DOSSIER_REVIEW,
        cost=SEVERAL,
    )
    return_dossiers: DossiersPayload | None = mutation(
        dossier_review.give_back,
        "Give dossiers back to their filers with a reason (退回, S116).",
        Ability.DOSSIER_REVIEW,
        cost=SEVERAL,
    )
    delist_dossier: DossierPayload | None = mutation(
        dossier_afterwards.delist,
        "Take a registered dossier out of the library with a reason (立即下架, S145, S146).",
        Ability.DOSSIER_DELIST,
    )
    revise_dossier: DossierPayload | None = mutation(
        dossier_afterwards.revise,
        "Begin a revision of an inventoried dossier, which stands until that is approved (再次盘点, S127).",
        Ability.DOSSIER_EDIT,
    )
    change_dossier_contact: DossierPayload | None = mutation(
        dossier_afterwards.change,
        "Replace contact and phone of a registered dossier (修改联系人).",
        Ability.DOSSIER_CONTACT_EDIT,
    )
    hand_over_dossier: DossierPayload | None = mutation(
        dossier_afterwards.transfer,
        "Make somebody else the filer of a dossier, with a reason (移交档案, S74).",
        Ability.DOSSIER_HANDOVER,
    )
    hand_over_user: HandOverUserPayload | None = mutation(
        dossier_afterwards.transfer_all,
        "Make somebody else the filer of all dossiers of an account, with a reason (移交账号档案, S74).",
        Ability.DOSSIER_HANDOVER,
        cost=SEVERAL,
    )
