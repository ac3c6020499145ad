"""Viewers of accounts, for tests that call services."""

from panhuo.models import User
from panhuo.permissions.viewer import Viewer


def viewer_of(account: User) -> Viewer:
    """The viewer that a session of an account makes."""
    return Viewer(
        role=account.role,
        user_id=account.id,
        institution_id=account.institution_id,
        branch_id=account.branch_id,
        unit_id=account.unit_id,
        enterprise_id=account.enterprise_id,  # type: ignore[attr-defined]
        is_manager=account.is_manager,
    )
