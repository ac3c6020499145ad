"""`panhuo institution`: institutions and their first administrators, as `createInstitution` makes them."""

from collections.abc import Sequence

import typer

from panhuo.commands.database import check_database, run_in_database
from panhuo.commands.user import ask_password
from panhuo.permissions.viewer import COMMAND_LINE
from panhuo.rules.vocabulary import InstitutionType
from panhuo.services.institutions import create_institution
from panhuo.services.operator_accounts import create_institution_admin


def create(name: str, aliases: Sequence[str], institute: bool) -> None:
    """Open an institution and say how many patents became its own."""
    check_database()
    kind = InstitutionType.RESEARCH_INSTITUTE if institute else InstitutionType.UNIVERSITY
    number, patents = run_in_database(create_institution(COMMAND_LINE, name, kind, aliases))
    typer.echo(f"Created {name}, OrgUnit:{number}; {patents} patents matched.")


def create_admin(institution: str, username: str, name: str) -> None:
    """Open an administrator's account; asks for its password."""
    check_database()
    created = run_in_database(create_institution_admin(institution, username, name, ask_password()))
    typer.echo(f"Created {created}, INSTITUTION_ADMIN of {institution}.")
