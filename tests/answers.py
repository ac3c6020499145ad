"""Reading answers of the API."""

from typing import Any

import httpx


def content(response: httpx.Response) -> dict[str, Any]:
    """Data and errors of an answer: its cost varies with what the server happens to have planned already."""
    return without_cost(response.json())


def without_cost(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "extensions"}
