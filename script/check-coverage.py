#!/usr/bin/env python3
"""Measures which of the code the tests run.

    script/check-coverage.py [--keep]

Builds the tests with counters in a folder of its own, runs them all, and prints the share of lines and regions of each target. Exits with 1 where
fewer than 90 in 100 lines are run, or a region of what nobody may get wrong is not: the store, the parser, the random streams.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--traits", "Blosc,HDF5,TIFF", "-c", "release", "-Xswiftc", "-enable-testing", "--scratch-path", str(ROOT / ".build-coverage")]
STRICT = ["Sources/NicheStore/Checkpoints", "Sources/NicheModel/Text", "Sources/NicheModel/Expressions", "Sources/NicheMath/Random"]
# The program's commands are run by script/check-run and the demo, whose counters are not gathered here.
ELSEWHERE = ["Sources/niche"]
LEAST = 0.90


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="do not run the tests again")
    options = parser.parse_args()
    os.chdir(ROOT)
    if not options.keep:
        done = subprocess.run(["swift", "test", "--enable-code-coverage", *FLAGS], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            print(done.stdout[-4000:], file=sys.stderr)
            return done.returncode
    path = subprocess.run(["swift", "test", "--show-codecov-path", *FLAGS], capture_output=True, text=True, check=True).stdout.strip()
    report = json.loads(Path(path).read_text())["data"][0]

    lines: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0, 0])
    for file in report["files"]:
        name = os.path.relpath(file["filename"], ROOT)
        if not name.startswith("Sources/"):
            continue
        target = "/".join(name.split("/")[:2])
        summary = file["summary"]
        for i, (kind, what) in enumerate([("lines", "covered"), ("lines", "count"), ("regions", "covered"), ("regions", "count")]):
            lines[target][i] += summary[kind][what]
    print(f"{'target':<28}{'lines':>9}{'regions':>9}")
    for target, (line, all_lines, region, regions) in sorted(lines.items()):
        print(f"{target:<28}{100 * line / all_lines:8.1f}%{100 * region / max(1, regions):8.1f}%")
    counted = [value for target, value in lines.items() if target not in ELSEWHERE]
    share = sum(value[0] for value in counted) / sum(value[1] for value in counted)
    print(f"{'all, without the commands':<28}{100 * share:8.1f}%")

    missed = []
    for file in report["files"]:
        name = os.path.relpath(file["filename"], ROOT)
        if not any(name.startswith(folder) for folder in STRICT):
            continue
        text = Path(file["filename"]).read_text().split("\n")
        # A segment is where a count begins to hold: line, column, count, whether it counts, whether a region begins here, whether it is a gap.
        for line, column, count, has_count, is_entry, is_gap in file["segments"]:
            if has_count and is_entry and not is_gap and count == 0:
                missed.append(f"{name}:{line}:{column}: {text[line - 1].strip()[:110]}")
    for place in missed:
        print(f"never run: {place}")
    print(f"{len(missed)} regions of the store, the parser and the random streams are never run")
    return 0 if share >= LEAST and not missed else 1


if __name__ == "__main__":
    sys.exit(main())
