"""Forms with files: the GraphQL multipart request specification, and the form of POST /uploads.

Parts are read as they arrive: files onto disk, what they say about themselves within bounds. Whoever may not
upload is refused before the first byte of a body is read.
"""

from collections.abc import AsyncGenerator
from typing import Any

import orjson
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from panhuo.auth.http import authenticate, cookie_request_is_safe
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.asked import bad
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.viewer import ANONYMOUS, Viewer
from panhuo.settings import get_settings

FORM = "multipart/form-data"
FORM_READ = "panhuo.form"
"""Where a request's scope keeps the form that was read, whose files `close_files` gives back."""
FIELDS = ["operations", "map"]
"""What comes before the files, in this order."""
MOST_FILES = 10
NO_HEADER = (
    "A browser's session counts here only with the header X-Panhuo-Client.",
    "使用浏览器会话时，请附带请求头 X-Panhuo-Client。",
)


def is_form(request: Request) -> bool:
    """Whether a body is a form with files."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM


async def require_uploader(request: Request) -> Viewer:
    """Who sends a file.

    Raises UNAUTHENTICATED, FORBIDDEN or PROFILE_INCOMPLETE, before anything of the body is read.
    """
    found = await authenticate(request)
    believed = not found.by_cookie or cookie_request_is_safe(request)
    viewer = found.viewer if believed else ANONYMOUS
    if not scopes_of(Ability.FILE_UPLOAD, viewer.rights):
        code = ErrorCode.FORBIDDEN if viewer.signed_in else ErrorCode.UNAUTHENTICATED
        raise PanhuoError(code, "" if believed else NO_HEADER, ability=Ability.FILE_UPLOAD.value)
    if not viewer.complete:
        raise PanhuoError(ErrorCode.PROFILE_INCOMPLETE)
    return viewer


async def read_multipart(request: Request) -> dict[str, Any]:
    """The `operations` of a multipart request, with its files where `map` puts them.

    The files live until `close_files`. Raises BAD_REQUEST for whatever is malformed, FILE_TOO_LARGE, and
    what `require_uploader` raises.
    """
    await require_uploader(request)
    return operations_of(await form_of(request, MOST_FILES, len(FIELDS)))


async def form_of(request: Request, files: int, fields: int) -> FormData:
    """A form of at most so many files and fields. Raises FILE_TOO_LARGE as soon as it is, and BAD_REQUEST."""
    settings = get_settings()
    parser = MultiPartParser(
        request.headers,
        capped(request, settings.max_upload_bytes + settings.max_body_bytes),
        max_files=files,
        max_fields=fields,
        max_part_size=settings.max_body_bytes,
    )
    try:
        found = request.scope[FORM_READ] = await parser.parse()
    except MultiPartException:
        raise bad(
            f"The form is not multipart/form-data of at most {fields} fields and {files} files.",
            f"表单须为 multipart/form-data，最多 {fields} 个字段、{files} 个文件。",
        ) from None
    return found


async def close_files(request: Request) -> None:
    """Give back what the files of a form took on disk."""
    form: FormData | None = request.scope.get(FORM_READ)
    if form is not None:
        await form.close()


async def capped(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """A body as it arrives. Raises FILE_TOO_LARGE: before anything is read where its length is declared."""
    limit = get_settings().max_upload_bytes
    too_large = PanhuoError(ErrorCode.FILE_TOO_LARGE, f"(> {limit:,} B)", limit=limit)
    declared, size = request.headers.get("content-length", ""), 0
    if declared.isdigit() and int(declared[:20]) > most:
        raise too_large
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise too_large
        yield chunk


def operations_of(form: FormData) -> dict[str, Any]:
    """The operations with each file put in its places."""
    parts = form.multi_items()
    fields, files = parts[:2], dict(parts[2:])
    if [name for name, _ in fields] != FIELDS or len(files) != len(parts) - 2:
        raise bad(
            "The parts must be `operations`, `map`, then each file once.",
            "表单各部分须依次为 `operations`、`map` 和各文件，且不得重复。",
        )
    operations, places = (decoded(name, value) for name, value in fields)
    if set(places) != set(files) or not all(isinstance(each, UploadFile) for each in files.values()):
        raise bad("`map` must name every file, and no other.", "`map` 须与所附文件一一对应。")
    for name, paths in places.items():
        for path in strings(paths):
            put(operations, path, files[name])
    return operations


def decoded(name: str, value: object) -> dict[str, Any]:
    """A field that holds a JSON object; a list of operations (batching) is none."""
    try:
        found = orjson.loads(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise bad(f"`{name}` must be a JSON object.", f"`{name}` 须为 JSON 对象。")
    return found


def strings(paths: object) -> list[str]:
    if not isinstance(paths, list) or not paths or not all(isinstance(each, str) for each in paths):
        raise bad("`map` must give each file a list of paths.", "`map` 须为每个文件给出路径列表。")
    return paths


def put(operations: dict[str, Any], path: str, file: object) -> None:
    """Put a file in the place that a path such as `variables.input.file` names; it must hold null."""
    *above, last = path.split(".")
    holder: Any = operations if above[:1] == ["variables"] else None
    for step in above:
        holder = holder[key_of(holder, step)]
    key = key_of(holder, last)
    if holder[key] is not None:
        raise no_place()
    holder[key] = file


def key_of(holder: object, step: str) -> Any:
    """The key of an object or the index of a list that a step of a path names. Raises BAD_REQUEST."""
    if isinstance(holder, dict) and step in holder:
        return step
    if isinstance(holder, list) and step.isascii() and step.isdigit() and int(step[:9]) < len(holder):
        return int(step[:9])
    raise no_place()


def no_place() -> PanhuoError:
    return bad(
        "`map` must name places in `variables` that hold null.",
        "`map` 的路径须指向 `variables` 中为 null 的位置。",
    )
