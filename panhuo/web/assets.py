"""The built files of the page: read once a process, compressed once, cached by browsers for good."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from panhuo.web.headers import SECURITY_HEADERS

STATIC = Path(__file__).parent / "static"
PAGE = "index.html"
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

HASHED = re.compile(r"-[A-Z0-9]{8}\.\w+$")
GZIP_ACCEPTED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
COMPRESSIBLE = {".css", ".html", ".js", ".svg", ".ttf", ".txt"}
MEDIA_TYPES = {".js": "text/javascript", ".ttf": "font/ttf", ".woff2": "font/woff2"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    gzipped: bytes | None
    media_type: str
    etag: str
    cache_control: str


def etag_of(body: bytes) -> str:
    """A weak tag: the same whether the body goes out compressed or not."""
    return f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'


def not_modified(request: Request, etag: str) -> bool:
    """Whether the browser already holds the body with this tag."""
    held = request.headers.get("if-none-match", "")
    return held == "*" or etag in {tag.strip() for tag in held.split(",")}


def built_names(folder: Path = STATIC) -> frozenset[str]:
    """The files that may be asked for. Anything else, however its path is spelt, is not there."""
    if not folder.is_dir():
        return frozenset()
    return frozenset(path.name for path in folder.iterdir() if path.is_file() and path.name != PAGE)


@lru_cache(maxsize=64)
def load(path: Path) -> Asset:
    """Read and compress a file; its name carries its content's hash, so it is read once a process."""
    body = path.read_bytes()
    media_type = (
        MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    )
    return Asset(
        body=body,
        gzipped=gzip.compress(body, 6, mtime=0) if path.suffix in COMPRESSIBLE else None,
        media_type=media_type,
        etag=etag_of(body),
        cache_control=FOREVER if HASHED.search(path.name) else ASK_AGAIN,
    )


async def static_file(request: Request) -> Response:
    """GET /static/{name}."""
    name = request.path_params["name"]
    if name not in built_names():
        return PlainTextResponse("Not found\n", 404, headers=dict(SECURITY_HEADERS))
    asset = await run_in_threadpool(load, STATIC / name)
    headers = {
        "ETag": asset.etag,
        "Cache-Control": asset.cache_control,
        "Vary": "Accept-Encoding",
        **SECURITY_HEADERS,  # a worker is held by the policy of its own file, not by the page's
    }
    if not_modified(request, asset.etag):
        return Response(status_code=304, headers=headers)
    body = asset.body
    if asset.gzipped and GZIP_ACCEPTED.search(request.headers.get("accept-encoding", "")):
        body, headers["Content-Encoding"] = asset.gzipped, "gzip"
    return Response(body, media_type=asset.media_type, headers=headers)
