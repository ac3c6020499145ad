"""Who is asking."""

from dataclasses import dataclass

from panhuo.permissions.ability import Ability
from panhuo.permissions.rights import Rights, rights_of
from panhuo.rules.vocabulary import TENANT_ROLES, Role


@dataclass(frozen=True, slots=True)
class Token:
    """The API token (访问令牌) by which a request speaks: what it leaves of its owner's rights, and where."""

    id: int
    name: str
    abilities: frozenset[Ability]
    """What was chosen; of that it has what its owner's role has by now."""
    origins: tuple[str, ...]
    """Pages of which origins may bring it, as browsers write them; none: servers alone."""
    expires_at: int
    """Milliseconds."""


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
    complete: bool = True
    """Whether profile and password are set; until then little answers (S2)."""
    token: Token | None = None
    """None: a session of the account's own, which has all that its role has."""

    @property
    def rights(self) -> Rights:
        """What the policy is asked with."""
        return rights_of(self.role, self.token.abilities if self.token else None)

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def managed_enterprise_id(self) -> int | None:
        """The enterprise whose accounts the viewer manages."""
        return self.enterprise_id if self.is_manager else None

    @property
    def tenant(self) -> bool:
        """Whether the account belongs to an institution."""
        return self.role in TENANT_ROLES


ANONYMOUS = Viewer()
COMMAND_LINE = Viewer(role=Role.PLATFORM_OPERATOR)
"""The platform's own people at the command line: nobody's account, so the audit log names none."""
