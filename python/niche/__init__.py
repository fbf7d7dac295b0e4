"""Niche from Python: starts runs and trials of the program, and opens what they leave.

    run = niche.run("Models/slice.yaml", until="7d", output="runs/with")
    run.cells(at="7d"), run.fields, run.summary

No simulation happens here.
"""

from .program import NicheError, program
from .runs import Run, open_run, rerun, run
from .trials import Verdict, claims, trial

__all__ = ["NicheError", "Run", "Verdict", "claims", "open_run", "program", "rerun", "run", "trial"]
__version__ = "0.1.0"
