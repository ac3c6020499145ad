"""The one way in for every transport: find the document, settle the operation, learn who asks, run it.

Nothing is asked of the database before the document is known to fit and to be within its limits.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, nullcontext
from dataclasses import dataclass
from typing import Any

from graphql import ExecutionResult, OperationType

from panhuo.compiler.deadline import Deadline
from panhuo.compiler.limits import check_variables
from panhuo.compiler.prepared import Prepared
from panhuo.compiler.request_errors import RequestErrors
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.asked import Asked
from panhuo.http.documents import text_of, trusted_texts
from panhuo.http.subscribers import one_more
from panhuo.observing.observed import current
from panhuo.schema import schema
from panhuo.services.contact_access import record_looks
from panhuo.settings import get_settings

FAULTS = (ErrorCode.DATABASE_UNAVAILABLE, ErrorCode.INTERNAL)


@dataclass(slots=True)
class Settled:
    """What a request asks, with the operation that is meant."""

    operation: Prepared
    variables: Mapping[str, Any] | None

    @property
    def subscribes(self) -> bool:
        return self.operation.kind is OperationType.SUBSCRIPTION


def settle(asked: Asked) -> Settled:
    """Which operation of which document is meant; by GET a query alone (RFC 9110 §9.2.1).

    Raises RequestErrors or PanhuoError where it is not executed at all.
    """
    known = schema.known(text_of(asked))
    check_variables(asked.variables)
    operation = known.operation(asked.operation_name)
    trusted = operation.text in trusted_texts()
    current().runs(operation.kind.value, operation.name, operation.digest, trusted)
    if asked.reads_only and operation.kind is OperationType.MUTATION:
        raise PanhuoError(ErrorCode.METHOD_NOT_ALLOWED)
    return Settled(operation, asked.variables)


async def perform(settled: Settled, context: Context) -> ExecutionResult:
    """The result of a query or mutation. Raises as `settle`."""
    operation = settled.operation
    if settled.subscribes:
        raise PanhuoError(ErrorCode.NOT_ACCEPTABLE)
    held = context.database.operation() if operation.plans else nullcontext()
    async with Deadline(), held:
        await admit(operation, context)
        result = await schema.run(operation, settled.variables, context)
    await record(context)
    if came_to_nothing(result):
        raise RequestErrors(result.errors or [])
    return result


async def stream(asked: Asked, context: Context) -> AsyncGenerator[ExecutionResult, None]:
    """The results of any operation as they come: one, or those of a subscription's events.

    Raises as `settle`, and between events when the subscription may not go on.
    """
    settled = settle(asked)
    if not settled.subscribes:
        yield await perform(settled, context)
        return
    async with Deadline():
        await admit(settled.operation, context)
    with one_more(context):
        async with aclosing(await schema.events(settled.operation, settled.variables, context)) as events:
            async for result in events:
                await record(context)
                if tells(result):
                    await context.seen()
                    yield result


async def record(context: Context) -> None:
    """Record whose contacts the answer shows: without a record there is no answer."""
    if context.looks:
        await record_looks(context.looks)
        context.looks.clear()
        await context.seen(wrote=True)


def subscribes(asked: Asked) -> bool:
    """Whether a request asks for a subscription. Raises as `settle`."""
    return settle(asked).subscribes


def tells(result: ExecutionResult) -> bool:
    """Whether an event has something for its reader: that one happened of which they see nothing, they must
    not learn."""
    return bool(result.errors) or any(value is not None for value in (result.data or {}).values())


def came_to_nothing(result: ExecutionResult) -> bool:
    """Whether a fault of ours left no field of the answer: said as such, so that clients retry."""
    code = (result.errors[0].extensions or {}).get("code") if result.errors else None
    return code in FAULTS and not any(value is not None for value in (result.data or {}).values())


async def admit(operation: Prepared, context: Context) -> None:
    """Learn who asks.

    Raises UNAUTHENTICATED on introspection by a visitor, unless a setting opens it; PROFILE_INCOMPLETE
    where a first sign-in is not through (S2).
    """
    await context.identify()
    viewer = context.viewer
    current().asked_by(viewer.user_id, viewer.role.value)
    if operation.introspects and not viewer.signed_in and not get_settings().open_introspection:
        raise PanhuoError(
            ErrorCode.UNAUTHENTICATED,
            ("Introspection is for signed-in users.", "登录后才能查看接口定义。"),
        )
    if not viewer.complete:
        schema.require_open_at_first(operation)
