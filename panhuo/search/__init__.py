"""The text index: pairs of Chinese characters and words, with one behaviour on both databases (S105)."""

from panhuo.search.document import document, searchable_fields
from panhuo.search.query import KEYWORD_AT_MOST, postgres_query, sqlite_query

__all__ = ["KEYWORD_AT_MOST", "document", "postgres_query", "searchable_fields", "sqlite_query"]
