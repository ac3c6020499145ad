"""What the mutations of dossiers take."""

import strawberry

from panhuo.resolvers.dossier_content import DossierContentInput
from panhuo.rules.vocabulary import DossierState

DOSSIER = "Id of the dossier (档案编号)."
VERSION = "The version that was looked at (版本); CONFLICT where it is another by now."
REASON = "Why, up to 500 letters (原因)."
KEY = "A word of the client's own: asking again under it files nothing twice (幂等键)."
ITEMS_AT_MOST = 50
SEVERAL = f"1–{ITEMS_AT_MOST} of them; each succeeds or fails by itself."


@strawberry.input(description="Patents to file (待建档专利).")
class OpenDossierInput:
    """What `openDossier` takes."""

    patents: list[strawberry.ID] = strawberry.field(
        description="Ids of the patents ticked: one is filed singly, 2–10 as a portfolio (专利编号, S57)."
    )


@strawberry.input(description="A dossier's first save (首次保存).")
class FileDossierInput:
    """What `fileDossier` takes."""

    patents: list[strawberry.ID] = strawberry.field(
        description="Ids of the patents: one is filed singly, 2–10 as a portfolio (专利编号, S57)."
    )
    content: DossierContentInput = strawberry.field(description="What is filled in so far (建档内容).")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="Changes of a draft (保存内容).")
class SaveDossierInput:
    """What `saveDossier` takes."""

    id: strawberry.ID = strawberry.field(description=DOSSIER)
    version: int = strawberry.field(description=VERSION)
    content: DossierContentInput = strawberry.field(description="The fields that changed (建档内容).")


@strawberry.input(description="A dossier at the version that was looked at (档案与版本).")
class DossierAtVersion:
    """What inputs begin with that name a dossier."""

    id: strawberry.ID = strawberry.field(description=DOSSIER)
    version: int = strawberry.field(description=VERSION)


@strawberry.input(description="A dossier to submit (待提交档案).")
class SubmitDossierInput(DossierAtVersion):
    """What `submitDossier` takes."""


@strawberry.input(description="A dossier to withdraw (待撤回档案).")
class WithdrawDossierInput(DossierAtVersion):
    """What `withdrawDossier` takes."""


@strawberry.input(description="A draft to discard (待删除草稿).")
class DiscardDossierInput(DossierAtVersion):
    """What `discardDossier` takes."""


@strawberry.input(description="A draft to write fields into (待填写草稿).")
class FillDossierInput(DossierAtVersion):
    """An item of `fillDossiers`."""


@strawberry.input(description="A draft, and where to copy from (复制内容).")
class CopyDossierContentInput:
    """What `copyDossierContent` takes."""

    id: strawberry.ID = strawberry.field(description=DOSSIER)
    version: int = strawberry.field(description=VERSION)
    source: strawberry.ID = strawberry.field(
        description="Id of the dossier whose content is taken over, but for members, name, description and "
        "industries (来源档案编号)."
    )


@strawberry.input(description="Fields to write into several drafts (批量填写).")
class FillDossiersInput:
    """What `fillDossiers` takes."""

    items: list[FillDossierInput] = strawberry.field(description=f"The drafts (档案), {SEVERAL}")
    content: DossierContentInput = strawberry.field(
        description="The fields to write, the same into each; without members (建档内容)."
    )


@strawberry.input(description="A dossier to approve (待通过档案).")
class ApproveDossierInput:
    """An item of `approveDossiers`."""

    id: strawberry.ID = strawberry.field(description=DOSSIER)
    version: int = strawberry.field(description=VERSION)
    outcome: DossierState | None = strawberry.field(
        default=None,
        description="At the last level what the reviewer agrees to: INVENTORIED (完成盘点) or REGISTERED "
        "(完成盘点并登记入库), whichever the content asks for (S112, S113); before that nothing.",
    )


@strawberry.input(description="Dossiers to approve (批量通过).")
class ApproveDossiersInput:
    """What `approveDossiers` takes."""

    items: list[ApproveDossierInput] = strawberry.field(description=f"The dossiers (档案), {SEVERAL}")


@strawberry.input(description="A dossier at a version, and a reason (档案与原因).")
class DossierAndReason(DossierAtVersion):
    """What inputs hold that say why."""

    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="A dossier to take out of the library (待下架档案).")
class DelistDossierInput(DossierAndReason):
    """What `delistDossier` takes."""


@strawberry.input(description="A dossier to give back (待退回档案).")
class ReturnDossierInput(DossierAndReason):
    """An item of `returnDossiers`."""


@strawberry.input(description="Dossiers to return (批量退回).")
class ReturnDossiersInput:
    """What `returnDossiers` takes."""

    items: list[ReturnDossierInput] = strawberry.field(description=f"The dossiers (档案), {SEVERAL}")


@strawberry.input(description="A dossier to hand over (移交档案).")
class HandOverDossierInput:
    """What `handOverDossier` takes."""

    id: strawberry.ID = strawberry.field(description=DOSSIER)
    version: int = strawberry.field(description=VERSION)
    receiver: strawberry.ID = strawberry.field(description="Id of the new filer's account (接收人编号).")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="An account whose dossiers are to be handed over (移交账号档案).")
class HandOverUserInput:
    """What `handOverUser` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the account that gives (移交人编号).")
    receiver: strawberry.ID = strawberry.field(description="Id of the new filer's account (接收人编号).")
    reason: str = strawberry.field(description=REASON)
    after: strawberry.ID | None = strawberry.field(
        default=None,
        description="Only dossiers after this one: what an earlier call's `nextAfter` said (起始档案编号).",
    )


@strawberry.input(description="An inventoried dossier to look at again (再次盘点).")
class ReviseDossierInput:
    """What `reviseDossier` takes."""

    id: strawberry.ID = strawberry.field(description=DOSSIER)


@strawberry.input(description="A registered dossier's new contact (修改联系人).")
class ChangeDossierContactInput:
    """What `changeDossierContact` takes."""

    id: strawberry.ID = strawberry.field(description=DOSSIER)
    version: int = strawberry.field(description=VERSION)
    contact: str = strawberry.field(description="Whom to ask, up to 60 letters (联系人).")
    phone: str = strawberry.field(description="Phone to call (联系电话).")
