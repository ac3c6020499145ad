"""What the lists can be exported with: a column is a coordinate of the schema, under a heading (S129)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ExportLibrary(StrEnum):
    """The lists that can be exported (S111, S128)."""

    PATENTS = "PATENTS"  # 存量专利基础库
    MY_DOSSIERS = "MY_DOSSIERS"  # 由我建档
    REVIEW_QUEUE = "REVIEW_QUEUE"  # 由我审核·待审核
    REVIEWED = "REVIEWED"  # 由我审核·已驳回、已下架
    RESOURCES = "RESOURCES"  # 专利转化资源库


class ExportGroup(StrEnum):
    """Of what a column speaks."""

    BASIC = "BASIC"  # 基本信息
    DOSSIER = "DOSSIER"  # 建档信息
    REVIEW = "REVIEW"  # 审核信息


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: where its cells are read in the schema, and what stands above them."""

    key: str
    english: str
    chinese: str
    group: ExportGroup
    paths: tuple[str, ...]
    """Paths from the row's type; where the object that one leads through is null, the next is taken."""
    default: bool = False
    """基本信息 and 必填 fields (S129)."""
    kind: str = ""
    """How its cells are written where the type at its path does not say: see `export_cells`."""


SELECTED: Mapping[str, str] = {
    "status": "first second custom amount result conclusion product remark",
    "willingness": "first second custom",
    "code:INDUSTRY": "kind code title",
    "code:STRATEGIC_INDUSTRY": "kind code title",
    "code:IPC": "kind code title",
}
"""What is read of the objects of each kind of column."""
ROOTS: Mapping[ExportLibrary, tuple[str, str]] = {
    ExportLibrary.PATENTS: ("patents", "Patent"),
    ExportLibrary.MY_DOSSIERS: ("myDossiers", "Dossier"),
    ExportLibrary.REVIEW_QUEUE: ("reviewQueue", "Dossier"),
    ExportLibrary.REVIEWED: ("reviewed", "Dossier"),
    ExportLibrary.RESOURCES: ("resources", "Dossier"),
}
"""The root field of each list, and the type of its rows."""
LIBRARY_NAMES: Mapping[ExportLibrary, tuple[str, str]] = {
    ExportLibrary.PATENTS: ("Patent library", "存量专利基础库"),
    ExportLibrary.MY_DOSSIERS: ("My dossiers", "由我建档"),
    ExportLibrary.REVIEW_QUEUE: ("Review queue", "由我审核-待审核"),
    ExportLibrary.REVIEWED: ("Reviewed", "由我审核"),
    ExportLibrary.RESOURCES: ("Resource library", "专利转化资源库"),
}
"""The lists in English and Chinese, as files and sheets are named."""

