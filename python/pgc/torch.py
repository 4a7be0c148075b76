"""A PyTorch module as a problem of pgc-train."""

from __future__ import annotations

import warnings
from typing import Any, Callable, Iterator, Mapping

import numpy as np
import torch

from pgc.problem import Problem, Task
from pgc.server import serve as _serve

Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]

_BUFFERS = ("estimated", "averaged", "frozen", "local")


def accuracy(outputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """The share of samples whose greatest output is that of their class."""
    return (outputs.argmax(-1) == targets).double().mean()


def serve(
    module: torch.nn.Module | Callable[[], torch.nn.Module],
    loss: Loss,
    dataset: Any,
    *,
    test: Any = None,
    metrics: Mapping[str, Loss] | None = None,
    piece: int = 256,
    buffers: str = "estimated",
    judged: int | None = None,
    threads: int = 1,
    device: str = "cpu",
) -> None:
    """Answers `pgc-train --program` for a module, until the run is over.

    Args:
        module: the module, or a function that makes it. A function is called after
            torch.manual_seed(seed of the run), so that every process of a run begins alike.
            Parameters with requires_grad = False stay as they are and are no part of the model.
        loss: of outputs and targets, the mean over the samples, such as torch.nn.CrossEntropyLoss().
        dataset: training samples by number, each a pair of input and target. A TensorDataset is
            read in one piece, others sample by sample.
        test: a second data set to judge models on.
        metrics: further functions like `loss`, by name: `{"accuracy": pgc.torch.accuracy}` fills the
            columns train_accuracy and test_accuracy.
        piece: samples that are evaluated at once. With batch normalization it is the batch whose
            statistics are used.
        buffers: what batch normalization's statistics are when a model is judged. "estimated": of
            1024 training samples under that very model, so that a judgment depends on the model
            alone. "averaged": a running mean over all workers and steps, which is a part of the
            model (docs/YOUR-MODEL.md). "frozen": those that the module came with, in training too.
            "local": those that the judging process happens to have.
        judged: training samples on which models are judged, spread over all; all of them without it. No
            more than these are used for "estimated" either.
        threads: of PyTorch, in each process.
        device: "cpu", "cuda" or "auto", which is CUDA where there is one.
    """
    _serve(
        ModuleProblem(
            module, loss, dataset, test=test, metrics=metrics, piece=piece, buffers=buffers,
            judged=judged, threads=threads, device=device,
        )
    )


class ModuleProblem(Problem):
    """What `serve` answers for; its arguments are those of `serve`."""

    def __init__(
        self,
        module: torch.nn.Module | Callable[[], torch.nn.Module],
        loss: Loss,
        dataset: Any,
        *,
        test: Any = None,
        metrics: Mapping[str, Loss] | None = None,
        piece: int = 256,
        buffers: str = "estimated",
        judged: int | None = None,
        threads: int = 1,
        device: str = "cpu",
    ) -> None:
        if buffers not in _BUFFERS:
            raise ValueError(f"buffers={buffers!r}: must be one of {', '.join(_BUFFERS)}")
        if piece < 1:
            raise ValueError(f"piece={piece}: must be at least 1")
        if judged is not None and not 1 <= judged <= len(dataset):
            raise ValueError(f"judged={judged}: must be 1 to {len(dataset)}, the samples there are")
        self._made = module
        self._loss = loss
        self._sets = {"train": dataset} if test is None else {"train": dataset, "test": test}
        self._functions = {"loss": loss, **(metrics or {})}
        self._piece = piece
        self._buffers = buffers
        self._judged = judged
        self._threads = threads
        if device == "auto":
            device = "cuda" if torch.cuda.is_available() else "cpu"
        self._device = torch.device(device)
        self._bound: tuple[int, int] | None = None
        self.metrics = [f"{part}_{name}" for part in self._sets for name in self._functions]

    def prepare(self, run: Mapping[str, Any]) -> None:
        torch.set_num_threads(self._threads)
        self._type = {"float32": torch.float32, "float64": torch.float64}[run["precision"]]
        torch.set_default_dtype(self._type)
        torch.manual_seed(_seed(run["seed"]))
        made = self._made
        module = made if isinstance(made, torch.nn.Module) else made()
        if not isinstance(module, torch.nn.Module):
            raise TypeError(f"module: made {type(module).__name__}, which is no torch.nn.Module")
        self._module = module.to(device=self._device, dtype=self._type)
        self._parameters = [p for p in module.parameters() if p.requires_grad]
        if not self._parameters:
            raise ValueError("module: has no parameters to train; all have requires_grad = False")
        self._norms = [
            m for m in module.modules() if isinstance(m, torch.nn.modules.batchnorm._BatchNorm)
        ]
        self._averages = _Averages(self._norms) if self._buffers == "averaged" else None
        parts = [p.detach().reshape(-1) for p in self._parameters]
        if self._averages is not None:
            self.statistics = self._averages.count
            parts += [self._averages.values()]
        self._start = torch.cat(parts).clone()
        if self._device.type != "cpu":
            self._model, self._gradient = torch.empty_like(self._start), torch.empty_like(self._start)

    def dimension(self) -> int:
        return self._start.numel()

    def samples(self) -> int:
        return len(self._sets["train"])

    def initial_model(self, seed: int) -> np.ndarray:
        return self._start.cpu().numpy()

    def gradient(
        self, model: np.ndarray, samples: np.ndarray, gradient: np.ndarray, task: Task
    ) -> float | None:
        self._bind(model, gradient)
        self._gradient.zero_()
        torch.manual_seed(_seed(task.key))
        self._set_mode(training=True)
        total = 0.0
        for inputs, targets in self._pieces("train", samples):
            if task.dropped:
                return None
            if self._averages is not None:
                self._averages.clear()
            weight = task.weight * len(targets)
            value = self._loss(self._module(inputs), targets) * weight
            value.backward()
            if self._averages is not None:
                self._averages.add_gradient(weight, self._model, self._gradient)
            total += value.item()
        if self._device.type != "cpu":
            torch.from_numpy(gradient).copy_(self._gradient)
        return total

    @torch.no_grad()
    def evaluate(self, model: np.ndarray) -> dict[str, float]:
        self._bind(model, None)
        if self._buffers == "estimated":
            self._estimate_statistics()
        elif self._averages is not None:
            self._averages.put(self._model)
        self._set_mode(training=False)
        values: dict[str, float] = {}
        for part, dataset in self._sets.items():
            sums = dict.fromkeys(self._functions, 0.0)
            count = self._judged if part == "train" and self._judged else len(dataset)
            for inputs, targets in self._pieces(part, _spread(count, len(dataset))):
                outputs = self._module(inputs)
                for name, function in self._functions.items():
                    sums[name] += function(outputs, targets).item() * len(targets)
            for name, value in sums.items():
                values[f"{part}_{name}"] = value / count
        return values

    def _bind(self, model: np.ndarray, gradient: np.ndarray | None) -> None:
        """Makes parameters and their gradients views of the shared vectors."""
        if self._device.type != "cpu":
            self._model.copy_(_tensor(model))
        place = (model.ctypes.data, 0 if gradient is None else gradient.ctypes.data)
        if self._bound == place:
            return
        if self._device.type == "cpu":
            self._model = _tensor(model)
            self._gradient = self._model if gradient is None else _tensor(gradient)
        end = 0
        for parameter in self._parameters:
            begin, end = end, end + parameter.numel()
            parameter.data = self._model[begin:end].view(parameter.shape)
            parameter.grad = (
                None if gradient is None else self._gradient[begin:end].view(parameter.shape)
            )
        self._bound = place

    def _set_mode(self, training: bool) -> None:
        self._module.train(training)
        if self._buffers == "frozen":
            for norm in self._norms:
                norm.eval()

    def _estimate_statistics(self) -> None:
        norms = [norm for norm in self._norms if norm.track_running_stats]
        if not norms:
            return
        momenta = [norm.momentum for norm in norms]
        for norm in norms:
            norm.reset_running_stats()
            norm.momentum = None  # the mean over all that follow
        torch.manual_seed(0)
        self._module.train()
        count = len(self._sets["train"])
        for inputs, _ in self._pieces("train", _spread(min(self._judged or count, 1024), count)):
            self._module(inputs)
        for norm, momentum in zip(norms, momenta):
            norm.momentum = momentum

    def _pieces(
        self, part: str, samples: np.ndarray
    ) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        dataset = self._sets[part]
        for begin in range(0, len(samples), self._piece):
            chosen = samples[begin : begin + self._piece]
            if isinstance(dataset, torch.utils.data.TensorDataset):
                pair = [tensor[torch.from_numpy(chosen)] for tensor in dataset.tensors]
            else:
                pair = torch.utils.data.default_collate([dataset[int(i)] for i in chosen])
            if len(pair) != 2:
                raise TypeError(
                    f"dataset: a sample has {len(pair)} parts; it must be a pair of input and target"
                )
            yield tuple(self._placed(tensor) for tensor in pair)

    def _placed(self, tensor: torch.Tensor) -> torch.Tensor:
        kind = self._type if tensor.is_floating_point() else tensor.dtype
        return tensor.to(device=self._device, dtype=kind)


class _Averages:
    """Batch normalization's statistics as the last coordinates of the model.

    A worker's part of the gradient there is weight * momentum * (mean so far - statistic of the piece),
    so that the sum over all blocks moves the mean as PyTorch does with one batch, whose statistics are the
    blocks' weighted mean.
    """

    def __init__(self, norms: list[Any]) -> None:
        tracked = [norm for norm in norms if norm.track_running_stats]
        self._buffers = [b for norm in tracked for b in (norm.running_mean, norm.running_var)]
        momenta = [0.1 if norm.momentum is None else norm.momentum for norm in tracked]
        self._rates = torch.cat(
            [torch.full_like(n.running_mean, m).repeat(2) for n, m in zip(tracked, momenta)]
            or [torch.empty(0)]
        )
        self.count = self._rates.numel()
        for norm in tracked:
            norm.momentum = 1.0  # its buffers are those of the last piece alone

    def values(self) -> torch.Tensor:
        """The buffers, one behind the other."""
        return torch.cat([buffer.reshape(-1) for buffer in self._buffers] or [self._rates])

    def clear(self) -> None:
        """Before a piece: what was not finite would stay so, whatever its weight."""
        for buffer in self._buffers:
            buffer.zero_()

    @torch.no_grad()
    def add_gradient(self, weight: float, model: torch.Tensor, gradient: torch.Tensor) -> None:
        """Adds what a piece that was just evaluated says of the mean, whose buffers it has filled."""
        if self.count:
            off = model[-self.count :] - self.values()
            gradient[-self.count :].add_(off.mul_(self._rates), alpha=weight)

    def put(self, model: torch.Tensor) -> None:
        """Writes the mean into the buffers."""
        end = model.numel() - self.count
        for number, buffer in enumerate(self._buffers):
            begin, end = end, end + buffer.numel()
            buffer.copy_(model[begin:end].view(buffer.shape))
            if number % 2 == 1:  # stale messages may carry a variance a little below zero
                buffer.clamp_(min=0)


def _spread(count: int, of: int) -> np.ndarray:
    """So many of all samples, spread over them."""
    return np.arange(count) * of // count


def _seed(key: int) -> int:
    """A number that torch.manual_seed takes."""
    return key & (2**63 - 1)


def _tensor(vector: np.ndarray) -> torch.Tensor:
    """The vector itself; a model is not to be written to, of which PyTorch knows nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.from_numpy(vector)
