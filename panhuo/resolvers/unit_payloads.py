"""What mutations of one unit answer: the unit as it is then, or why nothing happened."""

from collections.abc import Awaitable, Callable

from panhuo.resolvers.org_unit_inputs import OrgUnitPayload
from panhuo.resolvers.telling import Info, numbered, shown, told_in


async def unit_after(
    info: Info, id: str, act: Callable[[int], Awaitable[object]], field: str = "id"
) -> OrgUnitPayload:
    """Do something with the unit that a field of the input names, and show it."""
    payload = OrgUnitPayload()
    with told_in(payload, info):
        number = numbered(id, "OrgUnit", field)
        await act(number)
        payload.org_unit = shown("OrgUnit", number)
    return payload
