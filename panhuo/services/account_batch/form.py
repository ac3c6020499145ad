"""What one administrator's template offers (S42)."""

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.accounts import at_a_unit, names_enterprises, roles_opened
from panhuo.permissions.viewer import Viewer
from panhuo.rules.account_words import role_name
from panhuo.services.account_batch.units import Units, offered, units_of
from panhuo.sheets.account_columns import NAME, ROLE, UNIT, USERNAME, AccountColumn
from panhuo.sheets.account_workbook import AccountForm


def require_roles(viewer: Viewer) -> None:
    """Raise UNAUTHENTICATED or FORBIDDEN for who opens no accounts."""
    if not roles_opened(viewer):
        code = ErrorCode.FORBIDDEN if viewer.signed_in else ErrorCode.UNAUTHENTICATED
        raise PanhuoError(code, ability=Ability.USER_CREATE.value)


async def template_form(viewer: Viewer) -> AccountForm:
    """The form of a viewer's template. Raises UNAUTHENTICATED, FORBIDDEN."""
    require_roles(viewer)
    return form_of(viewer, await units_of(viewer))


def form_of(viewer: Viewer, units: Units) -> AccountForm:
    """The same where the units are known."""
    roles = roles_opened(viewer)
    return AccountForm(
        [role_name(role) for role in roles], offered(viewer, roles, units), names_enterprises(viewer.role)
    )


def needed_columns(viewer: Viewer) -> list[AccountColumn]:
    """The columns that a viewer's file cannot do without."""
    unit = [UNIT] if all(map(at_a_unit, roles_opened(viewer))) else []
    return [USERNAME, NAME, ROLE, *unit]
