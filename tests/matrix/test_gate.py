"""Until profile and password are an account's own, nothing answers it but what makes them so (S2)."""

import json

import httpx
import pytest
from graphql import GraphQLField, GraphQLInputObjectType, GraphQLNonNull, get_named_type, is_leaf_type

from panhuo.models import User
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.matrix.selections import object_type
from tests.matrix.stated.own import OPEN_AT_FIRST
from tests.matrix.variants import literal
from tests.shared import contents, row_counts
from tests.uploads.forms import GOOD, MULTIPART, form

pytestmark = pytest.mark.anyio

ROOTS = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}
EVERYTHING = [(operation, name) for operation, root in ROOTS.items() for name in object_type(root).fields]
UNTOUCHED = ("audit_entry", "org_unit", "user_account", "upload", "job", "notice")


def given(kind: object) -> str:
    """A value that an argument could have."""
    named = get_named_type(kind)
    if not isinstance(named, GraphQLInputObjectType):
        return literal(kind)
    required = [
        (name, each.type) for name, each in named.fields.items() if isinstance(each.type, GraphQLNonNull)
    ]
    return "{" + ", ".join(f"{name}: {given(inner)}" for name, inner in required) + "}"


def content(operation: str, name: str) -> bytes:
    """The body of a request; a file comes as a form."""
    if name == "uploadFile":
        return form(*GOOD)
    return json.dumps({"query": asked(operation, name, object_type(ROOTS[operation]).fields[name])}).encode()


def asked(operation: str, name: str, field: GraphQLField) -> str:
    """An operation of one root field, with what it cannot do without."""
    required = [
        (name, each.type) for name, each in field.args.items() if isinstance(each.type, GraphQLNonNull)
    ]
    arguments = ", ".join(f"{each}: {given(kind)}" for each, kind in required)
    inner = "" if is_leaf_type(get_named_type(field.type)) else "{ __typename }"
    return f"{operation} {{ {name}{f'({arguments})' if arguments else ''} {inner} }}"


LACKING = {"no phone": {"phone": None}, "a password of somebody else's": {"password_temporary": True}}


@pytest.mark.req("S2")
@pytest.mark.parametrize("lacks", LACKING)
async def test_a_first_sign_in_opens_nothing_else(shared_client: httpx.AsyncClient, lacks: str) -> None:
    # given
    account = await user(Role.INSTITUTION_ADMIN, await institution())
    await User.filter(id=account.id).update(**LACKING[lacks])
    open_at_first = set()
    before = await contents(*UNTOUCHED), await row_counts()

    # when
    for operation, name in EVERYTHING:
        headers = await sign_in(account)
        headers |= {"Accept": "text/event-stream"} if operation == "subscription" else {}
        body = content(operation, name)
        headers |= {"Content-Type": "application/json"} if body.startswith(b"{") else MULTIPART
        response = await shared_client.post("/graphql", content=body, headers=headers)
        open_at_first |= set() if '"PROFILE_INCOMPLETE"' in response.text else {f"{ROOTS[operation]}.{name}"}

    # then
    assert open_at_first == set(OPEN_AT_FIRST.split())
    after = await contents(*UNTOUCHED), await row_counts()
    sessions = {"session": after[1]["session"], "sign_in_throttle": after[1]["sign_in_throttle"]}
    assert after == (before[0], before[1] | sessions)
