"""The commands and their options."""

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from datetime import date
from typing import TypeAlias

from vungmanh import __version__
from vungmanh.cli import campaigning, exchanging, reporting, running, safekeeping, statistics
from vungmanh.foundation import dates
from vungmanh.journal.anchors import Anchor

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"  # the type of add_subparsers, which argparse does not export


def build_parser() -> ArgumentParser:
    """The parser of `vungmanh`."""
    parser = ArgumentParser("vungmanh", description="Vững Mạnh: party rosters in, year-end report out")
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(creates=False, demo=False, language="vi")
    commands = parser.add_subparsers(metavar="COMMAND")
    _add_running(commands)
    _add_exchanging(commands)
    _add_reporting(commands)
    _add_campaigning(commands)
    _add_safekeeping(commands)
    return parser


def _add_running(commands: Commands) -> None:
    init = commands.add_parser("init", help="create the database and the settings of this installation")
    init.add_argument(
        "--administrator", metavar="CODE", help="give this member a login and the organization office's post"
    )
    init.add_argument("--username", help="login name of the administrator (default: the member's code)")
    init.set_defaults(command=running.init, creates=True)
    demo = commands.add_parser("demo", help="build the Yên Sơn demonstration and serve it")
    demo.add_argument("--no-serve", action="store_true", help="build only")
    demo.set_defaults(command=running.demo, creates=True, demo=True)
    serve = commands.add_parser("serve", help="serve the pages and run background jobs")
    for each in (demo, serve):
        each.add_argument("--host", default="127.0.0.1")
        each.add_argument("--port", type=int, default=8000)
    for each in (init, demo, serve):
        _add_output(each)
    serve.set_defaults(command=running.serve, creates=True)
    bench = commands.add_parser("bench", help="measure speed against hand-written code, as JSON")
    bench.add_argument("--members", type=int, default=9141, help="size of the generated district")
    bench.add_argument("--only", nargs="+", metavar="NAME", help="parts to measure (default: all)")
    bench.add_argument("--format", choices=["json"], default="json", help="always JSON")
    bench.set_defaults(command=running.bench)


def _add_exchanging(commands: Commands) -> None:
    template = commands.add_parser("template", help="write an empty workbook to fill in")
    template.add_argument("file", metavar="FILE.xlsx")
    template.set_defaults(command=exchanging.template)
    imports = commands.add_parser("import", help="import a workbook, or undo an import")
    imports.add_argument("file", nargs="?", metavar="FILE")
    imports.add_argument("--organization", metavar="CODE", help="stay within this organization")
    imports.add_argument("--on", type=day, metavar="DATE", help="date of rows that have none (default: today)")
    imports.add_argument("--preview", action="store_true", help="show what would change, write nothing")
    imports.add_argument("--rejects", metavar="FILE.xlsx", help="write rejected rows with the reason here")
    imports.add_argument("--strict", action="store_true", help="write nothing when any row is rejected")
    imports.add_argument("--no-mappings", action="store_true", help="go without the words remembered in the browser")
    imports.add_argument("--undo", type=int, metavar="ID", help="undo the import with this number")
    imports.set_defaults(command=exchanging.import_, creates=True)
    export = commands.add_parser("export", help="write an organization's rosters as a workbook")
    export.add_argument("file", metavar="FILE.xlsx")
    export.add_argument("--organization", required=True, metavar="CODE")
    export.add_argument("--on", type=day, metavar="DATE", help="as of this day (default: today)")
    export.add_argument("--profile", choices=["official", "own"], default="own")
    export.set_defaults(command=exchanging.export)
    for each in (template, imports, export):
        _add_output(each)


def _add_reporting(commands: Commands) -> None:
    report = commands.add_parser("report", help="year-end tables or the bulletin")
    kinds = report.add_subparsers(metavar="REPORT", required=True)
    for name, command, what in (
        ("year-end", reporting.year_end, "how organizations, cells and members were classified in a year"),
        ("bulletin", reporting.bulletin, "the figures of a year as a page of prose"),
    ):
        kind = kinds.add_parser(name, help=what, description=what)
        kind.add_argument("--organization", required=True, metavar="CODE")
        kind.add_argument("--year", type=int, required=True, help="the rating year; counted as of its 31 December")
        kind.add_argument("--output", metavar="FILE", help="where to write xlsx, docx or pdf")
        kind.add_argument("--number", default="", help="number of the document once issued (default: left blank)")
        kind.add_argument("--dated", type=day, metavar="DATE", help="day of the document; chooses the party format")
        kind.set_defaults(command=command)
        _add_output(kind, *reporting.FILES)
    _add_statistics(kinds)
    explain = commands.add_parser("explain", help="why an organization's or member's result of a year")
    explain.add_argument("code", metavar="CODE")
    explain.add_argument("--year", type=int, required=True)
    explain.add_argument("--collective", action="store_true", help="the leading collective of the organization")
    explain.set_defaults(command=reporting.explain)
    verify = commands.add_parser("verify", help="check the record and print its hash")
    verify.add_argument(
        "--head", type=anchor, action="append", default=[], metavar="NUMBER:DIGEST",
        help="head of the journal noted earlier, on paper or with a backup; may be given several times",
    )  # fmt: skip
    verify.set_defaults(command=reporting.verify)
    _add_output(explain)
    _add_output(verify)


