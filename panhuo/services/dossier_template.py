"""What the dossier template of one person offers, and the patents it is prefilled with (S59, S88)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from panhuo import clock
from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.legal_words import STATUS_WORDS
from panhuo.rules.terms import maintenance
from panhuo.rules.vocabulary import LegalStatus
from panhuo.services.account_batch.units import place_of
from panhuo.services.acting import Values
from panhuo.services.dossier_batch.places import offered, places_of
from panhuo.services.record_set import record_set
from panhuo.sheets.dossier_form import DossierForm
from panhuo.sheets.dossier_row import TemplateRow

PATENTS_AT_MOST = 500
"""In one template."""
UPLOADING = (Ability.DOSSIER_UPLOAD, Ability.DOSSIER_UPLOAD_DIRECT)
PATENTS = """
select p.id, p.application_number, p.title, p.legal_status, p.application_date, p.grant_date, p.lapse_date,
       p.inventor_names, p.main_ipc, p.main_industry, p.main_strategic_industry, h.unit_id,
       c.title as industry_title, s.title as strategic_title
from {asked} asked
join patent p on p.id = asked.id
left join holding h on h.patent_id = p.id and h.institution_id = {institution}
left join code c on c.kind = 'INDUSTRY' and c.code = p.main_industry
left join code s on s.kind = 'STRATEGIC_INDUSTRY' and s.code = p.main_strategic_industry
where {where}
"""


async def template_of(viewer: Viewer, patents: Sequence[int]) -> tuple[DossierForm, list[TemplateRow]]:
    """What a viewer's template offers, and its rows in the order asked.

    Raises UNAUTHENTICATED; FORBIDDEN for who uploads no dossiers; NOT_FOUND where one patent is not the
    viewer's to read, or is none.
    """
    require_uploading(viewer)
    places = await places_of(viewer)
    form = DossierForm(offered(places))
    if not patents:
        return form, []
    names = {unit["id"]: place_of(unit) for unit in places.units.all}
    found = await patents_of(viewer, patents)
    if set(patents) - found.keys():
        raise PanhuoError(ErrorCode.NOT_FOUND)
    today = clock.today()
    return form, [template_row(found[number], names, today) for number in dict.fromkeys(patents)]


def require_uploading(viewer: Viewer) -> None:
    if not viewer.signed_in:
        raise PanhuoError(ErrorCode.UNAUTHENTICATED)
    if not any(scopes_of(ability, viewer.rights) for ability in UPLOADING):
        raise PanhuoError(ErrorCode.FORBIDDEN, ability=Ability.DOSSIER_UPLOAD.value)


async def patents_of(viewer: Viewer, patents: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Those of the patents that the viewer reads, by id."""
    values = Values(viewer, now_ms())
    asked = orjson.dumps([{"id": number} for number in dict.fromkeys(patents)]).decode()
    rows = record_set({"id": "bigint"}, dialect(), values.add(asked))
    institution = values.viewer("institution_id")
    where = reach("patent", scopes_of(Ability.PATENT_READ, viewer.rights), viewer.role).sql(values, "p")
    found = await run(PATENTS.format(asked=rows, institution=institution, where=where), *values.values)
    return {row["id"]: row for row in found}


def template_row(row: Mapping[str, Any], units: Mapping[int, str], today: date) -> TemplateRow:
    """A patent as the template shows it; what its filer says is left open."""
    status = LegalStatus(row["legal_status"])
    filed, granted, lapsed = (as_day(row[f"{name}_date"]) for name in ("application", "grant", "lapse"))
    kept = maintenance(status, filed, granted, lapsed, today)
    return TemplateRow(
        row["application_number"],
        row["title"],
        STATUS_WORDS[status],
        kept.years if kept else None,
        orjson.loads(row["inventor_names"]),
        units.get(row["unit_id"], ""),
        industry=coded(row["main_industry"], row["industry_title"]),
        strategic_industry=coded(row["main_strategic_industry"], row["strategic_title"]),
        ipc=row["main_ipc"] or "",
    )


def as_day(value: str | date | None) -> date | None:
    """SQLite hands out days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def coded(code: str | None, title: str | None) -> str:
    return " ".join(filter(None, (code, title)))
