#!/usr/bin/env python3
"""Does what pages of the documentation tell a reader to do: writes their files, runs their commands, in order, in a copy of the repository's data.

    script/check-documentation.py NICHE PAGE...

Blocks ```sh are run, blocks ```yaml FILE and ```csv FILE are written. A command that shows a page is ended, as its reader would end it, once it has
said where. Ends with "N commands"; the first that fails ends it.
"""
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent


def perform(line, folder, environment):
    """Runs a command to its end; gives what it wrote to its second channel where it failed, else nothing."""
    command = ["bash", "-c", f"exec {line}" if shows_page(line) else line]
    with tempfile.TemporaryFile("w+") as errors:
        started = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
        if shows_page(line):
            if started.stdout.readline().startswith("open http://127.0.0.1:"):
                started.send_signal(signal.SIGINT)
        started.communicate()
        # A run that was told to stop says so with its code.
        if started.returncode == 0 or shows_page(line) and started.returncode == 128 + signal.SIGINT:
            return None
        errors.seek(0)
        return f"ended with {started.returncode}: {errors.read()[-2000:]}"


def shows_page(line):
    return line.startswith("niche view ") or " --view" in line


def main():
    niche = pathlib.Path(sys.argv[1]).resolve()
    commands = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name in ("Models", "Claims"):
            (folder / name).symlink_to(root / name)
        (folder / "runs").mkdir()
        environment = dict(os.environ, PATH=f"{niche.parent}:{os.environ['PATH']}")
        for page in sys.argv[2:]:
            for kind, name, text in re.findall(r"^```(\w+)[ ]*(\S*)\n(.*?)^```", pathlib.Path(page).read_text(), re.S | re.M):
                if name:
                    (folder / name).write_text(text)
                elif kind == "sh":
                    for line in text.splitlines():
                        # The program is built already.
                        if line.startswith("export PATH"):
                            continue
                        if fault := perform(line, folder, environment):
                            sys.exit(f"{page}: {line}\n{fault}")
                        commands += 1
    print(f"{commands} commands")


main()