def _add_statistics(kinds: Commands) -> None:
    comparison = kinds.add_parser("comparison", help="one organization over several years")
    comparison.add_argument("--years", type=int, nargs="+", required=True, metavar="YEAR")
    comparison.set_defaults(command=statistics.comparison)
    siblings = kinds.add_parser("siblings", help="the organizations directly below side by side")
    siblings.add_argument("--year", type=int, required=True)
    siblings.add_argument("--sort", default="", help="name, members, rated or a category; -CODE: greatest first")
    siblings.set_defaults(command=statistics.siblings)
    bridge = kinds.add_parser("bridge", help="members on one day, who came and went, members on a later day")
    bridge.add_argument("--from", type=day, required=True, metavar="DATE", dest="first")
    bridge.add_argument("--to", type=day, required=True, metavar="DATE", dest="second")
    bridge.set_defaults(command=statistics.bridge)
    for kind in (comparison, siblings, bridge):
        kind.add_argument("--organization", required=True, metavar="CODE")
        kind.add_argument("--output", metavar="FILE", help="where to write xlsx, docx or pdf")
        _add_output(kind, *reporting.FILES)


def _add_campaigning(commands: Commands) -> None:
    campaign = commands.add_parser("campaign", help="the yearly review and rating, step by step")
    steps = campaign.add_subparsers(metavar="STEP", required=True)
    for name, command, what in (
        ("open", campaigning.open_, "list everybody concerned for a rating year"),
        ("status", campaigning.status, "how far each step is"),
        ("propose", campaigning.propose, "propose what votes and claims come to for those without a proposal"),
        ("decide", campaigning.decide, "decide what was proposed and this organization is competent for"),
        ("rerate", campaigning.rerate, "rate a member, an organization or its leading collective anew"),
    ):
        step = steps.add_parser(name, help=what, description=what)
        step.add_argument("--organization", required=True, metavar="CODE")
        step.add_argument("--year", type=int, required=True, help="the rating year")
        if name in ("open", "propose"):
            step.add_argument("--on", type=day, metavar="DATE", help="the day it takes effect (default: today)")
        if name == "propose":
            step.add_argument("--preview", action="store_true", help="show how many would be proposed, write nothing")
        if name in ("decide", "rerate"):
            step.add_argument("--number", required=True, help="number of the decision")
            step.add_argument("--decided", type=day, metavar="DATE", help="date of the decision (default: today)")
        if name == "decide":
            groups = "members, cells, organizations, collectives"
            step.add_argument(
                "--reason", action="append", default=[], metavar="GROUP=WORDS",
                help=f"why the cap of a group ({groups}) is exceeded; once for each",
            )  # fmt: skip
        if name == "rerate":
            step.add_argument("code", metavar="CODE", help="the member's or organization's code")
            step.add_argument("--collective", action="store_true", help="the leading collective of the organization")
            for option in ("--category", "--ground", "--reason"):
                step.add_argument(option, required=True)
        step.set_defaults(command=command)
        _add_output(step)


def _add_safekeeping(commands: Commands) -> None:
    backup = commands.add_parser("backup", help="write everything, as of one moment, into one file")
    backup.add_argument("file", nargs="?", metavar="FILE")
    backup.add_argument("--key", metavar="KEYFILE", help="encrypt for this key; its public half (.pub) is enough")
    backup.add_argument("--force", action="store_true", help="replace FILE if it exists")
    backup.add_argument("--make-key", metavar="KEYFILE", help="only make a new key, and KEYFILE.pub beside it")
    backup.set_defaults(command=safekeeping.backup)
    restore = commands.add_parser("restore", help="write a backup into an empty installation, and check it")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--key", metavar="KEYFILE", help="the secret key")
    restore.add_argument("--check", action="store_true", help="only read the backup to its end and say what it holds")
    restore.set_defaults(command=safekeeping.restore, creates=True)
    for each in (backup, restore):
        _add_output(each)


def _add_output(parser: ArgumentParser, *files: str) -> None:
    parser.add_argument("--format", choices=["text", "json", *files], default="text")
    parser.add_argument("--language", choices=["vi", "en"], default="vi")


def day(text: str) -> date:
    """A date option: dd/mm/yyyy or yyyy-mm-dd."""
    try:
        return dates.parsed(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date; write dd/mm/yyyy or yyyy-mm-dd") from None


def anchor(text: str) -> Anchor:
    """An option that `verify` printed as the head of the journal."""
    try:
        return Anchor.read(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no head; write NUMBER:DIGEST as verify prints it") from None
