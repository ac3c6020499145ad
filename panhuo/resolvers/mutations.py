"""The root of what changes data. Each field names its ability, or PUBLIC."""

import strawberry

from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import PUBLIC
from panhuo.resolvers import institutions, inventor_matches, org_units
from panhuo.resolvers.account_batch import create as create_users
from panhuo.resolvers.accounts import ActivationPayload, UserPayload
from panhuo.resolvers.accounts import create as create_user
from panhuo.resolvers.accounts import disable as disable_user
from panhuo.resolvers.accounts import enable as enable_user
from panhuo.resolvers.accounts import move as move_user
from panhuo.resolvers.accounts import reset as reset_user
from panhuo.resolvers.api_tokens import ApiTokenMutations
from panhuo.resolvers.code_tables import load as load_codes
from panhuo.resolvers.demands import DemandMutations
from panhuo.resolvers.dossier_mutations import DossierMutations
from panhuo.resolvers.enterprises import EnterpriseMutations
from panhuo.resolvers.evaluations import EvaluationMutations
from panhuo.resolvers.export_data import ExportMutations
from panhuo.resolvers.institution_inputs import ApprovalFlowPayload, OwnerAliasPayload
from panhuo.resolvers.inventor_matches import MatchesPayload
from panhuo.resolvers.jobs import JobPayload, cancel, confirm, import_patents, retry
from panhuo.resolvers.notices import MarkNoticesReadPayload, mark
from panhuo.resolvers.org_unit_inputs import AssignPatentsPayload, OrgUnitPayload
from panhuo.resolvers.own_account import (
    ActivatePayload,
    ChangePasswordPayload,
    UpdateProfilePayload,
    activate,
)
from panhuo.resolvers.own_account import change as change_password
from panhuo.resolvers.own_account import update as update_profile
from panhuo.resolvers.performances import PerformanceMutations
from panhuo.resolvers.sign_in import LoginPayload, LogoutPayload, login, logout
from panhuo.resolvers.uploads import DiscardUploadPayload, UploadFilePayload, discard, upload_file
from panhuo.types.declare import mutation


