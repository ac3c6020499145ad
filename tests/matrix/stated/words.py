"""Words that several topics use."""

PUBLIC = "PUBLIC"
"""Asks for nothing."""
PARENT = "PARENT"
"""Asks for what the object asks on which it stands."""
PAGING = "first after last before"
PAGE = "nodes edges pageInfo totalCount"
EDGE = "cursor node"
