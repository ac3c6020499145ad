"""Mutations of API tokens, refused: what no token may have, and tokens of others."""

from collections.abc import Callable

from tests.reference.query_values import Values
from tests.reference.refused import mutation, unreached

TOKEN = "token { id name abilities }"


def create_api_token(values: Values) -> str:
    """With an ability that nobody gives, or something else that cannot be."""
    wrong = values.one_of(
        (
            {"abilities": ["TOKEN_MANAGE"]},
            {"name": ""},
            {"validDays": 0},
            {"origins": ["*"]},
        )
    )
    given = {"name": "挂件", "abilities": ["PATENT_READ"], "validDays": 1, **wrong}
    return mutation(values, "createApiToken", f"secret {TOKEN}", given)


def revoke_api_token(values: Values) -> str:
    return mutation(values, "revokeApiToken", TOKEN, {"id": unreached(values, "TOKEN_MANAGE", "ApiToken")})


REFUSED: dict[str, Callable[[Values], str]] = {
    "createApiToken": create_api_token,
    "revokeApiToken": revoke_api_token,
}
