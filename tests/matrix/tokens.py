"""API tokens of the fixture world: of every account one, whoever makes any; of some another, revoked."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from panhuo.auth.sessions import API_PREFIX, token_hash
from panhuo.models import ApiToken, Session, User
from tests.factories import now
from tests.matrix.belongings import named, owned_words, owner_of, state_of
from tests.matrix.facts import ACCOUNTS, role_of

if TYPE_CHECKING:
    from tests.matrix.cells import Asking, Cell

LONG_AGO = 1_700_000_000_000
DAY_MS = 24 * 3_600_000
TOKENS = named("live", "revoked")


IN_USE = {"name": "挂件", "abilities": ["PATENT_READ"], "origins": ["https://a.example"]}
"""What a token tells of itself; every role reads patents, though not the same ones."""


def secret_of(name: str) -> str:
    return API_PREFIX + urlsafe_b64encode(sha256(name.encode()).digest()).decode().rstrip("=")


async def by_token(asking: "Asking") -> list["Cell"]:
    """`token`: null in a session; of whoever has one, the one the request brings."""
    query = {"query": f"{{ token {{ {' '.join(IN_USE)} expiresAt }} }}"}
    none = (await asking.ask(query["query"]))["data"]["token"]
    cells = [asking.cell("Query.token", "a session", None, none)]
    cells += [asking.cell(f"TokenInUse.{each}", "a session", None, none) for each in (*IN_USE, "expiresAt")]
    if asking.viewer not in ACCOUNTS:
        return cells
    headers = {"Authorization": f"Bearer {secret_of(f'{asking.viewer}, live')}"}
    found = (await asking.client.post("/graphql", json=query, headers=headers)).json()["data"]["token"]
    cells += [asking.cell(f"TokenInUse.{each}", "a token", IN_USE[each], found[each]) for each in IN_USE]
    return [*cells, asking.cell("TokenInUse.expiresAt", "a token", True, bool(found["expiresAt"]))]


def token_words(viewer: str, name: str) -> set[str]:
    """One's own, and those of the enterprise."""
    words = owned_words(viewer, name)
    if {role_of(viewer), role_of(owner_of(name))} == {"ENT"}:
        own = viewer.split()[1][0] == owner_of(name).split()[1][0]
        words.add("own enterprise" if own else "other enterprise")
    return words


async def make_tokens(users: dict[str, User]) -> dict[str, int]:
    """Ids by name."""
    return {name: await make_token(name, users[owner_of(name)]) for name in TOKENS}


async def make_token(name: str, owner: User) -> int:
    ends = {
        "expires_at": now() + DAY_MS,
        "revoked_at": LONG_AGO if state_of(name) == "revoked" else None,
    }
    session = await Session.create(
        token_hash=token_hash(secret_of(name)), user_id=owner.id, created_at=LONG_AGO, **ends
    )
    row = await ApiToken.create(
        session_id=session.id,
        owner_id=owner.id,
        enterprise_id=owner.enterprise_id,  # type: ignore[attr-defined]
        name="挂件",
        prefix="pht_abcdef",
        abilities='["PATENT_READ"]',
        origins='["https://a.example"]',
        created_at=LONG_AGO,
        last_used_at=LONG_AGO,
        **ends,
    )
    return row.id
