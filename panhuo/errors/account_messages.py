"""Messages about accounts, units and what they may do, by error code, English and Chinese."""

from collections.abc import Mapping

from panhuo.errors.codes import ErrorCode

ACCOUNT_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.ACCOUNT_NAME_TAKEN: (
        "This account name is taken; choose another.",
        "该账号名已被使用，请更换。",
    ),
    ErrorCode.ACTIVATION_FAILED: (
        "The activation code does not fit the account, was used or has expired; ask your administrator for "
        "another.",
        "激活码与账号不符、已使用或已过期，请联系管理员重新获取。",
    ),
    ErrorCode.FORBIDDEN: (
        "Your role, or the API token you use, may not do or read this.",
        "您的角色或所用的 API 令牌无权执行此操作或查看此内容。",
    ),
    ErrorCode.NAME_TAKEN: (
        "Another unit bears this name; choose a different one.",
        "该名称已被其他机构使用，请更换。",
    ),
    ErrorCode.NOT_ACTIVATED: (
        "The institution's space is not open yet; its administrator opens it with activateInstitution.",
        "本校尚未开启盘活行动，请由管理员先行开启（activateInstitution）。",
    ),
    ErrorCode.PROFILE_INCOMPLETE: (
        "Complete your profile and password first: updateProfile with jobTitle, phone and email, and "
        "changePassword if somebody else set your password.",
        "请先完善个人信息与密码：用 updateProfile 填写部门职务、手机号、邮箱；"
        "密码由他人设置的，请用 changePassword 修改。",
    ),
    ErrorCode.SIGN_IN_FAILED: (
        "Unknown account or wrong password.",
        "账号或密码错误。",
    ),
    ErrorCode.TOO_MANY_TRIES: (
        "Too many failed tries; wait and try again.",
        "失败次数过多，请稍后再试。",
    ),
    ErrorCode.UNAUTHENTICATED: ("Sign in first.", "请先登录。"),
    ErrorCode.UNIT_IN_USE: (
        "The unit still holds something; move or merge that first.",
        "该机构下仍有内容，请先移动或合并。",
    ),
}
