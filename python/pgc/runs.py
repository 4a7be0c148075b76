"""The files of runs and of experiments, as tables."""

from __future__ import annotations

import csv
import json
import os
from typing import TYPE_CHECKING, Any, Sequence

import numpy as np

if TYPE_CHECKING:
    import pandas

Columns = dict[str, np.ndarray]


class Run:
    """The folder of a run.

    `steps`, `evaluations`, `arrivals` are pandas tables; `columns("steps")` needs NumPy only.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = os.fspath(folder)
        #: run.json: configuration, provenance, outcome, result, machine.
        with open(os.path.join(self.folder, "run.json"), encoding="utf-8") as file:
            self.record: dict[str, Any] = json.load(file)

    @property
    def configuration(self) -> dict[str, Any]:
        """The options, by name."""
        options: dict[str, Any] = self.record["configuration"]
        return options

    @property
    def outcome(self) -> str:
        """`done`, or why it ended."""
        return str(self.record["outcome"])

    @property
    def clock(self) -> str:
        """Whose seconds the tables have: `wall` or `virtual`."""
        return str(self.record["resolved"]["clock"])

    @property
    def model(self) -> np.ndarray:
        """The last model: d numbers."""
        return np.load(os.path.join(self.folder, "model.npy"))

    def columns(self, table: str) -> Columns:
        """A table as arrays: numbers where all of a column are, else text."""
        return _columns(os.path.join(self.folder, table + ".csv"))

    @property
    def steps(self) -> pandas.DataFrame:
        """A row a step: time, waited, fresh, loss, staleness and more."""
        return _frame(os.path.join(self.folder, "steps.csv"))

    @property
    def evaluations(self) -> pandas.DataFrame:
        """A row an evaluated model: step, time, losses and metrics."""
        return _frame(os.path.join(self.folder, "evaluations.csv"))

    @property
    def arrivals(self) -> pandas.DataFrame:
        """A row an event: opened steps, messages, losses of workers."""
        return _frame(os.path.join(self.folder, "arrivals.csv"))


def read_run(folder: str | os.PathLike[str]) -> Run:
    """A run, from the folder that pgc-train left."""
    return Run(folder)


def read_results(folder: str | os.PathLike[str]) -> dict[str, pandas.DataFrame]:
    """The tables of an experiment by their names, such as `summary` and `curves`.

    Args:
        folder: where pgc-experiment wrote its tables.
    """
    names = sorted(name[:-4] for name in os.listdir(folder) if name.endswith(".csv"))
    if not names:
        raise FileNotFoundError(f"{os.fspath(folder)}: has no tables; name a folder of results")
    return {name: _frame(os.path.join(folder, name + ".csv")) for name in names}


def plot(
    runs: Sequence[Run | str | os.PathLike[str]],
    metric: str = "train_loss",
    against: str = "time",
    path: str | os.PathLike[str] | None = None,
) -> Any:
    """Draws a metric of several runs into one picture.

    Args:
        runs: runs, or their folders.
        metric: a column of evaluations.csv.
        against: `time` or `step`.
        path: a file for the picture; without one it is only returned.
    Returns:
        matplotlib's axes.
    """
    figure = _needed("matplotlib.figure", "pgc.plot").Figure(figsize=(6, 4), layout="constrained")
    axes = figure.add_subplot()
    for run in runs:
        run = run if isinstance(run, Run) else read_run(run)
        columns = run.columns("evaluations")
        if metric not in columns:
            names = ", ".join(name for name in columns if name not in ("step", "time"))
            raise KeyError(f"{run.folder}: has no metric '{metric}'; there are {names}")
        label = f"{run.configuration['scheme']} ({os.path.basename(run.folder)})"
        axes.plot(columns[against], columns[metric], label=label)
        axes.set_xlabel(f"seconds ({run.clock})" if against == "time" else "steps")
    axes.set_ylabel(metric.replace("_", " "))
    axes.legend()
    if path is not None:
        figure.savefig(path)
    return axes


def _columns(path: str) -> Columns:
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    columns: Columns = {}
    for number, name in enumerate(rows[0] if rows else []):
        texts = [row[number] for row in rows[1:]]
        try:
            columns[name] = np.array([float(text) if text else np.nan for text in texts])
        except ValueError:
            columns[name] = np.array(texts)
    return columns


def _frame(path: str) -> pandas.DataFrame:
    return _needed("pandas", "tables").read_csv(path)


def _needed(module: str, purpose: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.split(".")[0]
        raise ImportError(
            f"{purpose}: needs {package}; install it by 'pip install {package}'"
        ) from error
