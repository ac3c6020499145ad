"""What is kept of figures from before an act is what would be counted after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from starlette.requests import HTTPConnection

from panhuo.compiler import kept
from panhuo.compiler.cache import Recent
from panhuo.context import Context
from panhuo.schema import schema
from tests.life.campus import Person
from tests.reference.printed import schema as printed
from tests.reference.query_selections import whole
from tests.viewers import viewer_of

REQUEST = HTTPConnection({"type": "http", "client": ("192.0.2.1", 1), "headers": []})
ASKED = (
    "{ "
    + " ".join(
        f"{name} {whole(printed().type_map[kind], 3)}"
        for name, kind in (("dashboard", "Dashboard"), ("libraryFigures", "LibraryFigures"))
    )
    + " }"
)


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Count anew within the block; what is kept stays."""
    with patch.object(kept, "kept", lambda: Recent(1)):
        yield


async def figures_hold(person: Person) -> None:
    """Somebody's figures are what they would be counted anew."""
    found = await figures(person)
    with nothing_kept():
        assert found == await figures(person), (person.name, person.role)


async def figures(person: Person) -> tuple[Any, list[str]]:
    context = Context(REQUEST, viewer=viewer_of(person.account))
    answer = await schema.execute(ASKED, context_value=context)
    return answer.data, sorted({error.extensions["code"] for error in answer.errors or []})  # type: ignore[index]
