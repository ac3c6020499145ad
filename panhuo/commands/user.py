"""`panhuo user`: the accounts of those who run the platform, and any account's password."""

import sys

import typer
from rich.console import Console
from rich.table import Table

from panhuo.commands.database import check_database, run_in_database
from panhuo.services.operator_accounts import create_operator, operators, reset_password
from panhuo.services.own_password import MIN_PASSWORD


def create(username: str, name: str) -> None:
    """Open an operator's account; asks for its password."""
    check_database()
    created = run_in_database(create_operator(username, name, ask_password()))
    typer.echo(f"Created {created}, PLATFORM_OPERATOR.")


def reset(username: str) -> None:
    """Set an account's password anew; asks for it. Every session of the account ends."""
    check_database()
    ended = run_in_database(reset_password(username, ask_password()))
    typer.echo(f"The password of {username} is set; {ended} sessions ended.")


def show() -> None:
    """List the operators."""
    table = Table("Account", "Name", "Active")
    for account in run_in_database(operators()):
        table.add_row(account.username, account.name, "yes" if account.active else "no")
    Console().print(table)


def ask_password() -> str:
    """Ask twice, without echo; or take the first line of what is piped in.

    A password on the command line would stay in the shell's history.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    prompt = f"Password (at least {MIN_PASSWORD} characters)"
    password: str = typer.prompt(prompt, hide_input=True, confirmation_prompt=True)
    return password
