"""As much of S3 as a file store asks for, in memory: objects, and uploads in parts that must be joined."""

from dataclasses import dataclass, field
from xml.etree import ElementTree

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


@dataclass
class Bucket:
    """Objects by path, and parts not yet joined by upload."""

    objects: dict[str, bytes] = field(default_factory=dict)
    open: dict[str, dict[int, bytes]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    away: bool = False

    def application(self) -> Starlette:
        methods = ["GET", "HEAD", "PUT", "POST", "DELETE"]
        return Starlette(routes=[Route("/{path:path}", self.serve, methods=methods)])

    async def serve(self, request: Request) -> Response:
        path, asked, body = request.path_params["path"], request.query_params, await request.body()
        self.requests.append(request.method)
        if self.away:
            return Response(status_code=403)
        if request.method == "POST" and "uploads" in asked:
            id = f"upload{len(self.requests)}"
            self.open[id] = {}
            return xml(
                f"<InitiateMultipartUploadResult><UploadId>{id}</UploadId></InitiateMultipartUploadResult>"
            )
        if request.method == "POST" and "delete" in asked:
            return self.delete(path, body)
        if "uploadId" in asked:
            return self.part(request.method, path, asked["uploadId"], int(asked.get("partNumber", 0)), body)
        if request.method == "PUT":
            self.objects[path] = body
            return Response(headers={"ETag": '"1"'})
        return self.get(request.method, path)

    def part(self, method: str, path: str, id: str, number: int, body: bytes) -> Response:
        if method == "PUT":
            self.open[id][number] = body
            return Response(headers={"ETag": f'"{number}"'})
        parts = self.open.pop(id)
        if method == "POST":
            self.objects[path] = b"".join(parts[number] for number in sorted(parts))
            return xml("<CompleteMultipartUploadResult><ETag>1</ETag></CompleteMultipartUploadResult>")
        return Response(status_code=204)

    def delete(self, bucket: str, body: bytes) -> Response:
        keys = [each.text or "" for each in ElementTree.fromstring(body).iter() if each.tag.endswith("Key")]
        for key in keys:
            self.objects.pop(f"{bucket.rstrip('/')}/{key}", None)
        return xml(
            "<DeleteResult>" + "".join(f"<Deleted><Key>{k}</Key></Deleted>" for k in keys) + "</DeleteResult>"
        )

    def get(self, method: str, path: str) -> Response:
        if method == "DELETE":
            self.objects.pop(path, None)
            return Response(status_code=204)
        if path not in self.objects:
            return Response(status_code=404)
        headers = {"ETag": '"1"', "Last-Modified": "Mon, 01 Jun 2026 00:00:00 GMT"}
        return Response(self.objects[path], headers=headers)


def xml(text: str) -> Response:
    return Response(text, media_type="application/xml")
