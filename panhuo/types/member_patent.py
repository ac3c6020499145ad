"""The public facts of a patent that stands in a dossier, wherever that patent lies (S81, S82)."""

import strawberry

from panhuo.compiler.binding import Related
from panhuo.rules.vocabulary import LegalStatus, PatentType
from panhuo.types import patent_sql as see
from panhuo.types.declare import column, derived, entity
from panhuo.types.filters import filter_input
from panhuo.types.patent_columns import CONDITIONS as PATENT_CONDITIONS
from panhuo.types.patent_list import LEGAL_STATUSES, PATENT_TYPES
from panhuo.types.patent_parts import NAMES
from panhuo.types.scalars import Date

FACTS = (
    *("applicationNumber", "type", "legalStatus", "validAtEndOf2023", "coOwned", "applicationDate"),
    *("grantDate", "maintenanceYears", "ipc", "industry", "strategicIndustry", "firstInventor"),
)
"""What dossiers can be found by of their patents: facts that do not depend on who asks."""
CONDITIONS = {name: PATENT_CONDITIONS[name] for name in FACTS}
MEMBERS = Related(
    "patent",
    lambda alias, row: (
        f"{alias}.id in (select m.patent_id from dossier_patent m where m.dossier_id = {row} and m.current)"
    ),
    {name: condition for name, (condition, _) in CONDITIONS.items()},
)
MemberFilter = filter_input(
    "MemberFilter",
    __name__,
    "Facts of a dossier's patents (专利高级搜索, S107, S111).",
    CONDITIONS,
    {"type": PATENT_TYPES, "legalStatus": LEGAL_STATUSES},
)


@entity("patent", None, "Facts of a patent that stands in a dossier (专利信息).")
class MemberPatent:
    """What anybody who reads the dossier is shown of its patents, and nothing of their other dossiers."""

    patent_id: strawberry.ID = derived(
        "Id of the patent, which `patent` may show or not (专利编号).",
        lambda place: f"'Patent:' || cast({place['id']} as text)",
    )
    application_number: str = column("Application number, canonical (申请号).")
    title: str = column("Title (专利名称).")
    type: PatentType = column("Patent type (专利类型).")
    legal_status: LegalStatus = column("Legal status (法律状态).")
    application_date: Date | None = column("Filing date (申请日).")
    grant_date: Date | None = column("Grant date (授权日).")
    maintenance_years: int | None = derived(
        "Completed years in force (维持年限, S186).", see.maintenance_years
    )
    valid_at_end_of_2023: bool | None = column(
        "In force on 2023-12-31; null where unknown (截止2023年底有效).", "valid_at_2023_end"
    )
    co_owned: bool = column("Several owners (是否共有专利).")
    owner_names: list[str] = column("Owners in order (专利权人).", size=NAMES)
    inventor_names: list[str] = column("Inventors in order (发明人).", size=NAMES)
    first_inventor: str | None = column("First inventor (第一发明人).")
    main_ipc: str | None = column("Main IPC code (主分类号).")
    main_industry: str | None = column("Main national industry code (国民经济行业分类).")
    main_strategic_industry: str | None = column("Main strategic emerging industry code (战新产业分类).")
