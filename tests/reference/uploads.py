"""What the fields of uploads answer."""

from collections.abc import Callable
from typing import Any

from tests.reference.objects import NEWEST, instants, listed

RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.uploads": lambda ask, _, **given: listed(ask, "FileUpload", ask.all("FileUpload"), NEWEST, given),
    **instants("FileUpload", "createdAt", "expiresAt"),
}
