#!/usr/bin/env python3
"""Does what pages of the documentation tell a reader to do: writes their files, runs their commands, in order, in a copy of the repository's data.

    script/check-documentation.py NICHE PAGE...

Blocks ```sh are run, blocks ```yaml FILE and ```csv FILE are written. Ends with "N commands"; the first that fails ends it.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent


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
                        done = subprocess.run(["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True)
                        if done.returncode != 0:
                            sys.exit(f"{page}: {line}\nended with {done.returncode}: {done.stderr[-2000:]}")
                        commands += 1
    print(f"{commands} commands")


main()
