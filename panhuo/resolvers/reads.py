"""The root fields that read. Each is planned by the compiler, none has a resolver."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.permissions.explain import permissions_of
from panhuo.permissions.requires import PUBLIC
from panhuo.resolvers.api_tokens import ApiTokenQuery
from panhuo.resolvers.dashboard import DashboardQuery
from panhuo.resolvers.demands import DemandQuery
from panhuo.resolvers.dossier_reads import DossierQuery
from panhuo.resolvers.enterprises import EnterpriseQuery
from panhuo.resolvers.evaluations import EvaluationQuery
from panhuo.resolvers.export_reads import ExportQuery
from panhuo.resolvers.performances import PerformanceQuery
from panhuo.resolvers.review_route import asked, find_route
from panhuo.resolvers.showcase import ShowcaseQuery
from panhuo.resolvers.stats import StatsQuery
from panhuo.rules.vocabulary import CodeKind, Role
from panhuo.types.access import ABILITIES, AccessExplanation, Permission
from panhuo.types.approval import ApprovalFlow, ReviewRoute
from panhuo.types.audit import LIST_ARGUMENTS as AUDIT_ARGUMENTS
from panhuo.types.audit import AuditEntryConnection
from panhuo.types.code import LIST_ARGUMENTS as CODE_ARGUMENTS
from panhuo.types.code import CodeConnection
from panhuo.types.code_edition import LIST_ARGUMENTS as EDITION_ARGUMENTS
from panhuo.types.code_edition import CodeEditionConnection, edition_conditions
from panhuo.types.code_list import code_conditions
from panhuo.types.declare import declared
from panhuo.types.figures_state import state_under
from panhuo.types.inventor_match import (
    CLAIM_ARGUMENTS,
    MATCH_ARGUMENTS,
    InventorClaimConnection,
    InventorMatchConnection,
)
from panhuo.types.job import Job, JobConnection
from panhuo.types.library_figures import BESIDE, FIGURES, LibraryFigures, figures
from panhuo.types.node import PAGING, Node
from panhuo.types.notice import LIST_ARGUMENTS as NOTICE_ARGUMENTS
from panhuo.types.notice import NoticeConnection, notice_conditions
from panhuo.types.org_unit import LIST_ARGUMENTS as UNIT_ARGUMENTS
from panhuo.types.org_unit import OrgUnit, OrgUnitConnection
from panhuo.types.patent import Patent, PatentConnection
from panhuo.types.patent_list import LIST_ARGUMENTS as PATENT_ARGUMENTS
from panhuo.types.patent_list import campus_conditions, list_conditions
from panhuo.types.push import PushConnection
from panhuo.types.service_contact import CONTACTS, SERVICE_CONTACTS, ServiceContact
from panhuo.types.upload import FileUploadConnection
from panhuo.types.user import LIST_ARGUMENTS as USER_ARGUMENTS
from panhuo.types.user import User, UserConnection
from panhuo.types.user_list import user_conditions

ID = "Id, `Type:number` (编号)."


@strawberry.type(description="Everything that can be read (查询).")
class Query(
    DossierQuery,
    DemandQuery,
    EvaluationQuery,
    ExportQuery,
    PerformanceQuery,
    EnterpriseQuery,
    ShowcaseQuery,
    DashboardQuery,
    StatsQuery,
    ApiTokenQuery,
):
    """Root of queries."""

    viewer: User | None = declared(
        bind.ById("User", viewer_key="user_id"),
        "The account signed in; null for a visitor (当前用户).",
        PUBLIC,
    )
    can: list[Permission] = declared(
        bind.Computed(permissions_of, ("rights", "is_manager")),
        "What whoever asks may do, signed in or not, by a token perhaps: every ability there is, so that a "
        "client can draw its menus (权限清单).",
        PUBLIC,
        size=ABILITIES,
    )
    service_contacts: list[ServiceContact] = declared(
        SERVICE_CONTACTS, "Whom to ask for help (联系方式, S192).", PUBLIC, size=CONTACTS
    )
    explain_access: AccessExplanation | None = declared(
        bind.Explained("User"),
        "Why an account may or may not, at a coordinate of the schema, for one object or at all (权限说明). "
        "NOT_FOUND unless account and object both lie in the viewer's own scope.",
        Ability.EXPLAIN_ACCESS,
        {
            "user": (strawberry.ID, strawberry.UNSET, "The account, `User:number` (账号)."),
            "coordinate": (
                str,
                strawberry.UNSET,
                "`Type.field`, `Type.field(argument:)` or `Input.field`; types include Query and Mutation "
                "(位置).",
            ),
            "id": (
                strawberry.ID | None,
                strawberry.UNSET,
                "The object, `Type:number`; without one, what the role may do at all (对象).",
            ),
        },
    )
    node: Node | None = declared(
        bind.Nodes(many=False),
        "An object by its id; null and NOT_FOUND where the viewer has none such (按编号查询).",
        PUBLIC,
        {"id": (strawberry.ID, strawberry.UNSET, ID)},
    )
    nodes: list[Node | None] = declared(
        bind.Nodes(many=True),
        "Objects by their ids, in order, null where the viewer has none such; at most 100 (按编号批量查询).",
        PUBLIC,
        {"ids": (list[strawberry.ID], strawberry.UNSET, "Ids, at most 100 (编号).")},
    )
    org_unit: OrgUnit | None = declared(
        bind.ById("OrgUnit", {"id": "id"}),
        "A unit by its id (组织机构).",
        Ability.ORG_UNIT_READ,
        {"id": (strawberry.ID, strawberry.UNSET, ID)},
    )
    org_units: OrgUnitConnection | None = declared(
        bind.Connection("OrgUnit"),
        "Units in the viewer's scope (组织机构列表).",
        Ability.ORG_UNIT_READ,
        UNIT_ARGUMENTS,
    )
    patent: Patent | None = declared(
        bind.ById("Patent", {"id": "id", "applicationNumber": "application_number"}),
        "A patent by its id or its application number in any form (专利详情, S120).",
        Ability.PATENT_READ,
        {
            "id": (strawberry.ID | None, strawberry.UNSET, ID),
            "application_number": (str | None, strawberry.UNSET, "Application number in any form (申请号)."),
        },
    )
    patents: PatentConnection | None = declared(
        bind.Connection("Patent", None, list_conditions),
        "The patent library (存量专利基础库): what the viewer's scope holds.",
        Ability.PATENT_READ,
        PATENT_ARGUMENTS,
        cost=5_000,  # filters, orders and totals look at all of a scope
    )
    library_figures: LibraryFigures | None = declared(
        bind.Counted(
            bind.Connection("Patent", None, campus_conditions, within=Ability.LIBRARY_FIGURES_READ),
            lambda arguments: FIGURES,
            figures,
            BESIDE,
            state=state_under(Ability.LIBRARY_FIGURES_READ),
        ),
        "Head figures of the patent library (存量专利基础库统计, S103–S104): each the `totalCount` of the "
        "list that its `listArguments` give.",
        Ability.LIBRARY_FIGURES_READ,
        {name: PATENT_ARGUMENTS[name] for name in ("campus", "branch")},
        cost=20_000,  # every patent of a scope, once
    )
    codes: CodeConnection | None = declared(
        bind.Connection("Code", None, code_conditions),
        "A code table, from its roots; `children` goes down (分类表).",
        Ability.CODE_TABLE_READ,
        {
            "kind": (CodeKind, strawberry.UNSET, "The table (分类表)."),
            "roots_only": (bool, True, "Only the top level (仅顶级)."),
            **CODE_ARGUMENTS,
        },
    )
    code_tables: CodeEditionConnection | None = declared(
        bind.Connection("CodeEdition", None, edition_conditions),
        "The editions of code tables and concordances that are in force, the last loaded first "
        "(现行分类表版本).",
        Ability.CODE_TABLE_READ,
        EDITION_ARGUMENTS,
    )
    notices: NoticeConnection | None = declared(
        bind.Connection("Notice", None, notice_conditions),
        "What the viewer is told, newest first (我的通知).",
        Ability.NOTICE_READ,
        NOTICE_ARGUMENTS,
    )
    audit_log: AuditEntryConnection | None = declared(
        bind.Connection("AuditEntry"),
        "Who changed what, newest first (审计日志).",
        Ability.AUDIT_READ,
        AUDIT_ARGUMENTS,
    )
    pushes: PushConnection | None = declared(
        bind.Connection("Push"),
        "Deliveries of patents, what was published last first (数据推送记录, S50–S51).",
        Ability.PUSH_IMPORT,
        PAGING,
    )
    approval_flow: ApprovalFlow | None = declared(
        bind.ById("ApprovalFlow", {"institution": "id"}),
        "The review chains of an institution (审批流程, S11).",
        Ability.APPROVAL_FLOW_READ,
        {"institution": (strawberry.ID, strawberry.UNSET, "Id of the institution (院校编号).")},
    )
    review_route: ReviewRoute | None = declared(
        bind.Worked(asked, find_route),
        "Where a dossier would go if it were submitted now, and why: of an account, or of a role at a unit; "
        "exactly one of the two is given (审核路径预览, S12–S19).",
        Ability.APPROVAL_FLOW_READ,
        {
            "filer": (strawberry.ID | None, strawberry.UNSET, "Who files, `User:number` (建档人)."),
            "unit": (strawberry.ID | None, strawberry.UNSET, "Where somebody files (机构)."),
            "role": (Role, Role.INVENTOR, "Who files there, an inventor unless said otherwise (角色)."),
        },
    )
    users: UserConnection | None = declared(
        bind.Connection("User", None, user_conditions),
        "Accounts in the viewer's scope (账号管理, S27).",
        Ability.USER_READ,
        USER_ARGUMENTS,
        cost=500,
    )
    inventor_matches: InventorMatchConnection | None = declared(
        bind.Connection("InventorMatch"),
        "Patents that may be the viewer's own, what changed last first (我的待认领专利, S191).",
        Ability.MATCH_CLAIM,
        MATCH_ARGUMENTS,
    )
    inventor_claims: InventorClaimConnection | None = declared(
        bind.Connection("InventorClaim"),
        "What accounts in the viewer's scope claim, what changed last first (认领申请, S191).",
        Ability.MATCH_CONFIRM,
        CLAIM_ARGUMENTS,
    )
    uploads: FileUploadConnection | None = declared(
        bind.Connection("FileUpload"),
        "The viewer's own uploads that wait to be used, newest first (我的上传文件).",
        Ability.FILE_UPLOAD,
        PAGING,
    )
    job: Job | None = declared(
        bind.ById("Job", {"id": "id"}),
        "A job by its id (任务).",
        Ability.JOB_READ,
        {"id": (strawberry.ID, strawberry.UNSET, ID)},
    )
    jobs: JobConnection | None = declared(
        bind.Connection("Job"),
        "The viewer's own jobs, newest first; the operator sees everybody's (任务列表).",
        Ability.JOB_READ,
        PAGING,
    )
