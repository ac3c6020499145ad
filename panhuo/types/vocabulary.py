"""The field's enumerations as GraphQL shows them."""

from enum import StrEnum

from panhuo.enums import described
from panhuo.rules import vocabulary as words
from panhuo.rules.code_table import CodeTable

described(
    words.OrgUnitKind,
    "Kind of node in an institution's tree (机构类型, S9).",
    {
        "INSTITUTION": "University or institute (学校/科研机构).",
        "COLLEGE": "College of the main campus (学院).",
        "BRANCH": "Branch (分校).",
        "BRANCH_COLLEGE": "College of a branch (分校学院).",
    },
)
described(
    words.InstitutionType,
    "University or research institute (院所类型, S7).",
    {"UNIVERSITY": "University (高校).", "RESEARCH_INSTITUTE": "Research institute (科研机构)."},
)
described(
    words.PatentType,
    "Patent type (专利类型).",
    {
        "INVENTION": "Invention (发明).",
        "UTILITY_MODEL": "Utility model (实用新型).",
        "DESIGN": "Design (外观设计).",
    },
)
described(
    words.LegalStatus,
    "Legal status (简单法律状态).",
    {"VALID": "In force (有效).", "LAPSED": "Lapsed (失效).", "PENDING": "Under examination (审中)."},
)
described(
    words.LegalEventKind,
    "Kind of a dated legal event (法律事件, S48).",
    {
        "GRANT": "Granted (授权).",
        "TRANSFER": "Transferred to another owner (权利转移).",
        "LICENCE": "Licensed (许可).",
        "LAPSE": "Lapsed (失效).",
        "RESTORATION": "Restored (恢复).",
        "CHANGE": "Particulars changed (变更).",
        "PLEDGE": "Pledged (质押).",
        "PRESERVATION": "Frozen by a court (保全).",
    },
)
described(
    words.FilingState,
    "Where a patent's own dossier stands (建档情况, S121–S124).",
    {
        "UNFILED": "No dossier (未建档).",
        "FILED": "A dossier, not yet approved (已建档未审核).",
        "INVENTORIED": "Inventoried, not registered (已盘点未入库).",
        "REGISTERED": "Inventoried and registered (已盘点并入库).",
    },
)
described(
    words.CodeKind,
    "A code table (分类表).",
    {
        "INDUSTRY": "National economy, GB/T 4754-2017 (国民经济行业分类).",
        "STRATEGIC_INDUSTRY": "Strategic emerging industries 2018 (战略性新兴产业分类, S183).",
        "IPC": "International Patent Classification (国际专利分类).",
        "REGION": "Provinces and cities (省市).",
    },
)
described(
    CodeTable,
    "What is loaded in editions (分类表及参照关系表).",
    {
        "INDUSTRY": "National economy, GB/T 4754-2017 (国民经济行业分类).",
        "STRATEGIC_INDUSTRY": "Strategic emerging industries 2018 (战略性新兴产业分类, S183).",
        "IPC": "International Patent Classification (国际专利分类).",
        "REGION": "Provinces and cities (省市).",
        "INDUSTRY_CONCORDANCE": "From the IPC to industries (IPC 与国民经济行业参照关系).",
        "STRATEGIC_CONCORDANCE": "From the IPC to strategic emerging industries (IPC 与战新产业参照关系).",
    },
)
described(
    words.CodeSource,
    "Who gave a patent a code (分类来源).",
    {
        "PUSHED": "The pushed file (推送).",
        "SUGGESTED": "A concordance, by the IPC (系统标引, S92).",
        "CORRECTED": "A person (人工修正, S60).",
    },
)


class FiledFilter(StrEnum):
    """建档情况 as the library's default filter (S53)."""

    UNFILED = "UNFILED"
    FILED = "FILED"
    ALL = "ALL"


class Campus(StrEnum):
    """校区 as the library's default filter (S54)."""

    MAIN = "MAIN"
    ALL = "ALL"


described(
    FiledFilter,
    "Which patents by dossier (是否建档, S53).",
    {
        "UNFILED": "Without a dossier (未建档).",
        "FILED": "With one, in any state (已建档).",
        "ALL": "Both (全部).",
    },
)
described(
    Campus,
    "Which campus (校区, S54).",
    {
        "MAIN": "The viewer's own campus: the main campus, or the own branch for branch roles (本校区). "
        "No restriction for viewers outside institutions.",
        "ALL": "Every campus (全部校区).",
    },
)
