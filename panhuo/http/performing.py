"""The one way in for every transport: find the document, settle the operation, learn who asks, run it.

Nothing is asked of the database before the document is known to fit and to be within its limits.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing, nullcontext

from graphql import ExecutionResult, OperationDefinitionNode, OperationType

from panhuo.compiler.deadline import Deadline
from panhuo.compiler.documents import Known, RequestErrors
from panhuo.compiler.limits import check_variables
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


async def perform(asked: Asked, context: Context) -> ExecutionResult:
    """The result of a query or mutation.

    Raises RequestErrors or PanhuoError where it is not executed at all.
    """
    known, operation = settle(asked)
    if operation.operation is OperationType.SUBSCRIPTION:
        raise PanhuoError(ErrorCode.NOT_ACCEPTABLE)
    held = context.database.operation() if known.plans(operation) else nullcontext()
    async with Deadline(), held:
        await admit(known, operation, context)
        result = await schema.run(known, operation, asked.variables, context)
    await record(context)
    if came_to_nothing(result):
        raise RequestErrors(result.errors or [])
    return result


async def stream(asked: Asked, context: Context) -> AsyncGenerator[ExecutionResult, None]:
    """The results of any operation as they come: one, or those of a subscription's events.

    Raises as `perform`, and between events when the subscription may not go on.
    """
    if not subscribes(asked):
        yield await perform(asked, context)
        return
    known, operation = settle(asked)
    async with Deadline():
        await admit(known, operation, context)
    with one_more(context):
        async with aclosing(await schema.events(known, operation, asked.variables, context)) as events:
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
    """Whether a request asks for a subscription. Raises as `perform`."""
    return settle(asked)[1].operation is OperationType.SUBSCRIPTION


def tells(result: ExecutionResult) -> bool:
    """Whether an event has something for its reader: that one happened of which they see nothing, they must
    not learn."""
    return bool(result.errors) or any(value is not None for value in (result.data or {}).values())


def settle(asked: Asked) -> tuple[Known, OperationDefinitionNode]:
    """The document and which of its operations is meant; by GET a query alone (RFC 9110 §9.2.1)."""
    known = schema.known(text_of(asked))
    check_variables(asked.variables)
    operation = known.operation(asked.operation_name)
    name = operation.name.value if operation.name else None
    current().runs(operation.operation.value, name, known.digest, known.text in trusted_texts())
    if asked.reads_only and operation.operation is OperationType.MUTATION:
        raise PanhuoError(ErrorCode.METHOD_NOT_ALLOWED)
    return known, operation


def came_to_nothing(result: ExecutionResult) -> bool:
    """Whether a fault of ours left no field of the answer: said as such, so that clients retry."""
    code = (result.errors[0].extensions or {}).get("code") if result.errors else None
    return code in FAULTS and not any(value is not None for value in (result.data or {}).values())


async def admit(known: Known, operation: OperationDefinitionNode, context: Context) -> None:
    """Learn who asks.

    Raises UNAUTHENTICATED on introspection by a visitor, unless a setting opens it; PROFILE_INCOMPLETE
    where a first sign-in is not through (S2).
    """
    await context.identify()
    current().asked_by(context.viewer.user_id, context.viewer.role.value)
    if known.introspects and not context.viewer.signed_in and not get_settings().open_introspection:
        raise PanhuoError(
            ErrorCode.UNAUTHENTICATED,
            ("Introspection is for signed-in users.", "登录后才能查看接口定义。"),
        )
    if not context.viewer.complete:
        schema.require_open_at_first(known, operation)
