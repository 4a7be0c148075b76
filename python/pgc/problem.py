"""What a problem is: the five things that pgc-train asks of it."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

import numpy as np


class Task:
    """One evaluation that is asked for.

    Attributes:
        block: the number of the block of samples.
        step: the version of the model.
        seed: the seed of the run.
        key: 64 bits that depend on (seed, step, block) alone, for random choices such as dropout:
            every worker that holds the block must choose the same.
        weight: what each sample counts in the mean gradient.
    """

    def __init__(
        self, block: int, step: int, seed: int, key: int, weight: float, control: np.ndarray
    ) -> None:
        self.block = block
        self.step = step
        self.seed = seed
        self.key = key
        self.weight = weight
        self._control = control

    @property
    def dropped(self) -> bool:
        """Whether nobody waits for the result any more: return None then, or go on as you like."""
        return bool(self._control[0])

    def random(self) -> np.random.Generator:
        """A generator of this evaluation's random choices, the same for all holders of the block."""
        return np.random.Generator(np.random.Philox(key=self.key))


class Problem:
    """Data and a model with a loss. Derive from it, and give the first five methods.

    Every answer must be a function of what is asked alone: any process of the program may be asked.
    """

    def dimension(self) -> int:
        """d, the number of parameters."""
        raise NotImplementedError

    def samples(self) -> int:
        """N, the number of training samples; pgc-train names them 0 to N - 1."""
        raise NotImplementedError

    def initial_model(self, seed: int) -> Any:
        """The model before the first step: d numbers. Zeros, unless you say otherwise."""
        return np.zeros(self.dimension())

    def gradient(
        self, model: np.ndarray, samples: np.ndarray, gradient: np.ndarray, task: Task
    ) -> float | None:
        """Writes task.weight times the sum of the samples' gradients into `gradient`.

        Args:
            model: d numbers, not to be changed.
            samples: numbers of samples, ascending.
            gradient: d numbers to write, whatever stands there.
            task: which evaluation this is.
        Returns:
            task.weight times the sum of the samples' losses, or None where the task was dropped.
        """
        raise NotImplementedError

    def evaluate(self, model: np.ndarray) -> Mapping[str, float]:
        """Losses and metrics of a model, by the names that `metrics` has."""
        return {}

    def prepare(self, run: Mapping[str, Any]) -> None:
        """Called once before everything else, with `seed`, `precision`, `rank` and `workers`."""

    #: How many of the last coordinates are running means, such as batch normalization's statistics, and
    #: no parameters: they move by minus their gradient, whatever optimizer, step size and l2 are. It may
    #: be set in `prepare`. `gradient` writes task.weight times the sum of rate * (mean so far - value).
    statistics: int = 0

    #: The names of what `evaluate` returns: columns of evaluations.csv, such as "train_loss".
    metrics: Sequence[str] = ()
