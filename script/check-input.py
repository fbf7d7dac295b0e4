#!/usr/bin/env python3
"""Reads the worst files that somebody could think of, and says what each costs.

    script/check-input.py PROGRAM

Each file is as large as it may be, and made to be deep, long, repetitive or wrong in as many places as possible. Prints the time of one core and
the memory that `niche check` takes above those for an empty model, the worst first. Exits with 1 where a file crashes the program, takes more than
64 MB, or does not end within a minute; times are told and not judged.
"""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

# As much as is read: bytes of a model and of an XML file, entries of a model's maps, elements.
MODEL, XML, ENTRIES, ELEMENTS = 512 << 10, 2 << 20, 3900, 49_000
MOST_MEMORY = 64
HEAD = "title: t\nspace: well\ntime: {end: 2 h, step: 6 min, record: 1 h}\n"
CELL = HEAD + "cells:\n  a:\n    state: {volume: 1 pL | split}\n"


def lines(form: str, count: int) -> str:
    return "".join(form.format(i=i, before=i - 1) for i in range(1, count))


def texts() -> dict[str, str]:
    """Models, by what is bad about them."""
    return {
        "brackets within each other": "a: " + "[" * MODEL,
        "maps within each other": HEAD + "cells: " + "{a: " * 60 + "1" + "}" * 60,
        "lists within each other": "- " * (MODEL // 2),
        "keys within each other": "? " * (MODEL // 2),
        "many parameters": HEAD + "parameters:\n" + lines("  p{i}: {i} | fixed | x | y\n", ENTRIES),
        "many unknown sections": HEAD + lines("zz{i}: 1\n", ENTRIES),
        "many misspelt names": HEAD + "parameters:\n" + lines("  parameterlongname{i}: parameterlongnama{i} + 1\n", ENTRIES),
        "many unknown units": HEAD + "parameters:\n" + lines("  p{i}: 1 um^2/min^3/mol^{i} | fixed | x | y\n", ENTRIES),
        "one key many times": HEAD + "cells: 1\n" * (ENTRIES),
        "a long line": "title: " + "x" * MODEL,
        "a long sum": HEAD + "parameters:\n  p: " + "+".join(["1"] * 9999),
        "a longer sum": HEAD + "parameters:\n  p: " + "1+" * (MODEL // 2),
        "many signs": HEAD + "parameters:\n  p: " + "-" * (MODEL // 2) + "1",
        "many powers": HEAD + "parameters:\n  p: " + "2^" * (MODEL // 2),
        "brackets in an expression": HEAD + "parameters:\n  p: " + "(" * 60 + "1" + ")" * 60,
        "calls within each other": HEAD + "parameters:\n  p: " + "max(" * 60 + "1" + ",2)" * 60,
        "a call of many values": HEAD + "parameters:\n  p: max(" + ",".join(["1"] * 9000) + ")",
        "a long unit": HEAD + "parameters:\n  p: 1 " + "um/um/" * 85_000 + "um",
        "units of each other": "title: t\nunits:\n" + lines("  u{i}: 2 u{before}\n", ENTRIES),
        "shorthands that double": CELL + "    let:\n      l0: volume / 1 pL\n" + lines("      l{i}: l{before} + l{before}\n", 3000),
        "shorthands that look around": CELL + "    let:\n" + lines("      e{i}: near(a, {i} um)\n", ENTRIES),
        "types that inherit from each other": HEAD + "cells:\n" + lines("  t{i}:\n    is: t{before}\n    state: {{s{i}: 1 | copy}}\n", 255),
        "types that inherit much": HEAD + "cells:\n  t0:\n    state: {" + ", ".join(f"s{i}: 1 | copy" for i in range(2500)) + "}\n"
        + lines("  t{i}: {{is: t0}}\n", 255),
        "many events": CELL + "    events:\n" + lines("      e{i}: vanish at 0.1 /h\n", ENTRIES),
        "many measures": CELL + "measures:\n" + lines("  m{i}: count(a)\n", ENTRIES),
        "many places": HEAD + "place: [" + ",".join("{what: a, number: 1}" for _ in range(1500)) + "]",
        "many substances": HEAD + "substances:\n" + lines("  s{i}: {{unit: uM, diffusion: 300 um^2/min, decay: 0.1 /min}}\n", 2000),
        "a comment": "#" * MODEL,
        "empty lines": "\n" * MODEL,
        "many colons": "a:\n" + " :" * (MODEL // 2),
        "many escapes": 'title: "' + "\\u0041" * 85_000 + '"',
        "a folded text": "title: >\n" + " a\n\n" * 125_000,
        "letters of two bytes": "title: " + "é" * (MODEL // 2),
        "no text at all": "title: \udcff\udcfe" * 1000,
    }


def projects() -> dict[str, str]:
    """PhysiCell projects."""
    return {
        "elements within each other": "<a>" * (XML // 3),
        "many elements": "<PhysiCell_settings>" + "<a/>" * ELEMENTS + "</PhysiCell_settings>",
        "many attributes": "<PhysiCell_settings " + " ".join(f'a{i}="1"' for i in range(80_000)) + "/>",
        "undeclared prefixes": "<PhysiCell_settings>" + ("<a " + " ".join(f'n{i}:a=""' for i in range(1500)) + "/>") * 120 + "</PhysiCell_settings>",
        "a long text": "<PhysiCell_settings>" + "x" * (XML - 100) + "</PhysiCell_settings>",
        "many types": "<PhysiCell_settings><cell_definitions>" + lines('<cell_definition name="c{i}" ID="{i}" parent_type="c{before}"/>', 15_000)
        + "</cell_definitions></PhysiCell_settings>",
    }


def cost(program: str, path: str) -> tuple[float, float, int]:
    """Seconds of a core, megabytes, and exit code; negative for a signal."""
    process = subprocess.Popen([program, "check", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    timer = threading.Timer(60, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main() -> int:
    program = sys.argv[1]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.yaml")
        empty.write_text(HEAD)
        base = min(cost(program, str(empty))[:2] for _ in range(3))
        rows = []
        for ending, files in (("yaml", texts()), ("xml", projects())):
            for name, text in files.items():
                path = Path(folder, f"worst.{ending}")
                path.write_bytes(text.encode("utf-8", "surrogateescape")[:MODEL if ending == "yaml" else XML])
                seconds, memory, code = cost(program, str(path))
                isBad = code not in (0, 64, 65) or memory - base[1] > MOST_MEMORY
                failed += isBad
                rows.append((seconds - base[0], memory - base[1], f"{ending}: {name}", code, isBad))
        for seconds, memory, name, code, isBad in sorted(rows, reverse=True):
            print(f"{1000 * seconds:8.0f} ms {memory:6.1f} MB  exit {code:3}  {name}{'   <- too much' if isBad else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
