"""Making tokens, and ending every one there is."""

from collections.abc import Iterator

from tests.matrix.belongings import state_of
from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Mutation, Try, against


def making(asking: Asking) -> Iterator[Try]:
    """With what every role has."""
    given = {"name": "挂件", "abilities": ["CODE_TABLE_READ"], "validDays": 1}
    yield Try("a token", given, against(asking, "TOKEN_MANAGE") or DONE)


def revoking(asking: Asking) -> Iterator[Try]:
    for name, id in asking.world.ids["ApiToken"].items():
        over = "CONFLICT" if state_of(name) == "revoked" else DONE
        yield Try(name, {"id": id}, against(asking, "TOKEN_MANAGE", ("ApiToken", name)) or over)


MUTATIONS = (Mutation("createApiToken", making), Mutation("revokeApiToken", revoking))
