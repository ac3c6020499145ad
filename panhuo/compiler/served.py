"""The schema of this process, for work that is asked of it but not by a request: exports plan over it.

`panhuo.schema` says which it is when it is built; a process that runs jobs imports that (`commands/worker`).
"""

from graphql import GraphQLSchema

_SERVED: list[GraphQLSchema] = []


def serve(schema: GraphQLSchema) -> None:
    """Let a schema be this process's."""
    _SERVED[:] = [schema]


def served_schema() -> GraphQLSchema:
    """The schema. Raises LookupError in a process that has built none."""
    if not _SERVED:
        raise LookupError("this process has built no schema: import panhuo.schema")
    return _SERVED[0]
