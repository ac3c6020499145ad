"""`Node`, and the parts every connection has (Relay Cursor Connections)."""

from typing import Any, Generic, TypeVar

import strawberry

from panhuo.types.declare import declared, derived

T = TypeVar("T")


@strawberry.interface(description="An object with an id (对象), found again by `node(id:)`.")
class Node:
    """What `node(id:)` can return."""

    id: strawberry.ID = derived("Id, `Type:number` (编号).", lambda place: place["id"], codec="id")


@strawberry.type(description="Where a page stands in its list (分页信息).")
class PageInfo:
    """Relay's PageInfo."""

    has_next_page: bool = declared(None, "Whether rows follow (是否有下一页).")
    has_previous_page: bool = declared(
        None, "Whether rows may precede: true once a cursor was given (是否有上一页)."
    )
    start_cursor: str | None = declared(None, "Cursor of the first row (首行游标).")
    end_cursor: str | None = declared(None, "Cursor of the last row (末行游标).")


@strawberry.type(description="A row of a page, with its cursor (列表项).")
class Edge(Generic[T]):
    """Relay's edge."""

    cursor: str = declared(None, "Give it to `after` or `before` (游标).", cost=3)
    node: T = declared(None, "The object (对象).")


@strawberry.type(description="A page of a list (分页列表).")
class Connection(Generic[T]):
    """Relay's connection; `totalCount` is counted only where it is selected."""

    nodes: list[T] = declared(None, "The objects of the page (对象列表).")
    edges: list[Edge[T]] = declared(None, "The objects with their cursors (列表项).")
    page_info: PageInfo = declared(None, "Where the page stands (分页信息).")
    total_count: int = declared(None, "Rows of the whole list, within the viewer's scope (总数).", cost=500)


PAGING: dict[str, tuple[Any, Any, str]] = {
    "first": (int | None, strawberry.UNSET, "Rows from the start, at most 100, 20 by default (前 n 条)."),
    "after": (str | None, strawberry.UNSET, "Rows after this cursor (起始游标)."),
    "last": (int | None, strawberry.UNSET, "Rows from the end, at most 100 (后 n 条)."),
    "before": (str | None, strawberry.UNSET, "Rows before this cursor (截止游标)."),
}
