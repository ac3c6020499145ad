"""The command line. What commands need is imported when they run, so that `panhuo --help` is quick."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from panhuo.commands.codes_app import codes
from panhuo.commands.explained import explained

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
user = typer.Typer(no_args_is_help=True, help="Operators' accounts, and any account's password.")
institution = typer.Typer(no_args_is_help=True, help="Institutions and their first administrators.")
app.add_typer(codes, name="codes")
app.add_typer(institution, name="institution")
app.add_typer(user, name="user")

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")]
Check = Annotated[bool, typer.Option("--check", help="Fail, with the difference, where the file is stale.")]
Write = Annotated[bool, typer.Option("--write", help="Write the file.")]
Username = Annotated[str, typer.Argument(help="The account name.")]


class Form(StrEnum):
    """The forms of the permission matrix."""

    MD = "md"
    JSON = "json"
    CSV = "csv"


@app.callback()
def panhuo() -> None:
    """Panhuo 盘活: patent inventory for universities and institutes."""


@app.command()
@explained
def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    data: Annotated[Path, typer.Option(help="The folder its database lives in.")] = Path("panhuo-demo"),
) -> None:
    """Serve a fictional world, with a ready account for each role. A second start finds its data again."""
    from panhuo.commands.demo import run

    run(host, port, data)


@app.command()
@explained
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(min=1, help="How many processes serve.")] = 1,
) -> None:
    """Serve the database that PANHUO_DATABASE_URL names."""
    from panhuo.commands.serve import run

    run(host, port, workers)


@app.command()
@explained
def worker(
    processes: Annotated[int, typer.Option(min=1, help="How many processes work.")] = 1,
    threads: Annotated[int, typer.Option(min=1, help="Jobs at once in a process.")] = 2,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether database and broker answer a worker here.")
    ] = False,
) -> None:
    """Run the jobs that PANHUO_BROKER_URL carries, until told to stop."""
    from panhuo.commands import worker

    worker.check() if check else worker.run(processes, threads)


@app.command()
@explained
def migrate() -> None:
    """Bring the database to this version's schema. Safe to run again."""
    from panhuo.commands.migrate import run

    run()


@app.command()
@explained
def schema(
    check: Check = False,
    write: Write = False,
    file: Annotated[Path, typer.Option(help="The file that holds it.")] = Path("schema.graphql"),
    breaking: Annotated[
        bool, typer.Option("--breaking", help="Fail where it breaks clients and the change log is silent.")
    ] = False,
    release: Annotated[bool, typer.Option("--release", help="Keep it as the last release's.")] = False,
    released: Annotated[Path, typer.Option(help="What the last release offered.")] = Path("docs/released"),
    changelog: Annotated[Path, typer.Option(help="The change log.")] = Path("CHANGELOG.md"),
) -> None:
    """Print the GraphQL schema, check the file that holds it, or compare it with the last release's."""
    from panhuo.commands import breaking as since_release
    from panhuo.commands.printed import show_or_keep
    from panhuo.schema import schema

    if breaking:
        since_release.check(released, changelog)
    elif release:
        since_release.release(released)
    else:
        show_or_keep(schema.as_str(), file, check, write, "panhuo schema")


@app.command()
@explained
def permissions(
    form: Annotated[
        Form, typer.Option("--format", help="For readers; every coordinate for programs or spreadsheets.")
    ] = Form.MD,
    check: Check = False,
    write: Write = False,
    file: Annotated[
        Path | None, typer.Option(help="The file that holds it; else docs/permissions-matrix.md.")
    ] = None,
) -> None:
    """Print who may do what, coordinate by coordinate, or check the file that holds it."""
    from panhuo.commands.permissions import run

    run(form, file, check, write)


@app.command("import-patents")
@explained
def import_patents(
    files: Annotated[
        list[Path], typer.Argument(help="A .xlsx, .csv or .csv.gz with a row of headings; parts together.")
    ],
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The date of the data (数据截止日); today if not given."),
    ] = None,
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="HEADING=FIELD", help="Read a column with an unusual heading as this field."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Where to list what is wrong in the file; else FILE.report.csv.")
    ] = None,
    batch: Annotated[
        str | None, typer.Option(help="The delivery's number (批次号); else what the files say.")
    ] = None,
    differences: Annotated[
        Path | None, typer.Option(help="Only look: list here what would change, and publish nothing.")
    ] = None,
) -> None:
    """Import patents from a file or its parts, in one transaction; a second run changes nothing."""
    from panhuo.commands.import_patents import import_patents

    import_patents(files, as_of, map, report, batch, differences)


@institution.command("create")
@explained
def institution_create(
    name: Annotated[str, typer.Argument(help="Its name, under which it owns patents.")],
    alias: Annotated[list[str] | None, typer.Option(help="Another name under which it owns patents.")] = None,
    institute: Annotated[bool, typer.Option("--institute", help="A research institute (科研机构).")] = False,
) -> None:
    """Open an institution. Patents imported before become its own."""
    from panhuo.commands.institution import create

    create(name, alias or [], institute)


@institution.command("admin")
@explained
def institution_admin(
    name: Annotated[str, typer.Argument(help="The institution.")],
    username: Username,
    person: Annotated[str, typer.Option(prompt=True, help="The person's name.")],
) -> None:
    """Open an administrator's account for an institution. Asks for the password."""
    from panhuo.commands.institution import create_admin

    create_admin(name, username, person)


@user.command("create")
@explained
def user_create(
    username: Username, name: Annotated[str, typer.Option(prompt=True, help="The person's name.")]
) -> None:
    """Open an operator's account. Asks for the password."""
    from panhuo.commands.user import create

    create(username, name)


@user.command("reset")
@explained
def user_reset(username: Username) -> None:
    """Set any account's password anew and end its sessions. Asks for the password."""
    from panhuo.commands.user import reset

    reset(username)


@user.command("list")
@explained
def user_list() -> None:
    """List the operators' accounts."""
    from panhuo.commands.user import show

    show()
