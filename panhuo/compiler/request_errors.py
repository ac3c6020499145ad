"""Why an operation is not executed at all."""

from collections.abc import Sequence

from graphql import GraphQLError


class RequestErrors(Exception):
    """Request errors (GraphQL October 2021, §7.1.2): what stands against an operation before it runs."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors
