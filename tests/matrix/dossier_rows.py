"""The rows of the world's dossiers, every column filled where its state fills it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from panhuo.models import ApprovalFlow, DossierPatent, OrgUnit, Patent, User
from panhuo.models import Dossier as Row
from panhuo.rules.dossier_content import DossierContent, StatusEntry, WillingnessEntry
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.dossier_options import ImplementationDetail as Detail
from panhuo.rules.dossier_options import ImplementationStatus as Status
from panhuo.rules.dossier_options import Willingness, WillingnessDetail
from panhuo.rules.vocabulary import DossierFlag, DossierState
from tests.factories import add_version, dossier, review
from tests.matrix.dossiers import DOSSIERS, Dossier
from tests.rules.dossiers import whole

CONTACT = "陈一"
PHONE = "0571-88000000"
REASON = "材料不全"
TWICE = "of a1 published"
"""What was submitted twice, and said something else the first time."""


def full(it: Dossier) -> DossierContent:
    """A content with every field."""
    entry = StatusEntry(
        *(
            Status.LICENSED,
            Detail.SOLE_LICENCE_SIGNED,
            "自定义",
            Decimal("12.5"),
            "结果",
            "结论",
            "产品",
            "备注",
        )
    )
    said = whole(
        contact=CONTACT,
        phone=PHONE,
        statuses=(entry,),
        willingness=(WillingnessEntry(Willingness.TO_LICENSE, WillingnessDetail.OPEN_LICENCE, "自定义"),),
        fee_standard=Decimal("3.5"),
        cities=("杭州",),
        companies=("某公司",),
        industry="C3841",
        strategic_industry="5.2.3",
    )
    return said if it.single else replace(said, name="一组专利", description="组合说明")


async def make_dossiers(
    units: dict[str, OrgUnit], users: dict[str, User], papers: dict[str, Patent]
) -> dict[str, int]:
    """Ids by name."""
    days = dict.fromkeys(("college_days", "branch_college_days", "branch_days", "institution_days"), 5)
    await ApprovalFlow.all().update(**days)
    made: dict[str, int] = {}
    for name, it in DOSSIERS.items():
        made[name] = await make_dossier(name, made.get(it.base), units, users, papers)
    return made


async def make_dossier(
    name: str,
    base: int | None,
    units: dict[str, OrgUnit],
    users: dict[str, User],
    papers: dict[str, Patent],
) -> int:
    it = DOSSIERS[name]
    filer, members = users[it.filer], [papers[each] for each in it.members]
    made = await dossier(
        filer,
        *members,
        state=DossierState[it.state],
        content=full(it),
        at=units.get(it.at),
        route=[units[each] for each in it.route.split()],
        **columns_of(it, base),
    )
    if it.redone:
        said = replace(full(it), members=tuple(each.id for each in members), rating=3)
        draft = await add_version(made, filer, said, frozen=False, current=False)
        await Row.filter(id=made.id).update(draft_id=draft)
    if name == TWICE:
        said = replace(full(it), members=tuple(each.id for each in members), phone="0571-1", rating=5)
        again = await add_version(made, filer, said)
        await Row.filter(id=made.id).update(content_id=again)
    if it.flagged:
        await DossierPatent.filter(dossier_id=made.id).update(flag=DossierFlag.LAPSED)
    await add_reviews(made, it, units, users)
    return made.id


def columns_of(it: Dossier, base: int | None) -> dict[str, Any]:
    columns: dict[str, Any] = {"base_id": base, "flagged": it.flagged, "submitted": it.submitted}
    columns["open_showcase"] = it.published and it.home == "B"
    if it.at:
        columns["step"] = it.route.split().index(it.at) + 1 if it.at in it.route.split() else 1
    return columns


async def add_reviews(made: Row, it: Dossier, units: dict[str, OrgUnit], users: dict[str, User]) -> None:
    """It was begun; what was submitted was; somebody approved, or returned it with a reason."""
    filer, unit = users[it.filer], units[it.filer.split()[1]]
    await review(made, DossierAct.FILE, filer, DossierState.DRAFT)
    if it.submitted:
        await review(made, DossierAct.SUBMIT, filer, DossierState.PENDING, from_state=DossierState.DRAFT)
    if it.approved:
        await review(made, DossierAct.APPROVE, users["IA A"], unit_id=unit.id, step=1, on_behalf=True)
    if it.state == "REJECTED":
        await review(
            made, DossierAct.RETURN, users["IA A"], unit_id=unit.id, reason=REASON, receiver_id=filer.id
        )
