"""The program: where it is, and how it is started."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Union

Path = Union[str, "os.PathLike[str]"]


# The repository, where the package is used from it.
_ROOT = pathlib.Path(__file__).resolve().parents[2]


class NicheError(RuntimeError):
    """The program refused or failed: what it said, and the code that it ended with (65 bad input, 66 missing input, 130 stopped)."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def program() -> str:
    """The path of the program: the environment variable NICHE, or `niche` on the path, or the newest build beside this package.

    Raises:
        FileNotFoundError: if there is none; its message says how to get one.
    """
    named = os.environ.get("NICHE")
    if named:
        return named
    found = shutil.which("niche")
    if found:
        return found
    builds = sorted(_ROOT.glob(".build/*/release/niche"), key=lambda path: path.stat().st_mtime)
    if builds:
        return str(builds[-1])
    raise FileNotFoundError("the program niche is not here: build it with script/build, and put it on the path or into the variable NICHE")


def call(arguments: Iterable[Path], *, on_output: Callable[[str], None], on_message: Callable[[str], None]) -> None:
    """Runs the program, handing over each line of standard output and of standard error as it comes.

    An interrupt is passed on, so that the program stops with a checkpoint or keeps its runs.

    Raises:
        NicheError: if the program ends with another code than 0.
    """
    command = [program(), *(os.fspath(argument) for argument in arguments)]
    environment = dict(os.environ)
    if (_ROOT / "Models").is_dir():
        environment.setdefault("NICHE_MODELS", str(_ROOT / "Models"))
    messages: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1, env=environment
    ) as process:

        def listen() -> None:
            for line in process.stderr or ():
                messages.append(line.rstrip("\n"))
                on_message(messages[-1])

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            for line in process.stdout or ():
                on_output(line.rstrip("\n"))
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
        code = process.wait()
        listener.join()
    if code != 0:
        said = [line for line in messages if line.startswith("error: ")] or messages[-5:]
        raise NicheError("\n".join(line.removeprefix("error: ") for line in said) or f"ended with code {code}", code)


def options(**named: object) -> list[str]:
    """Options of the command line: `until="7d"` becomes `--until 7d`, a list repeats its option, True is a flag, None is left out."""
    result: list[str] = []
    for name, value in named.items():
        flag = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            result.append(flag)
        elif isinstance(value, Mapping):
            for key, item in value.items():
                result += [flag, f"{key}={item}"]
        elif isinstance(value, (list, tuple)):
            for item in value:
                result += [flag, str(item)]
        else:
            result += [flag, os.fspath(value) if isinstance(value, os.PathLike) else str(value)]
    return result
