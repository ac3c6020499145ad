"""Scalars beyond GraphQL's own."""

import re
from datetime import date, datetime
from typing import NewType

import strawberry
from starlette.datastructures import UploadFile
from strawberry.types.scalar import ScalarDefinition

from panhuo.compiler.rowcode import instant
from panhuo.errors import ErrorCode, PanhuoError

Instant = NewType("Instant", int)
"""Milliseconds since the epoch, UTC."""

Upload = NewType("Upload", UploadFile)
"""A file of a multipart request, where its variables name it."""

Date = date
"""A calendar date, `YYYY-MM-DD`."""

CALENDAR_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def parse_instant(text: object) -> int:
    """ISO 8601 with an offset → milliseconds since the epoch; INVALID_VALUE otherwise."""
    try:
        moment = datetime.fromisoformat(str(text))
        if moment.tzinfo is None:
            raise ValueError("no offset")
        return round(moment.timestamp() * 1000)
    except (ValueError, OverflowError):
        raise PanhuoError(ErrorCode.INVALID_VALUE, "Instant: 2024-01-31T09:30:00+08:00.") from None


def parse_date(text: object) -> date:
    """`YYYY-MM-DD` and nothing else; INVALID_VALUE otherwise."""
    try:
        if isinstance(text, str) and CALENDAR_DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise PanhuoError(ErrorCode.INVALID_VALUE, "Date: 2024-01-31.")


def parse_upload(value: object) -> UploadFile:
    """A file that came with the request; INVALID_VALUE otherwise."""
    if not isinstance(value, UploadFile):
        raise PanhuoError(ErrorCode.INVALID_VALUE, NO_FILE)
    return value


def serialize_upload(value: object) -> None:
    raise TypeError("files only come in")


NO_FILE = (
    "Upload: a file of a multipart/form-data request.",
    "Upload：应以 multipart/form-data 请求附带文件。",
)

SCALARS: dict[object, ScalarDefinition] = {
    Instant: strawberry.scalar(
        name="Instant",
        description="A moment as ISO 8601 with its offset (时间), shown in Asia/Shanghai: "
        "`2024-01-31T09:30:00.000+08:00`.",
        serialize=instant,
        parse_value=parse_instant,
    ),
    date: strawberry.scalar(
        name="Date",
        description="A calendar date (日期), `YYYY-MM-DD`.",
        serialize=lambda value: value if isinstance(value, str) else value.isoformat(),
        parse_value=parse_date,
    ),
    Upload: strawberry.scalar(
        name="Upload",
        description="A file (文件), sent by the GraphQL multipart request specification.",
        serialize=serialize_upload,
        parse_value=parse_upload,
    ),
}

__all__ = ["SCALARS", "Date", "Instant", "Upload"]
