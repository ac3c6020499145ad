"""Uploads: files that an account sent, waiting to be used."""

import strawberry

from panhuo.compiler.ordering import SortKey
from panhuo.permissions.ability import Ability
from panhuo.types.declare import column, entity
from panhuo.types.node import Connection, Node
from panhuo.types.scalars import Instant

NEWEST = SortKey("CREATED_AT", "created_at", "instant", True)


@entity(
    "upload",
    Ability.FILE_UPLOAD,
    "A file that the viewer sent and that waits to be used (上传文件); used or expired, it is gone.",
    orders={"CREATED_AT": NEWEST},
    default_order=(NEWEST,),
)
class FileUpload(Node):
    """One's own waiting upload."""

    name: str = column("Its name, without folders and control characters (文件名).")
    media_type: str = column("What it is by its content (文件类型), such as `text/csv`.")
    size: int = column("Its size in bytes (大小).")
    created_at: Instant = column("When it was sent (上传时间).")
    expires_at: Instant = column("Until when it waits to be used (到期时间).")


@strawberry.type(description="A page of uploads (上传文件列表).")
class FileUploadConnection(Connection[FileUpload]):
    """Uploads."""
