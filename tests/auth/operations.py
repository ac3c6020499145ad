"""Operations of signing in, and how their answers are read."""

import httpx

LOGIN = """
mutation Login($input: LoginInput!) {
  login(input: $input) {
    token expiresAt retryAfter
    viewer { id username role }
    userErrors { code field message }
  }
}
"""
LOGOUT = "mutation { logout { signedOut userErrors { code field message } } }"
VIEWER = "{ viewer { id username role } }"
UNKNOWN = "x" * 43


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def code_of(response: httpx.Response) -> str:
    return response.json()["errors"][0]["extensions"]["code"]