PATENT_FACTS = """
applicationNumber * | Application number | 申请号
title * | Title | 专利名称
type * | Patent type | 专利类型
legalStatus * | Legal status | 法律状态
maintenanceYears * | Years in force | 维持年限
firstInventor * | First inventor | 第一发明人
inventorNames * | Inventors | 发明人
ownerNames * | Owners | 专利权人
coOwnerNames | Further owners | 共有权利人
affiliation * | Institution or branch | 所属院校
unit.name * | College or unit | 所属学院
institution.name | Institution of the first owner | 第一权利人院校
branch.name | Branch of the first owner | 第一权利人分校
applicationDate * | Filing date | 申请日
grantDate * | Grant date | 授权日
industry * | National industries | 国民经济行业分类 | codes | code:INDUSTRY
strategicIndustry * | Strategic emerging industries | 战新产业分类 | codes | code:STRATEGIC_INDUSTRY
ipc * | IPC | 技术领域（IPC） | codes | code:IPC
mainIndustry | Main national industry code | 国民经济行业主分类号
mainStrategicIndustry | Main strategic industry code | 战新产业主分类号
mainIpc | Main IPC code | 主分类号
technicalField | IPC main group | IPC大组
publicationNumber | Publication number | 公开（公告）号
publicationDate | Publication date | 公开（公告）日
expiryDate | Expected expiry | 预估到期日
lapseDate | Lapse date | 失效日期
legalText | Legal status as written | 法律状态/事件
validAtEndOf2023 | In force on 2023-12-31 | 截止2023年底有效
coOwned | Several owners | 是否共有专利
firstOwner | First owner is one's institution | 是否第一权利人
transferredOut | Transferred away | 是否已转让
maintenanceDays | Days in force | 维持天数
abstract | Abstract | 摘要
independentClaim | Independent claim | 独立权利要求
agency | Patent agency | 专利代理机构
agent | Agent | 代理人
address | Applicant's address | 地址
regionCode | Country or province code | 国省代码
priority | Priority | 优先权
asOf | Date of the data | 数据截止日
id | Id | 系统编号
"""
PATENT_FILING = """
filingState * | Filing state | 建档情况
filerName | Filer | 建档人
inPortfolio * | In a portfolio | 是否组合专利
registeredAt * | Registered at | 登记入库时间
dossier.id | Dossier's id | 档案编号
dossier.state | State of the dossier | 档案状态
dossier.submittedAt | Submitted at | 提交时间
dossier.inventoriedAt | Inventoried at | 盘点时间
"""
DOSSIER_BASICS = """
title * | Title or name | 名称
kind * | Single or portfolio | 档案类型
memberCount * | Patents | 专利数量
applicationNumber * | Application numbers | 申请号 | members.facts.applicationNumber
memberTitle * | Titles | 专利名称 | members.facts.title
type * | Patent types | 专利类型 | members.facts.type
legalStatus * | Legal status | 法律状态 | members.facts.legalStatus
maintenanceYears * | Years in force | 维持年限 | members.facts.maintenanceYears
firstInventor * | First inventors | 第一发明人 | members.facts.firstInventor
inventorNames | Inventors | 发明人 | members.facts.inventorNames
ownerNames * | Owners | 专利权人 | members.facts.ownerNames
applicationDate * | Filing dates | 申请日 | members.facts.applicationDate
grantDate * | Grant dates | 授权日 | members.facts.grantDate
mainIndustry * | National industry codes | 国民经济行业主分类号 | members.facts.mainIndustry
mainStrategicIndustry * | Strategic industry codes | 战新产业主分类号 | members.facts.mainStrategicIndustry
mainIpc * | IPC codes | 主分类号 | members.facts.mainIpc
validAtEndOf2023 | In force on 2023-12-31 | 截止2023年底有效 | members.facts.validAtEndOf2023
coOwned | Several owners | 是否共有专利 | members.facts.coOwned
patentIds | Ids of the patents | 专利编号 | members.facts.patentId
flags | Lapsed or transferred | 失效或转让标记 | members.flag
institution.name | Institution | 所属院校
branch.name | Branch | 所属分校
unit.name * | Unit | 所属组织机构
id | Id | 档案编号
"""
DOSSIER_STATE = """
state * | State | 档案状态
registeredAt * | Registered at | 登记入库时间
inventoriedAt | Inventoried at | 盘点时间
delistedAt | Delisted at | 下架时间
submittedAt | Submitted at | 提交时间
createdAt | Begun at | 建档时间
updatedAt | Last change | 更新时间
flagged | Flagged | 失效或转让
published | In the showcase | 已公开
version | Version | 版本
"""
DOSSIER_REVIEW = """
filerName | Filer | 建档人
filer.name | Filer's account | 建档人账号
reason | Reason of return or delisting | 驳回或下架原因
waitingSince | Waits since | 待审时间
dueAt | To be reviewed until | 审核期限
outcome.state | Outcome of approval | 审核结果 | outcome.state
"""
FORM = """
fiscalFunding * | Funded by the state | 是否属于财政资助科研项目形成专利
statuses * | Implementation status | 专利实施状态 | statuses | status
willingness * | Willingness | 转化意愿 | willingness | willingness
price * | Price in mind | 意向价格
feeStandard | Fee (万元) | 费用标准（万元） | feeStandard | number
cities | Cities | 意向合作城市
companies | Companies | 意向合作企业
contact * | Contact | 联系人 | contact
phone * | Phone | 联系电话 | phone
maturity * | Maturity | 技术成熟度
rating * | Self-assessment in stars | 院校评价星级
advantages * | Product, advantages, performance | 本专利对应的产品、技术优势、性能指标描述
prospects * | Prospects | 产业化前景描述
industry | Corrected national industry | 国民经济行业（建档修正）
strategicIndustry | Corrected strategic industry | 战新产业（建档修正）
name | Name of the portfolio | 组合专利名称
description | Description of the portfolio | 组合专利描述
savedAt | Saved at | 保存时间
"""
"""What the form says. Contact and phone stand beside the content of what was submitted, within a draft."""
BESIDE_CONTENT = ("contact", "phone")


def columns_of(library: ExportLibrary) -> tuple[ExportColumn, ...]:
    """The columns of a list, in their order."""
    return CATALOGUE[library]


def parsed(text: str, group: ExportGroup) -> Iterator[ExportColumn]:
    for line in text.strip().splitlines():
        name, english, chinese, *rest = (part.strip() for part in line.split(" | "))
        key, _, star = name.partition(" ")
        path, kind = (*rest, *("", "")[len(rest) :])
        yield ExportColumn(key, english, chinese, group, (path or key,), star == "*", kind)


def filled(columns: Iterator[ExportColumn], dossier: str, drafts: bool) -> Iterator[ExportColumn]:
    """The columns of the form; where drafts are read too, what the filer is working on goes before."""
    for column in columns:
        [field] = column.paths
        where = "" if field in BESIDE_CONTENT else "content."
        submitted = f"{dossier}{where}{field}"
        paths = (f"{dossier}draft.{field}", submitted) if drafts else (submitted,)
        key = f"form.{column.key}" if drafts else submitted
        yield ExportColumn(
            key, column.english, column.chinese, column.group, paths, column.default, column.kind
        )


def of_dossiers(drafts: bool) -> tuple[ExportColumn, ...]:
    return (
        *parsed(DOSSIER_BASICS, ExportGroup.BASIC),
        *parsed(DOSSIER_STATE, ExportGroup.DOSSIER),
        *filled(parsed(FORM, ExportGroup.DOSSIER), "", drafts),
        *parsed(DOSSIER_REVIEW, ExportGroup.REVIEW),
    )


CATALOGUE: Mapping[ExportLibrary, tuple[ExportColumn, ...]] = {
    ExportLibrary.PATENTS: (
        *parsed(PATENT_FACTS, ExportGroup.BASIC),
        *parsed(PATENT_FILING, ExportGroup.DOSSIER),
        *filled(parsed(FORM, ExportGroup.DOSSIER), "dossier.", drafts=False),
    ),
    ExportLibrary.MY_DOSSIERS: of_dossiers(drafts=True),
    **dict.fromkeys(
        (ExportLibrary.REVIEW_QUEUE, ExportLibrary.REVIEWED, ExportLibrary.RESOURCES),
        of_dossiers(drafts=False),
    ),
}
