"""What every client is put through (story.mjs tells the same): by any `ask`, which may be plain HTTP."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
from graphql import parse, print_ast

from seed.accounts import DEMO_PASSWORD

USERNAME = "inventor@yunling"
PAGES, ROWS, WORDS = 3, 2, "电池"

Answer = Mapping[str, Any]
Ask = Callable[[str, Mapping[str, Any] | None], Awaitable[Answer]]
"""Document and variables → data and errors."""

FILE = parse((Path(__file__).parent / "story.graphql").read_text(encoding="utf-8"))
DOCUMENTS = {each.name.value: print_ast(each) for each in FILE.definitions}  # type: ignore[attr-defined]


async def tell(connect: Callable[[str | None], Ask]) -> dict[str, Any]:
    credentials = {"username": USERNAME, "password": DEMO_PASSWORD}
    signed_in = await connect(None)(DOCUMENTS["SignIn"], {"input": credentials})
    token = signed_in["data"]["login"]["token"]
    ask = connect(token)
    return {
        "viewer": seen(await ask(DOCUMENTS["Viewer"], None)),
        "pages": await walk(ask),
        "refused": seen(await ask(DOCUMENTS["Refused"], None)),
        "invalid": seen(await ask(DOCUMENTS["Invalid"], {"id": None})),
        "visitor": seen(await connect(None)(DOCUMENTS["Viewer"], None)),
        "signedOut": seen(await ask(DOCUMENTS["SignOut"], None)),
        "afterwards": seen(await connect(token)(DOCUMENTS["Viewer"], None)),
    }


async def walk(ask: Ask) -> list[Any]:
    """Some pages of a list, each asked from the end of the one before."""
    pages: list[Any] = []
    after = None
    while len(pages) < PAGES:
        answer = await ask(DOCUMENTS["Library"], {"words": WORDS, "first": ROWS, "after": after})
        pages.append(answer["data"]["patents"])
        after = pages[-1]["pageInfo"]["endCursor"]
    return pages


def seen(answer: Answer) -> dict[str, Any]:
    """What is left of an answer that may have errors: data and codes."""
    codes = [error["extensions"]["code"] for error in answer.get("errors") or ()]
    return {"data": answer.get("data"), "codes": codes}


def plainly(url: str) -> Callable[[str | None], Ask]:
    """By nobody's client: a POST of JSON."""

    def connect(token: str | None) -> Ask:
        headers = {"Authorization": f"Bearer {token}"} if token else {}

        async def ask(document: str, variables: Mapping[str, Any] | None = None) -> Answer:
            async with httpx.AsyncClient(headers=headers) as http:
                response = await http.post(url, json={"query": document, "variables": variables})
            return dict(response.json())

        return ask

    return connect


def uploaded_as(name: str) -> Answer:
    """What a client that sends the story's file is told."""
    upload = {"name": name, "mediaType": "text/csv", "size": 23}
    return {"data": {"uploadFile": {"upload": upload, "userErrors": []}}, "codes": []}
