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
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".build-coverage"
FLAGS = ["--traits", "Blosc,HDF5,TIFF", "-c", "release", "-Xswiftc", "-enable-testing", "--enable-code-coverage", "--scratch-path", str(SCRATCH)]
COUNTERS = SCRATCH / "counters"
STRICT = ["Sources/NicheStore/Checkpoints", "Sources/NicheModel/Text", "Sources/NicheModel/Expressions", "Sources/NicheMath/Random"]
# The program's commands are run by script/check-run and the demo, whose counters are not gathered here.
ELSEWHERE = ["Sources/niche"]
LEAST = 0.90
# What cannot be run, and why.
EXCUSED = {
    "precondition(": "ends the program",
    "throw ModelFault(place, \"YAML aliases": "the guard before it refuses them by their signs",
}


def tests() -> str:
    """The program of the tests."""
    return str(next(SCRATCH.glob("*/release/NichePackageTests.xctest")))


def counted() -> dict:
    """The counters of all processes together, as llvm-cov exports them."""
    tools = Path(shutil.which("swift")).resolve().parent
    # Whoever is killed leaves a file that is empty or ends anywhere.
    files = [str(path) for path in COUNTERS.glob("*.profraw") if path.stat().st_size > 0]
    merged = str(COUNTERS / "all.profdata")
    subprocess.run([tools / "llvm-profdata", "merge", "--failure-mode=all", "-sparse", "-o", merged, *files], check=True, capture_output=True)
    done = subprocess.run([tools / "llvm-cov", "export", "-instr-profile", merged, tests()], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)["data"][0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="do not run the tests again")
    options = parser.parse_args()
    os.chdir(ROOT)
    if not options.keep:
        subprocess.run(["swift", "build", "--build-tests", *FLAGS], check=True, stdout=sys.stderr)
        shutil.rmtree(COUNTERS, ignore_errors=True)
        # A file of counters for each process: the programs that tests start write theirs too, unless they are killed.
        subprocess.run([tests(), "--testing-library", "swift-testing"], check=True, stdout=sys.stderr,
                       env=dict(os.environ, LLVM_PROFILE_FILE=str(COUNTERS / "%p.profraw")))
    report = counted()

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
    sums = [value for target, value in lines.items() if target not in ELSEWHERE]
    share = sum(value[0] for value in sums) / sum(value[1] for value in sums)
    print(f"{'all, without the commands':<28}{100 * share:8.1f}%")

    missed = []
    for file in report["files"]:
        name = os.path.relpath(file["filename"], ROOT)
        if not any(name.startswith(folder) for folder in STRICT):
            continue
        text = Path(file["filename"]).read_text().split("\n")
        # A segment is where a count begins to hold: line, column, count, whether it counts, whether a region begins here, whether it is a gap.
        for line, column, count, has_count, is_entry, is_gap in file["segments"]:
            if not has_count or not is_entry or is_gap or count > 0:
                continue
            here = text[line - 1].strip()
            # Behind a loop that is left only by returning there is nothing to run.
            if here == "}" and text[line].strip() == "}" or any(what in "\n".join(text[line - 1:line + 1]) for what in EXCUSED):
                continue
            missed.append(f"{name}:{line}:{column}: {here[:110]}")
    for place in missed:
        print(f"never run: {place}")
    print(f"{len(missed)} regions of the store, the parser and the random streams are never run")
    return 0 if share >= LEAST and not missed else 1


if __name__ == "__main__":
    sys.exit(main())
