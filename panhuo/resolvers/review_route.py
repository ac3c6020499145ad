"""`reviewRoute`: where a dossier would go, worked out as a submission does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panhuo.compiler.binding import Asker
from panhuo.compiler.ids import number_of
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.rules.vocabulary import Role
from panhuo.services.approval_flow import EITHER, ReviewRoute, review_route


@dataclass(frozen=True)
class Asked:
    """An account, or a role at a unit."""

    filer: int | None
    unit: int | None
    role: Role


def asked(given: Mapping[str, Any]) -> Asked:
    """What the arguments ask. Raises BAD_ID, or INVALID_VALUE unless it is one of the two."""
    filer, unit = given.get("filer"), given.get("unit")
    if (filer is None) == (unit is None):
        raise PanhuoError(ErrorCode.INVALID_VALUE, EITHER)
    return Asked(
        None if filer is None else number_of(filer, "User"),
        None if unit is None else number_of(unit, "OrgUnit"),
        Role(given.get("role") or Role.INVENTOR),
    )


async def find_route(asker: Asker, question: Asked) -> ReviewRoute:
    """The route, read over the connection of the request."""
    place = (question.filer, question.unit, question.role)
    return await review_route(asker.viewer, *place, asker.chinese, asker.rows)
