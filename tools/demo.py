"""Build the demo's archive where there is none of this state, print one account, serve the pages.

Everything goes through the command line, as a newcomer would do it. The judgements are those of an invented person.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ROOT / "demo" / "papers"
PROGRAM = Path(sys.executable).parent / "ledgerstone"
DATA = Path(os.environ.get("DEMO_DATA", "demo-data")).resolve()
PORT = os.environ.get("PORT", "8000")
JUDGE = "Nerel Astavin (invented)"
NOTICE = "Invented papers for demonstration. The country, the town, the people and the events do not exist."


def main() -> None:
    """Build or reuse, then show."""
    if state_of_archive() != state_of_project():
        build()
    ledgerstone("verify")
    incidents = rows("incidents")
    fullest = max(incidents, key=lambda row: (len(row["sources"]), row["id"]))
    ledgerstone("account", fullest["id"])
    if os.environ.get("DEMO_SERVE", "yes") == "no":
        return
    command = [str(PROGRAM), "--data", str(DATA), "serve", "--port", PORT]
    sys.stdout.flush()
    os.execv(PROGRAM, command)  # noqa: S606 - our own program takes this process over, so that Ctrl-C is its own


def build() -> None:
    """Make the archive anew from the demo papers."""
    discard()
    DATA.mkdir(parents=True)
    (DATA / "ledgerstone.toml").write_text(f'notice = "{NOTICE}"\n', encoding="utf-8")
    ledgerstone("init")
    ledgerstone("user", "add", JUDGE)
    ledgerstone("ingest", str(PAPERS), "--manifest", str(PAPERS / "manifest.csv"))
    for row in rows("incidents"):
        ledgerstone("publish", row["id"], "--with-sources", "--by", JUDGE, quiet=True)
    (DATA / "demo.state").write_text(state_of_project(), encoding="utf-8")


def discard() -> None:
    """Remove an archive that an earlier demo made, and nothing else."""
    if not DATA.exists():
        return
    if not (DATA / "demo.state").exists() and (DATA / "record.sqlite3").exists() and not is_unfinished_demo():
        sys.exit(f"{DATA} holds an archive that no demo made; set DEMO_DATA to another folder")
    for path in [DATA, *DATA.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(DATA)


def is_unfinished_demo() -> bool:
    """Tell whether an earlier demo was interrupted here."""
    settings = DATA / "ledgerstone.toml"
    return settings.exists() and NOTICE in settings.read_text(encoding="utf-8")


def rows(*arguments: str) -> list[dict[str, str]]:
    """Rows of a listing command."""
    done = subprocess.run(
        [PROGRAM, "--data", DATA, *arguments, "--json"], stdout=subprocess.PIPE, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def ledgerstone(*arguments: str, quiet: bool = False) -> None:
    """Run a command, its output to this terminal unless it is to be quiet; end with its exit code where it fails."""
    out = subprocess.DEVNULL if quiet else None
    done = subprocess.run([PROGRAM, "--data", DATA, *arguments], stdout=out, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def state_of_archive() -> str:
    """What the archive was made from; empty where there is none or it is unfinished."""
    marker = DATA / "demo.state"
    return marker.read_text(encoding="utf-8") if marker.exists() else ""


def state_of_project() -> str:
    """A digest over the papers and the program that reads them."""
    digest = hashlib.sha256()
    for path in files():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def files() -> Iterator[Path]:
    """Everything on which the archive's content depends."""
    source = (p for p in (ROOT / "src").rglob("*") if p.suffix in {".py", ".toml", ".tsv"})
    return iter(sorted([*source, *(p for p in PAPERS.rglob("*") if p.is_file()), Path(__file__).resolve()]))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
