"""Trusted documents: registered beforehand, asked for by id (GraphQL over HTTP, "Persisted Documents").

The setting `trusted_documents` names a JSON file of id → text, as relay-compiler and graphql-codegen write
it. With `trusted_documents_only` nothing else is run.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.asked import Asked, bad
from panhuo.settings import get_settings


def text_of(asked: Asked) -> str:
    """The document that a request means. Raises BAD_REQUEST, or what stands against one not registered."""
    given = document_id(asked)
    if given is None:
        return sent_text(asked)
    if asked.query is not None and asked.document_id is not None:
        raise bad("Send `query` or `documentId`, not both.", "`query` 与 `documentId` 只能提供一个。")
    if asked.query is not None:
        return sent_text(asked)
    found = trusted_documents().get(given)
    if found is None:
        raise PanhuoError(unknown(asked))
    return found


def sent_text(asked: Asked) -> str:
    """The document that was sent along, where that is allowed."""
    if not asked.query:
        raise bad("`query` or `documentId` is missing.", "缺少 `query` 或 `documentId`。")
    if get_settings().trusted_documents_only and asked.query not in trusted_texts():
        raise PanhuoError(ErrorCode.DOCUMENT_NOT_TRUSTED)
    return asked.query


def document_id(asked: Asked) -> str | None:
    """The id by which a document is asked for; Apollo's clients send a hash among the extensions."""
    if asked.document_id is not None:
        return asked.document_id.removeprefix("sha256:")
    persisted = (asked.extensions or {}).get("persistedQuery")
    found = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    return found if isinstance(found, str) else None


def unknown(asked: Asked) -> ErrorCode:
    """Why no document is registered under an id, in the words that its sender understands."""
    if asked.document_id is not None:
        return ErrorCode.DOCUMENT_UNKNOWN
    if get_settings().trusted_documents:
        return ErrorCode.PERSISTED_QUERY_NOT_FOUND
    return ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED


@cache
def trusted_documents() -> Mapping[str, str]:
    """Id → text of every registered document. Raises ValueError where the file is not such a mapping."""
    file = get_settings().trusted_documents
    return read_documents(Path(file)) if file else {}


@cache
def trusted_texts() -> frozenset[str]:
    return frozenset(trusted_documents().values())


def read_documents(file: Path) -> Mapping[str, str]:
    """The file's documents, their ids without the prefix `sha256:`. Raises OSError, ValueError."""
    found: Any = orjson.loads(file.read_bytes())
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise ValueError(f"{file} is not a JSON object of document id → text.")
    return {name.removeprefix("sha256:"): text for name, text in found.items()}
