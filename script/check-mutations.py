#!/usr/bin/env python3
"""Breaks the engine in many small ways and counts how often the tests notice.

    script/check-mutations.py [--number 120] [--seed 1] [--minutes 10] [--jobs 2] [--keep [FIRST]]

The breaks are drawn with a fixed seed among all places of Sources/NicheEngine: a comparison is negated or moved by one, a sign is swapped, a one
is left out, a statement is dropped. All of them are built into one program, in a copy of the repository, and an environment variable says which
one is broken; so there is one build, and the tests are run once for each break. A break is killed when a test fails, crashes or does not end.
Prints who survived, and exits with 1 if fewer than 85 in 100 were killed.
"""

import argparse
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / ".build-mutants" / "source"
SCRATCH = ROOT / ".build-mutants" / "build"
KEPT = ROOT / ".build-mutants" / "breaks.json"
ENGINE = "Sources/NicheEngine"
FLAGS = ["--traits", "Blosc,HDF5,TIFF", "-c", "release", "-Xswiftc", "-enable-testing", "--scratch-path", str(SCRATCH)]
# The quick ones that reach everything first; those that remain are run only for who survived these.
SUITES = ["NicheEngineTests", "BuildsDoNotMatter|BooksBalance|NoColumnIsForgotten|BadNumbersStopTheRun|StatisticsAreRight|BleedingMakesNRF2",
          "ThreadsDoNotMatter|ResumeIsExact|NicheImportTests|NicheStoreTests|NicheLabTests"]
LIMIT = 300

# Operators of the copies: each break has signs of its own, so that no operand has to be found.
LETTERS = [chr(code) for code in range(0x2200, 0x22FF)]
NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
MOVED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
SWAPPED = {"+": "-", "-": "+", "+=": "-=", "-=": "+="}
STATEMENT = re.compile(r"^\s+(?!let |var |typealias |private|static|public|package|fileprivate|return|throw|case |default|else|self\.init|super|defer|guard|if |for |while |switch |break|continue|func |precondition)"
                       r"(try )?[a-zA-Z_(][\w.\[\]() ,!:+*-]*( [-+*&|]?= .+|\(.*\))$")


@dataclass
class Break:
    path: str
    line: int
    column: int
    kind: str
    sign: str

    def told(self, text: str) -> str:
        return f"{self.path}:{self.line + 1}: {self.kind} {self.sign}".rstrip() + f" in: {text.strip()[:100]}"


def places(path: str, lines: list[str]) -> list[Break]:
    """All places of a file that may be broken."""
    found = []
    is_text = False
    for number, line in enumerate(lines):
        code = line.split("//")[0]
        if line.count('"""') % 2 == 1:
            is_text = not is_text
        if is_text or '"' in code or "precondition" in code or "assert" in code or "func " in code or "->" in code:
            continue
        for match in re.finditer(r"(?<= )(<=|>=|==|!=|<|>)(?= )", code):
            if "nil" in code[match.end():match.end() + 5] or "<" in code[:match.start()].split(" ")[-2:][0]:
                continue
            found.append(Break(path, number, match.start(), "negated", match[1]))
            if match[1] in MOVED:
                found.append(Break(path, number, match.start(), "moved by one", match[1]))
        for match in re.finditer(r"(?<= )(\+=|-=|\+|-)(?= )", code):
            found.append(Break(path, number, match.start(), "swapped", match[1]))
            if re.match(r" 1\b(?!\.)", code[match.end():]) and match[1] in "+-":
                found.append(Break(path, number, match.start(), "left out the one of", match[1]))
        after = lines[number + 1].strip() if number + 1 < len(lines) else ""
        # What only gives memory back is watched by script/soak.
        if re.search(r"\.(deallocate|free)\(", code):
            continue
        if STATEMENT.match(code) and code.count("(") == code.count(")") and code.count("{") == code.count("}") and not re.match(r"[.?:+*&|-]", after):
            found.append(Break(path, number, 0, "dropped", ""))
    return found


def declaration(index: int, broken: Break) -> str:
    """The operator of a break."""
    sign, name = broken.sign, broken.sign + LETTERS[index]
    on = f"brokenPlace == {index}"
    if broken.kind in ("negated", "moved by one"):
        other = (NEGATED if broken.kind == "negated" else MOVED)[sign]
        kind = "Equatable" if sign in ("==", "!=") else "Comparable"
        return (f"infix operator {name}: ComparisonPrecedence\n"
                f"@inline(__always) func {name} <T: {kind}>(a: T, b: T) -> Bool {{ {on} ? a {other} b : a {sign} b }}\n")
    if sign.endswith("="):
        body = f"{{ if {on} {{ a {SWAPPED[sign]} b }} else {{ a {sign} b }} }}"
        return (f"infix operator {name}: AssignmentPrecedence\n"
                f"@inline(__always) func {name} <T: AdditiveArithmetic>(a: inout T, b: T) {body}\n"
                f"@inline(__always) func {name} <T: SIMD>(a: inout T, b: T) where T.Scalar: FloatingPoint {body}\n")
    other = "a" if broken.kind.startswith("left out") else f"a {SWAPPED[sign]} b"
    body = f"{{ {on} ? {other} : a {sign} b }}"
    return (f"infix operator {name}: AdditionPrecedence\n"
            f"@inline(__always) func {name} <T: AdditiveArithmetic>(a: T, b: T) -> T {body}\n"
            f"@inline(__always) func {name} <T: SIMD>(a: T, b: T) -> T where T.Scalar: FloatingPoint {body}\n")