@strawberry.type(description="Everything that can be changed (变更).")
class Mutation(
    DossierMutations,
    DemandMutations,
    EvaluationMutations,
    PerformanceMutations,
    ApiTokenMutations,
    ExportMutations,
    EnterpriseMutations,
):
    """Root of mutations."""

    login: LoginPayload | None = mutation(
        login,
        "Open a session (登录). Accounts are assigned by the platform (S1).",
        PUBLIC,
        cost=100_000,  # a password is hashed, which is dear on purpose
    )
    logout: LogoutPayload | None = mutation(logout, "End the session of this request (退出登录).", PUBLIC)
    mark_notices_read: MarkNoticesReadPayload | None = mutation(
        mark, "Mark notices of one's own as read (标记通知已读).", Ability.NOTICE_READ
    )
    activate: ActivatePayload | None = mutation(
        activate,
        "Set an account's password by its activation code, once (激活账号). Tries count as for `login`.",
        PUBLIC,
        cost=100_000,
    )
    change_password: ChangePasswordPayload | None = mutation(
        change_password,
        "Replace one's password; every other session of the account ends (修改密码).",
        Ability.PROFILE_EDIT,
        cost=200_000,
    )
    update_profile: UpdateProfilePayload | None = mutation(
        update_profile,
        "Write one's own job title, phone and e-mail; a first sign-in asks for all three (完善个人信息, S2).",
        Ability.PROFILE_EDIT,
    )
    create_user: ActivationPayload | None = mutation(
        create_user,
        "Open an account that its owner activates by a code (新建用户, S36–S41). For whom, and where, "
        "each role opens accounts, docs/permissions.md says.",
        Ability.USER_CREATE,
    )
    create_users_from_file: JobPayload | None = mutation(
        create_users,
        "Check a file of accounts: a job that waits for `confirmJob`, which opens them (批量新建用户, S42). "
        "GET /templates/accounts serves the workbook to fill in.",
        Ability.USER_CREATE,
    )
    disable_user: UserPayload | None = mutation(
        disable_user,
        "Close an account; its sessions and subscriptions end at once (停用用户).",
        Ability.USER_MANAGE,
    )
    enable_user: UserPayload | None = mutation(
        enable_user, "Open a disabled account again (启用用户).", Ability.USER_MANAGE
    )
    move_user: UserPayload | None = mutation(
        move_user,
        "Let an account stand at another unit of its institution; the patents it places go along (调整单位).",
        Ability.USER_MANAGE,
    )
    reset_user: ActivationPayload | None = mutation(
        reset_user,
        "Give an account a new activation code; its password and its sessions end (重置激活码).",
        Ability.USER_MANAGE,
    )
    upload_file: UploadFilePayload | None = mutation(
        upload_file,
        "Send a file, by a multipart request; POST /uploads does the same without GraphQL (上传文件).",
        Ability.FILE_UPLOAD,
    )
    discard_upload: DiscardUploadPayload | None = mutation(
        discard, "Throw away a waiting upload of one's own (删除上传文件).", Ability.FILE_UPLOAD
    )
    import_patents: JobPayload | None = mutation(
        import_patents,
        "Check a file of patents: a job that waits for `confirmJob`, which publishes it (导入专利数据, S50).",
        Ability.PUSH_IMPORT,
    )
    load_codes: JobPayload | None = mutation(
        load_codes,
        "Compare a file with the edition of a code table or concordance in force: a job that waits for "
        "`confirmJob`, which puts it in force and has patents labelled by it (导入分类表, S92).",
        Ability.CODES_LOAD,
    )
    confirm_job: JobPayload | None = mutation(
        confirm,
        "Let a checked job of one's own go on; CONFLICT where it does not wait any more (确认任务).",
        Ability.JOB_RUN,
    )
    cancel_job: JobPayload | None = mutation(
        cancel,
        "End a job before it has any effect; one that runs ends a moment later (取消任务).",
        Ability.JOB_CANCEL,
    )
    retry_job: JobPayload | None = mutation(
        retry,
        "Start a failed job of one's own again, at the stage at which it failed (重试任务).",
        Ability.JOB_RUN,
    )
    create_institution: OrgUnitPayload | None = mutation(
        institutions.create,
        "Open an institution with the names it owns patents under; patents delivered before become its own "
        "(新建院校, S5, S7).",
        Ability.ORG_UNIT_MANAGE,
    )
    activate_institution: OrgUnitPayload | None = mutation(
        institutions.activate,
        "Open the institution's space, once; until then it may be read, but not built "
        "(立即开启盘活行动, S6).",
        Ability.INSTITUTION_CERTIFY,
    )
    certify_institution: OrgUnitPayload | None = mutation(
        institutions.certify,
        "Complete the institution's certified profile (认证信息完善, S26).",
        Ability.INSTITUTION_CERTIFY,
    )
    update_showcase_settings: OrgUnitPayload | None = mutation(
        institutions.show,
        "Let visitors see what the institution published, or no longer (公开展示设置).",
        Ability.SHOWCASE_SETTINGS,
    )
    add_owner_alias: OwnerAliasPayload | None = mutation(
        institutions.add_alias,
        "Let an institution or branch own patents under another name, those delivered before included "
        "(添加权利人别名, S54).",
        Ability.ORG_UNIT_MANAGE,
    )
    remove_owner_alias: OwnerAliasPayload | None = mutation(
        institutions.remove_alias,
        "Take such a name away; patents under it are its own no more (删除权利人别名).",
        Ability.ORG_UNIT_MANAGE,
    )
    create_org_unit: OrgUnitPayload | None = mutation(
        org_units.create, "Add a unit below another (添加子机构, S8–S10).", Ability.ORG_UNIT_MANAGE
    )
    rename_org_unit: OrgUnitPayload | None = mutation(
        org_units.rename, "Give a unit another name (机构更名).", Ability.ORG_UNIT_MANAGE
    )
    reorder_org_units: OrgUnitPayload | None = mutation(
        org_units.reorder,
        "Put all units below another in order; CONFLICT where they are others by now (机构排序).",
        Ability.ORG_UNIT_MANAGE,
    )
    merge_org_units: OrgUnitPayload | None = mutation(
        org_units.merge,
        "Let a unit go up in another of its kind: accounts, patents, units below and owner names go along "
        "(合并机构).",
        Ability.ORG_UNIT_MANAGE,
    )
    move_org_unit: OrgUnitPayload | None = mutation(
        org_units.move,
        "Put a branch's college below another branch of the institution, with its accounts (移动机构).",
        Ability.ORG_UNIT_MANAGE,
    )
    archive_org_unit: OrgUnitPayload | None = mutation(
        org_units.archive,
        "Take a unit out of use; UNIT_IN_USE while units, accounts or patents stand at it (归档机构).",
        Ability.ORG_UNIT_MANAGE,
    )
    assign_patents: AssignPatentsPayload | None = mutation(
        org_units.assign,
        "Hand patents of nobody's unit to a college, one by one or a whole pool (分配所属学院, S190).",
        Ability.PATENT_UNIT_ASSIGN,
    )
    claim_matches: MatchesPayload | None = mutation(
        inventor_matches.claim,
        "Say of patents that were proposed that one is their inventor; an administrator confirms it "
        "(认领专利, S191).",
        Ability.MATCH_CLAIM,
    )
    decline_matches: MatchesPayload | None = mutation(
        inventor_matches.decline,
        "Say of them that one is not, or withdraw a claim (标记为非本人).",
        Ability.MATCH_CLAIM,
    )
    confirm_claims: MatchesPayload | None = mutation(
        inventor_matches.confirm,
        "Confirm claimants as inventors; their patents then stand at their units (确认认领, S190, S191). "
        "Never one's own.",
        Ability.MATCH_CONFIRM,
    )
    refuse_claims: MatchesPayload | None = mutation(
        inventor_matches.refuse,
        "Refuse claims; they stay refused, whatever is imported (拒绝认领). Never one's own.",
        Ability.MATCH_CONFIRM,
    )
    reopen_claims: MatchesPayload | None = mutation(
        inventor_matches.reopen,
        "Take decisions on claims back, for a reason: they wait again (撤销认领处理). Never one's own.",
        Ability.MATCH_CONFIRM,
    )
    update_approval_flow: ApprovalFlowPayload | None = mutation(
        institutions.update_flow,
        "Open and close review switches; dossiers under review keep their route (编辑审批流程, S11, S18).",
        Ability.APPROVAL_FLOW_EDIT,
    )
