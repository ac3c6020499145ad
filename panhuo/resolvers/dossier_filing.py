"""Filing: `openDossier`, `fileDossier`, `saveDossier`, `discardDossier`, and what saves retyping."""

from typing import Annotated

import strawberry

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.resolvers.dossier_content import changes_of
from panhuo.resolvers.dossier_inputs import (
    CopyDossierContentInput,
    DiscardDossierInput,
    FileDossierInput,
    FillDossiersInput,
    OpenDossierInput,
    SaveDossierInput,
)
from panhuo.resolvers.dossier_payloads import (
    DiscardDossierPayload,
    DossierPayload,
    DossiersPayload,
    OpenDossierPayload,
    OpenedPatent,
)
from panhuo.resolvers.dossier_telling import done, each_done, problems_told_in, show
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.rules.eligibility import FILING_REFUSALS
from panhuo.services.dossiers.filing import Opening, file_dossier, open_dossier
from panhuo.services.dossiers.saving import copy_content, discard_dossier, save_dossier
from panhuo.types.dossier_problem import told

WITHOUT_MEMBERS = ("Members are chosen one dossier at a time.", "组合专利成员须逐个档案选择。")


async def open(
    info: Info,
    input: Annotated[OpenDossierInput, strawberry.argument(description="The patents (待建档专利).")],
) -> OpenDossierPayload:
    """What filing some patents would begin with; nothing is written."""
    payload = OpenDossierPayload()
    with told_in(payload, info):
        opening = await open_dossier(info.context.viewer, patents_of(input.patents))
        payload.kind = opening.kind
        payload.patents = [opened(info, opening, number) for number in opening.patents]
        payload.problems = told(opening.problems, info.context.chinese)
    return payload


def opened(info: Info, opening: Opening, number: int) -> OpenedPatent:
    refusal, dossier = opening.refusals[number], opening.dossiers[number]
    return OpenedPatent(
        patent=shown("Patent", number),
        refusal=refusal,
        message=FILING_REFUSALS[refusal][info.context.chinese] if refusal else None,
        dossier=shown("Dossier", dossier) if dossier else None,
    )


def patents_of(ids: list[strawberry.ID]) -> list[int]:
    return [numbered(each, "Patent", "patents") for each in ids]


async def file(
    info: Info,
    input: Annotated[FileDossierInput, strawberry.argument(description="The dossier (新档案).")],
) -> DossierPayload:
    """Save a dossier for the first time."""
    payload = DossierPayload()
    with problems_told_in(payload, info):
        given = patents_of(input.patents), changes_of(input.content), input.idempotency_key
        show(payload, await file_dossier(info.context.viewer, *given), info)
    return payload


async def save(
    info: Info,
    input: Annotated[SaveDossierInput, strawberry.argument(description="What changed (保存内容).")],
) -> DossierPayload:
    """Save what a form changed."""
    return await done(
        info,
        input.id,
        lambda number: save_dossier(info.context.viewer, number, input.version, changes_of(input.content)),
    )


async def discard(
    info: Info,
    input: Annotated[DiscardDossierInput, strawberry.argument(description="The draft (草稿).")],
) -> DiscardDossierPayload:
    """Give up a draft."""
    payload = DiscardDossierPayload()
    with told_in(payload, info):
        number = numbered(input.id, "Dossier", "id")
        await discard_dossier(info.context.viewer, number, input.version)
        payload.discarded = True
    return payload


async def copy(
    info: Info,
    input: Annotated[CopyDossierContentInput, strawberry.argument(description="From where (复制内容).")],
) -> DossierPayload:
    """Fill a draft from another dossier."""

    return await done(
        info,
        input.id,
        lambda number: copy_content(
            info.context.viewer, numbered(input.source, "Dossier", "source"), number, input.version
        ),
    )


async def fill(
    info: Info,
    input: Annotated[FillDossiersInput, strawberry.argument(description="Drafts and fields (批量填写).")],
) -> DossiersPayload:
    """Write the same fields into several drafts."""
    payload = DossiersPayload()
    with told_in(payload, info):
        changes = changes_of(input.content)
        if "members" in changes:
            raise PanhuoError(ErrorCode.INVALID_VALUE, WITHOUT_MEMBERS, field="content")
        viewer = info.context.viewer
        return await each_done(
            info, input.items, lambda item, number: save_dossier(viewer, number, item.version, changes)
        )
    return payload
