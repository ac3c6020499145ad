"""`performanceDraft`: a form of a report filled in from a registered dossier, or from a signed demand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panhuo.compiler.binding import Asker
from panhuo.compiler.ids import number_of
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.rules.dossier_options import WillingnessDetail
from panhuo.rules.performance_options import SIGNED_AS, ConversionMode
from panhuo.rules.vocabulary import DemandState
from panhuo.services.approval_flow import readable
from panhuo.services.performances.reporting import NOT_SIGNED
from panhuo.types.performance_draft import Draft, Member, Ticked

MEMBERS = """
select p.id, p.application_number, p.title, exists (
    select 1 from dossier_patent o join dossier r on r.id = o.dossier_id
    where o.patent_id = p.id and o.current and r.state = 'REGISTERED' and r.base_id is null
      and r.institution_id = $2) as registered
from dossier_patent m join patent p on p.id = m.patent_id
where m.dossier_id = $1 and m.current order by m.position
"""
MODES = "select mode from demand_mode where demand_id = $1 order by position"
COMPANY = "select name from enterprise where id = $1"
EITHER = ("Give either dossier or demand.", "请提供档案或需求其中之一。")


@dataclass(frozen=True)
class Asked:
    """A dossier, or a demand."""

    dossier: int | None
    demand: int | None


def asked(given: Mapping[str, Any]) -> Asked:
    """What the arguments ask. Raises BAD_ID, or INVALID_VALUE unless it is one of the two."""
    dossier, demand = given.get("dossier"), given.get("demand")
    if (dossier is None) == (demand is None):
        raise PanhuoError(ErrorCode.INVALID_VALUE, EITHER)
    return Asked(
        None if dossier is None else number_of(dossier, "Dossier"),
        None if demand is None else number_of(demand, "Demand"),
    )


async def find_draft(asker: Asker, question: Asked) -> Draft:
    """The draft. Raises NOT_FOUND, INVALID_VALUE for a demand that is not signed."""
    if question.demand is None:
        dossier = await own_dossier(asker, question.dossier or 0)
        return Draft(dossier["title"], None, None, await members(asker, dossier["id"]), ())
    demand = await readable(asker.viewer, Ability.DEMAND_READ, "demand", question.demand, asker.rows)
    if demand["state"] != DemandState.SIGNED:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NOT_SIGNED)
    [company] = await asker.rows(COMPANY, demand["enterprise_id"])
    return Draft(
        name=demand["technology"],
        partner=company["name"],
        demand_id=f"Demand:{demand['id']}",
        patents=await members(asker, demand["dossier_id"]),
        deals=ticked([row["mode"] for row in await asker.rows(MODES, demand["id"])]),
    )


async def own_dossier(asker: Asker, number: int) -> Mapping[str, Any]:
    """A dossier that the viewer reads, of its own institution: others' are not the viewer's to report."""
    row = await readable(asker.viewer, Ability.DOSSIER_READ, "dossier", number, asker.rows)
    if row["institution_id"] != asker.viewer.institution_id:
        raise PanhuoError(ErrorCode.NOT_FOUND)
    return row


async def members(asker: Asker, dossier: int) -> tuple[Member, ...]:
    rows = await asker.rows(MEMBERS, dossier, asker.viewer.institution_id)
    return tuple(
        Member(f"Patent:{row['id']}", row["application_number"], row["title"], bool(row["registered"]))
        for row in rows
    )


def ticked(modes: list[str]) -> tuple[Ticked, ...]:
    """The options that the demand's ways come to, by mode; what is custom comes to none."""
    found = [SIGNED_AS[WillingnessDetail(mode)] for mode in modes if WillingnessDetail(mode) in SIGNED_AS]
    by_mode = {mode: tuple(option.value for of, option in found if of is mode) for mode in ConversionMode}
    return tuple(Ticked(mode.value, options) for mode, options in by_mode.items() if options)
