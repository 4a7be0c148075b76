"""Answers pgc-train for a problem, until the run is over."""

from __future__ import annotations

import mmap
import os
import socket
import sys
import traceback
from typing import Any

import numpy as np

from pgc import wire
from pgc.problem import Problem, Task

_PACKAGE = os.path.dirname(__file__)
_TYPES = {"float32": np.float32, "float64": np.float64}


def serve(problem: Problem) -> None:
    """Answers `pgc-train --program` until the run is over, and ends the process then.

    Started by hand it says how it is meant to be started, and exits with code 2. What the process prints
    goes to standard error: standard output is not part of the conversation.
    """
    place = os.environ.get("PGC_PROGRAM")
    if place is None:
        script = os.path.basename(sys.argv[0])
        print(
            f"pgc: computes gradients for pgc-train; start it by "
            f"'pgc-train --virtual --program \"python3 {script}\"'",
            file=sys.stderr,
        )
        raise SystemExit(2)
    numbers = dict(word.split("=") for word in place.split())
    # Processes that this one starts must not hold the connection open, nor take it for theirs.
    del os.environ["PGC_PROGRAM"]
    os.set_inheritable(int(numbers["socket"]), False)
    os.set_inheritable(int(numbers["memory"]), False)
    line = socket.socket(fileno=int(numbers["socket"]))
    connection = wire.Connection(line)
    code = 0
    try:
        _Server(problem, connection, int(numbers["memory"])).run()
    except (EOFError, ConnectionError):
        pass
    except BaseException as error:  # whatever it is, pgc-train tells it with rank and host
        code = 1
        _complain(connection, error)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # Without the interpreter's end, which may wait for threads of libraries.
    os._exit(code)


def _complain(connection: wire.Connection, error: BaseException) -> None:
    # From the first line of the user's: those of this package before it say nothing.
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename.startswith(_PACKAGE):
        frames = frames.tb_next
    text = "".join(traceback.format_exception(type(error), error, frames)) if frames else ""
    summary = traceback.format_exception_only(type(error), error)[-1].strip()
    try:
        connection.tell("error", summary=summary.splitlines()[0], traceback=text[-100_000:])
    except (OSError, ValueError):
        sys.stderr.write(text)


class _Server:
    def __init__(self, problem: Problem, connection: wire.Connection, descriptor: int) -> None:
        self._problem = problem
        self._connection = connection
        self._blocks: dict[int, np.ndarray] = {}
        hello = connection.hear("hello")
        self._type = np.dtype(_TYPES[hello["precision"]])
        problem.prepare(hello)
        self._dimension = _whole(problem.dimension(), "dimension()")
        self._metrics = list(problem.metrics)
        connection.tell(
            "describe",
            protocol=wire.VERSION,
            dimension=self._dimension,
            samples=_whole(problem.samples(), "samples()"),
            metrics=self._metrics,
            statistics=_whole(problem.statistics, "statistics"),
        )
        memory = connection.hear("memory")
        self._memory = mmap.mmap(descriptor, memory["bytes"])
        self._control = np.frombuffer(self._memory, np.uint32, 1, memory["control"])
        self._vectors: dict[tuple[int, bool], np.ndarray] = {}
        if memory["initial"]:
            model = self._vector(memory["model"], writable=True)
            model[:] = _checked(problem.initial_model(hello["seed"]), self._dimension)
        connection.tell("ready")

    def run(self) -> None:
        while True:
            frame = self._connection.receive()
            if frame is None:
                return
            kind, body = frame
            if kind == wire.EVALUATE:
                self._evaluate(body)
            elif kind == wire.BLOCK:
                numbers = np.frombuffer(body, np.uint32)
                self._blocks[int(numbers[0])] = numbers[2 : 2 + int(numbers[1])].astype(np.intp)
            elif kind == wire.JUDGE:
                self._judge(int(np.frombuffer(body, np.uint64)[0]))
            else:
                raise ValueError(f"pgc-train sent a frame of kind {kind}: it speaks another protocol")

    def _vector(self, offset: int, writable: bool) -> np.ndarray:
        """The vector at an offset of the shared memory, made once for each."""
        known = self._vectors.get((offset, writable))
        if known is None:
            known = np.frombuffer(self._memory, self._type, self._dimension, offset)
            known.flags.writeable = writable
            self._vectors[(offset, writable)] = known
        return known

    def _evaluate(self, body: memoryview) -> None:
        seed, key, step, _, block, count, weight, model, gradient = wire.TASK.unpack_from(body)
        if count:
            samples = np.frombuffer(body, np.uint32, count, wire.TASK.size).astype(np.intp)
        else:
            samples = self._blocks[block]
        task = Task(block, step, seed, key, weight, self._control)
        x = self._vector(model, writable=False)
        g = self._vector(gradient, writable=True)
        loss = self._problem.gradient(x, samples, g, task)
        if loss is None:
            if not task.dropped:
                raise TypeError(
                    "gradient() returned None for a task that was not dropped; return the loss"
                )
            self._connection.send(wire.EVALUATED, wire.ANSWER.pack(1, 0, 0.0))
            return
        loss = float(loss)
        if not np.isfinite(loss) and np.isfinite(x).all():
            print(
                f"pgc: block {block} at step {step}: the loss is {loss}, of a finite model",
                file=sys.stderr,
                flush=True,
            )
        self._connection.send(wire.EVALUATED, wire.ANSWER.pack(0, 0, loss))

    def _judge(self, model: int) -> None:
        values = self._problem.evaluate(self._vector(model, writable=False))
        if set(values) != set(self._metrics):
            raise ValueError(
                f"evaluate() returned {sorted(values)}, and the metrics are {sorted(self._metrics)}"
            )
        numbers = [float(values[name]) for name in self._metrics]
        self._connection.send(wire.JUDGED, np.array(numbers, np.float64).tobytes())


def _whole(value: Any, name: str) -> int:
    if isinstance(value, bool) or int(value) != value:
        raise TypeError(f"{name} is {value!r}, which is no whole number")
    return int(value)


def _checked(model: Any, dimension: int) -> np.ndarray:
    array = np.asarray(model)
    if array.dtype.kind not in "fiu":
        raise TypeError(f"initial_model() returned numbers of type {array.dtype}; make them real")
    if array.shape != (dimension,):
        raise ValueError(
            f"initial_model() returned an array of shape {array.shape}; it must be ({dimension},)"
        )
    if not np.isfinite(array).all():
        raise ValueError("initial_model() returned numbers that are not finite")
    return array
