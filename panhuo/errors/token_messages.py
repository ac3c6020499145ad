"""Messages about API tokens, by error code, English and Chinese."""

from collections.abc import Mapping

from panhuo.errors.codes import ErrorCode

TOKEN_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.ORIGIN_NOT_ALLOWED: (
        "The token may not be used on pages of this origin; its owner makes one that names it.",
        "该令牌不允许在此来源的网页上使用，请由令牌所有者新建包含该来源的令牌。",
    ),
    ErrorCode.TOKENS_TOO_MANY: (
        "You have as many tokens as an account may; revoke one first.",
        "您的令牌数量已达上限，请先撤销不用的令牌。",
    ),
    ErrorCode.TOKEN_ABILITIES_UNFIT: (
        "Choose at least one ability, none twice, of those that your role has and tokens may be given.",
        "请至少选择一项权限，不可重复，且须为您的角色具有并可授予令牌的权限。",
    ),
    ErrorCode.TOKEN_NOT_ALLOWED: (
        "An API token cannot sign in or out or activate accounts; do it without the token.",
        "访问令牌不能用于登录、退出或激活账号，请不带令牌操作。",
    ),
    ErrorCode.TOKEN_ORIGIN_INVALID: (
        "Write an origin as browsers do: https://host or https://host:port, in lower case, without a path; "
        "at most 20, none twice.",
        "来源须按浏览器的写法填写：https://主机 或 https://主机:端口，小写、不含路径，最多 20 个，不可重复。",
    ),
}
