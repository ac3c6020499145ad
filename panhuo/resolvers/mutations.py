"""The root of what changes data. Each field names its ability, or PUBLIC."""

import strawberry

from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import PUBLIC
from panhuo.resolvers.sign_in import LoginPayload, LogoutPayload, login, logout
from panhuo.resolvers.uploads import DiscardUploadPayload, UploadFilePayload, discard, upload_file
from panhuo.types.declare import mutation


@strawberry.type(description="Everything that can be changed (变更).")
class Mutation:
    """Root of mutations."""

    login: LoginPayload | None = mutation(
        login,
        "Open a session (登录). Accounts are assigned by the platform (S1).",
        PUBLIC,
        cost=100_000,  # a password is hashed, which is dear on purpose
    )
    logout: LogoutPayload | None = mutation(logout, "End the session of this request (退出登录).", PUBLIC)
    upload_file: UploadFilePayload | None = mutation(
        upload_file,
        "Send a file, by a multipart request; POST /uploads does the same without GraphQL (上传文件).",
        Ability.FILE_UPLOAD,
    )
    discard_upload: DiscardUploadPayload | None = mutation(
        discard, "Throw away a waiting upload of one's own (删除上传文件).", Ability.FILE_UPLOAD
    )
