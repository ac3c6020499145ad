"""Who is asking."""

from dataclasses import dataclass

from panhuo.rules.vocabulary import TENANT_ROLES, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """The account behind a request, read once from its session; what scope predicates compare with."""

    role: Role = Role.ANONYMOUS
    user_id: int | None = None
    institution_id: int | None = None
    branch_id: int | None = None
    unit_id: int | None = None
    enterprise_id: int | None = None
    is_manager: bool = False
    session_id: int | None = None

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def tenant(self) -> bool:
        """Whether the account belongs to an institution."""
        return self.role in TENANT_ROLES


ANONYMOUS = Viewer()