def write(breaks: dict[int, Break]) -> None:
    """Makes the copy anew, with all breaks in it."""
    files: dict[str, list[str]] = {}
    # From the right, so that columns stay.
    for index, broken in sorted(breaks.items(), key=lambda item: -item[1].column):
        lines = files.setdefault(broken.path, (ROOT / broken.path).read_text().split("\n"))
        line = lines[broken.line]
        if broken.kind == "dropped":
            lines[broken.line] = f"if brokenPlace != {index} {{ {line.split('//')[0].strip()} }}"
        else:
            end = broken.column + len(broken.sign)
            lines[broken.line] = line[:end] + LETTERS[index] + line[end:]
    head = "import Glibc\n\n/// Which break is in force.\nlet brokenPlace = getenv(\"NICHE_BREAK\").flatMap { Int(String(cString: $0)) } ?? -1\n\n"
    text = head + "".join(declaration(i, broken) for i, broken in sorted(breaks.items()) if broken.kind != "dropped")
    for path in (ROOT / ENGINE).rglob("*.swift"):
        relative = str(path.relative_to(ROOT))
        replace(COPY / relative, "\n".join(files[relative]) if relative in files else path.read_text())
    replace(COPY / ENGINE / "Breaks.swift", text)


def replace(path: Path, text: str) -> None:
    """Writes what has changed and nothing else, since each file written is built."""
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def build() -> str:
    """Builds the copy; returns what the compiler said if it failed."""
    done = subprocess.run(["swift", "build", "--build-tests", *FLAGS], cwd=COPY, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def refused(said: str, breaks: dict[int, Break]) -> set[int]:
    """Breaks that the compiler does not take, by the lines that it complains of."""
    found = set()
    for path, line in re.findall(r"(Sources/NicheEngine/[^:\s]+\.swift):(\d+):\d+: error", said):
        found |= {i for i, broken in breaks.items() if broken.path == path and broken.line == int(line) - 1}
    # What is missed elsewhere in a file was dropped in it.
    paths = set(re.findall(r"(Sources/NicheEngine/[^:\s]+\.swift):\d+:\d+: error", said))
    return found or {i for i, broken in breaks.items() if broken.path in paths and broken.kind == "dropped"}


def build_all(breaks: dict[int, Break]) -> dict[int, Break]:
    """Builds the copy with all breaks that the compiler takes, and returns these."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(ROOT, COPY, ignore=shutil.ignore_patterns(".build*", ".git", "runs", ".venv", "__pycache__"))
    os.utime(COPY)
    while True:
        write(breaks)
        said = build()
        if not said:
            break
        bad = refused(said, breaks)
        if not bad:
            sys.exit(said[-4000:])
        print(f"{len(bad)} are no Swift", file=sys.stderr)
        breaks = {i: broken for i, broken in breaks.items() if i not in bad}
    return breaks


def is_killed(index: int) -> str:
    """By what a break is killed; empty if it survives."""
    environment = dict(os.environ, NICHE_BREAK=str(index))
    for suite in SUITES:
        # The program of the tests itself: the build system would let one at a time run.
        command = [str(next(SCRATCH.glob("*/release/NichePackageTests.xctest"))), "--testing-library", "swift-testing", "--filter", suite]
        try:
            done = subprocess.run(command, cwd=COPY, env=environment, capture_output=True, text=True, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return "does not end"
        if done.returncode != 0:
            said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
            failed = re.search(r"✘ Test \"?([^\"(]+)\"? (?:recorded|failed|with)", said)
            return failed[1] if failed else "a crash"
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=120, help="how many breaks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long, with those that were tried")
    parser.add_argument("--jobs", type=int, default=2, help="tests at once")
    parser.add_argument("--keep", type=int, nargs="?", const=0, help="go on with the last build, from this break on")
    options = parser.parse_args()

    every = [p for path in sorted((ROOT / ENGINE).rglob("*.swift"))
             if "Benchmark" not in str(path)
             for p in places(str(path.relative_to(ROOT)), path.read_text().split("\n"))]
    random.Random(options.seed).shuffle(every)
    # One break a line, so that the compiler's complaints tell which it means.
    seen: set[tuple[str, int]] = set()
    drawn = [p for p in every if (p.path, p.line) not in seen and not seen.add((p.path, p.line))]
    breaks = dict(enumerate(drawn[:min(len(LETTERS), options.number * 3 // 2)]))
    print(f"{len(every)} places; {len(breaks)} drawn", file=sys.stderr)

    if options.keep is None:
        breaks = build_all(breaks)
        KEPT.write_text(json.dumps(sorted(breaks)))
    else:
        breaks = {i: breaks[i] for i in json.loads(KEPT.read_text())}
    breaks = dict(sorted(breaks.items())[options.keep or 0:options.number])

    end = time.monotonic() + 60 * options.minutes
    survivors, killed = [], 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        todo = {pool.submit(lambda i=i: is_killed(i) if time.monotonic() < end else None): i for i in breaks}
        for n, future in enumerate(concurrent.futures.as_completed(todo), 1):
            broken, by = breaks[todo[future]], future.result()
            if by is None:
                continue
            line = broken.told((ROOT / broken.path).read_text().split("\n")[broken.line])
            killed += by != ""
            if not by:
                survivors.append(line)
            print(f"[{n}/{len(breaks)}] {'killed by ' + by if by else 'SURVIVED'}: {line}", file=sys.stderr, flush=True)
    tried = killed + len(survivors)
    print(f"{killed} of {tried} breaks killed ({100 * killed / max(1, tried):.0f} %)")
    for line in sorted(survivors):
        print(f"survived: {line}")
    return 0 if killed >= 0.85 * tried else 1


if __name__ == "__main__":
    sys.exit(main())
