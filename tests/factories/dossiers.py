"""Dossiers in any state, with their versions, routes and what follows on patents and holdings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from panhuo.models import (
    Dossier,
    DossierChoice,
    DossierPatent,
    DossierVersion,
    Holding,
    OrgUnit,
    Patent,
    Review,
    ReviewStep,
    User,
)
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.services.dossiers.patents import FILING_STATES
from panhuo.services.dossiers.versions import CHOICE_COLUMNS, choices, values
from tests.factories.org import now
from tests.rules.dossiers import whole

VERSION_COLUMNS = (
    *("content", "fiscal_funding", "fee_standard", "cities", "companies", "price", "contact", "phone"),
    *("maturity", "rating", "advantages", "prospects", "industry", "strategic_industry", "name"),
    "description",
)
S = DossierState


async def dossier(
    filer: User,
    *patents: Patent,
    state: DossierState = S.DRAFT,
    content: DossierContent | None = None,
    at: OrgUnit | None = None,
    route: Sequence[OrgUnit] = (),
    **columns: Any,
) -> Dossier:
    """A dossier of one patent, or of several together. What is PENDING waits `at` a unit.

    A draft has no content but its draft; everything else was submitted with what it says.
    """
    single = len(patents) == 1
    said = replace(content or whole(), members=tuple(each.id for each in patents))
    if not single and said.name is None:
        said = replace(said, name="一组专利")
    title = patents[0].title if single else said.name
    kind = DossierKind.SINGLE if single else DossierKind.PORTFOLIO
    made = await Dossier.create(
        **{
            **follows(state, columns),
            "kind": kind,
            "state": state,
            "institution_id": filer.institution_id,
            "branch_id": filer.branch_id,
            "unit_id": filer.unit_id,
            "filer_id": filer.id,
            "patent_id": patents[0].id,
            "title": title,
            "members": len(patents),
            "fiscal_funding": said.fiscal_funding,
            "price": said.price,
            "maturity": said.maturity,
            "rating": said.rating or 0,
            "status_bits": said.status_bits,
            "willingness_bits": said.willingness_bits,
            "step": 1 if at else 0,
            "step_unit_id": at and at.id,
            **columns,
        }
    )
    version = await add_version(made, filer, said, frozen=made.submitted)
    column = "content_id" if made.submitted else "draft_id"
    await Dossier.filter(id=made.id).update(**{column: version})
    setattr(made, column, version)
    await add_route(made, route)
    if single and made.base_id is None:
        await follow(made)
    return made


def follows(state: DossierState, columns: dict[str, Any]) -> dict[str, Any]:
    """What the columns of a dossier are in a state."""
    submitted = columns.get("submitted", state is not S.DRAFT)
    since = columns.get("registered_at", now() if state is S.REGISTERED else None)
    return {
        "submitted": submitted,
        "submission": 1 if submitted else 0,
        "submitted_at": now() if submitted else None,
        "came_from": S.DRAFT if submitted else None,
        "waiting_since": now() if state is S.PENDING else 0,
        "created_at": now(),
        "updated_at": now(),
        "inventoried_at": now() if state in (S.INVENTORIED, S.REGISTERED) else None,
        "registered_at": since,
        "registered_sort": since or 0,
        "delisted_at": now() if state is S.DELISTED else None,
        "reason": "材料不全" if state in (S.REJECTED, S.DELISTED) else None,
        "published": state is S.REGISTERED and not columns.get("flagged", False),
    }


async def add_version(
    of: Dossier, author: User, said: DossierContent, *, frozen: bool = True, current: bool = True
) -> int:
    """A further version of a dossier; its id."""
    made = await DossierVersion.create(
        dossier_id=of.id,
        number=await DossierVersion.filter(dossier_id=of.id).count() + 1,
        frozen=frozen,
        author_id=author.id,
        author_name=author.name,
        saved_at=now(),
        **dict(zip(VERSION_COLUMNS, values(said), strict=True)),
    )
    for row in choices(made.id, said):
        await DossierChoice.create(**dict(zip(CHOICE_COLUMNS, row, strict=True)))
    if current:
        await DossierPatent.filter(dossier_id=of.id).update(current=False)
    for place, patent in enumerate(said.members, 1):
        await DossierPatent.create(
            dossier_id=of.id, version_id=made.id, position=place, patent_id=patent, current=current
        )
    return made.id


async def add_route(of: Dossier, units: Sequence[OrgUnit]) -> None:
    for place, unit in enumerate(units, 1):
        await ReviewStep.create(
            dossier_id=of.id,
            submission=of.submission,
            position=place,
            unit_id=unit.id,
            kind=unit.kind,
            outcome=LevelOutcome.REVIEWS,
        )


async def follow(of: Dossier) -> None:
    """Let patent and holding follow their own dossier."""
    state = FILING_STATES[of.state].value
    where = {"patent_id": of.patent_id, "institution_id": of.institution_id}
    await Holding.filter(**where).update(filing_state=state, registered_sort=of.registered_sort)
    await Patent.filter(id=of.patent_id, institution_id=of.institution_id).update(
        filing_state=state,
        registered_at=of.registered_at,
        registered_sort=of.registered_sort,
        published=of.published,
        open_showcase=of.open_showcase,
    )


async def review(
    of: Dossier, act: DossierAct, by: User, to: DossierState | None = None, **columns: Any
) -> Review:
    """An entry of a dossier's history."""
    return await Review.create(
        dossier_id=of.id,
        at=now(),
        act=act,
        to_state=to or of.state,
        submission=of.submission,
        by_id=by.id,
        by_name=by.name,
        **columns,
    )
