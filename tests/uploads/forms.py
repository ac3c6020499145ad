"""Multipart requests, well made and not."""

import json
from typing import Any

from tests.uploads.conftest import CSV

UPLOAD = """
mutation ($file: Upload!) {
  uploadFile(input: {file: $file}) {
    upload { id name mediaType size createdAt expiresAt } userErrors { code field message }
  }
}
"""
BOUNDARY = "----panhuo"
MULTIPART = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}

Part = tuple[str, str | None, bytes]
"""A name, a file name or none, the bytes."""


def form(*parts: Part, end: str = f"--{BOUNDARY}--\r\n") -> bytes:
    """The body of a form."""
    body = b""
    for name, file_name, data in parts:
        named = "" if file_name is None else f'; filename="{file_name}"\r\nContent-Type: text/plain'
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode()
        body += data + b"\r\n"
    return body + end.encode()


def operations(query: str = UPLOAD, **variables: Any) -> Part:
    return "operations", None, json.dumps({"query": query, "variables": variables}).encode()


def places(**paths: Any) -> Part:
    return "map", None, json.dumps(paths).encode()


def file(name: str = "file", file_name: str = "patents.csv", data: bytes = CSV) -> Part:
    return name, file_name, data


GOOD = (operations(file=None), places(file=["variables.file"]), file())
