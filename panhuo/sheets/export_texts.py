"""The columns of exports in words: `key * | English | Chinese | path | kind`; `*` marks the usual ones."""

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
DEMAND = """
technology * | Technology | 专利技术
kind * | Single or portfolio | 是否组合专利
state * | State | 需求状态
unitName * | Unit | 所属学院
inventorNames * | Inventors | 发明人
enterpriseName * | Enterprise | 意向合作企业
regionName * | Region | 企业所在地区
cooperation * | Ways of working together | 合作方式 | cooperation.label
description | What it has in mind | 合作意向说明
contact * | Contact | 联系人
phone * | Phone | 联系电话
region | Code of the region | 企业所在地区代码
keywords | Keywords | 关键词
withdrawn | Withdrawn | 已撤回
reason | Reason of closing | 关闭原因
createdAt * | Sent at | 提交时间
updatedAt | Last change | 更新时间
signedAt | Signed at | 签约时间
closedAt | Closed at | 关闭时间
institution.name | Institution | 定向院校
dossier.id | Dossier's id | 档案编号
notes | Notes | 处理备注 | notes.note
version | Version | 版本
id | Id | 需求编号
"""
PERFORMANCE = """
name * | Project | 项目名称
state * | State | 业绩状态
institutionName * | Institution | 所属院校
modes * | Ways of conversion | 转化方式 | deals.modeLabel
amounts * | Amounts (万元) | 金额（万元） | deals.amount
remarks | Remarks | 备注 | deals.remark
options * | What was ticked | 转化情况 | deals.options.label
applicationNumbers * | Application numbers | 申请号 | patents.facts.applicationNumber
titles * | Titles | 专利名称 | patents.facts.title
firstInventors | First inventors | 第一发明人 | patents.facts.firstInventor
partner * | Partner | 合作企业
signedOn * | Signed on | 签约日期
endsOn | Ends on | 合同截止日期
terms | Terms | 合同条款
reason | Reason of return | 退回原因
authorName | Submitted by | 填报人
submittedAt * | Submitted at | 提交时间
updatedAt | Last change | 更新时间
decidedAt | Decided at | 处理时间
demand.id | Demand's id | 来源需求编号
version | Version | 版本
id | Id | 业绩编号
"""
EVALUATION = """
dossierTitle * | Patent or portfolio | 专利或组合名称
rating * | Stars | 评论星级
enterpriseName * | Enterprise | 单位名称
expertName * | Expert | 专家姓名
prospects * | Prospects | 产业化前景
improvements * | Improvements needed | 技术改进需求
cooperation * | Willingness to work together | 产学研合作意愿
createdAt | First written at | 首次评价时间
updatedAt * | Written at | 评价时间
dossier.unit.name | Unit of the dossier | 所属组织机构
dossier.id | Dossier's id | 档案编号
version | Version | 版本
id | Id | 评价编号
"""
