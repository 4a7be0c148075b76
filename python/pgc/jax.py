"""A loss in JAX as a problem of pgc-train."""

from __future__ import annotations

import os
from typing import Any, Callable, Mapping

import numpy as np

# One thread of computing in each process, as there are many: XLA reads this when it is imported.
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax  # noqa: E402
from jax.flatten_util import ravel_pytree  # noqa: E402

from pgc.problem import Problem, Task  # noqa: E402
from pgc.server import serve as _serve  # noqa: E402

Data = tuple[np.ndarray, np.ndarray]
#: Of parameters, inputs and targets, the mean over the samples.
Loss = Callable[[Any, Any, Any], Any]


def serve(
    initial: Callable[[Any], Any],
    loss: Loss,
    train: Data,
    *,
    test: Data | None = None,
    metrics: Mapping[str, Loss] | None = None,
    piece: int = 256,
) -> None:
    """Answers `pgc-train --program` for a loss, until the run is over.

    Args:
        initial: of a key of the run's seed, the first parameters: any tree of arrays.
        loss: of parameters, inputs and targets, the mean over the samples; it is compiled by jax.jit,
            once for each number of samples that are evaluated at once.
        train: inputs and targets of the training samples, as arrays with a row a sample.
        test: a second set to judge models on.
        metrics: further functions like `loss`, by name: `{"accuracy": …}` fills train_accuracy.
        piece: samples that are evaluated at once.
    """
    _serve(TreeProblem(initial, loss, train, test=test, metrics=metrics, piece=piece))


class TreeProblem(Problem):
    """What `serve` answers for; its arguments are those of `serve`."""

    def __init__(
        self,
        initial: Callable[[Any], Any],
        loss: Loss,
        train: Data,
        *,
        test: Data | None = None,
        metrics: Mapping[str, Loss] | None = None,
        piece: int = 256,
    ) -> None:
        if piece < 1:
            raise ValueError(f"piece={piece}: must be at least 1")
        self._initial = initial
        self._loss = loss
        self._sets = {"train": train} if test is None else {"train": train, "test": test}
        self._named = {"loss": loss, **(metrics or {})}
        self._piece = piece
        self.metrics = [f"{part}_{name}" for part in self._sets for name in self._named]

    def prepare(self, run: Mapping[str, Any]) -> None:
        # Before the first array: JAX has numbers of 32 bits otherwise.
        jax.config.update("jax_enable_x64", run["precision"] == "float64")
        self._type = np.dtype(run["precision"])
        key = jax.random.PRNGKey(run["seed"] % 2**32)
        flat, tree = ravel_pytree(jax.tree_util.tree_map(self._placed, self._initial(key)))
        self._start = np.asarray(flat)
        self._sets = {
            part: (self._placed(np.asarray(inputs)), self._placed(np.asarray(targets)))
            for part, (inputs, targets) in self._sets.items()
        }
        self._slope = jax.jit(jax.value_and_grad(lambda x, *pair: self._loss(tree(x), *pair)))
        self._functions = {
            name: jax.jit(lambda x, *pair, function=function: function(tree(x), *pair))
            for name, function in self._named.items()
        }

    def dimension(self) -> int:
        return self._start.size

    def samples(self) -> int:
        return len(self._sets["train"][0])

    def initial_model(self, seed: int) -> np.ndarray:
        return self._start

    def gradient(
        self, model: np.ndarray, samples: np.ndarray, gradient: np.ndarray, task: Task
    ) -> float | None:
        inputs, targets = self._sets["train"]
        gradient[:] = 0
        total = 0.0
        for begin in range(0, len(samples), self._piece):
            if task.dropped:
                return None
            chosen = samples[begin : begin + self._piece]
            value, slope = self._slope(model, inputs[chosen], targets[chosen])
            weight = task.weight * len(chosen)
            gradient += self._type.type(weight) * np.asarray(slope)
            total += weight * float(value)
        return total

    def evaluate(self, model: np.ndarray) -> dict[str, float]:
        values: dict[str, float] = {}
        for part, (inputs, targets) in self._sets.items():
            for name, function in self._functions.items():
                total = 0.0
                for begin in range(0, len(inputs), self._piece):
                    pair = inputs[begin : begin + self._piece], targets[begin : begin + self._piece]
                    total += float(function(model, *pair)) * len(pair[0])
                values[f"{part}_{name}"] = total / len(inputs)
        return values

    def _placed(self, array: Any) -> np.ndarray:
        array = np.asarray(array)
        return array.astype(self._type) if array.dtype.kind == "f" else array
