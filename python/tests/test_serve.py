"""The package against a pgc-train of a few lines."""

import json
import mmap
import os
import socket
import struct
import subprocess
import sys
import textwrap
import unittest

import numpy as np

from pgc import wire

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Server:
    """pgc-train's side of the conversation."""

    def __init__(self, program: str, precision: str = "float64") -> None:
        ours, theirs = socket.socketpair()
        memory = os.memfd_create("test")
        environment = dict(
            os.environ,
            PGC_PROGRAM=f"socket={theirs.fileno()} memory={memory}",
            PYTHONPATH=TOP,
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(program)],
            env=environment,
            pass_fds=[theirs.fileno(), memory],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        theirs.close()
        ours.settimeout(60)
        self.line = ours
        self.connection = wire.Connection(ours)
        self.precision = precision
        self.memory = memory

    def start(self) -> dict:
        self.connection.tell(
            "hello", protocol=1, precision=self.precision, seed=5, rank=0, workers=4
        )
        letter = self.letter()
        if letter["message"] != "describe":
            return letter
        size = np.dtype(self.precision).itemsize
        d = letter["dimension"]
        end = 64 + (d * size + 63) // 64 * 64
        os.ftruncate(self.memory, end + (d + 1) * size)
        shared = mmap.mmap(self.memory, end + (d + 1) * size)
        self.control = np.frombuffer(shared, np.uint32, 1)
        self.model = np.frombuffer(shared, self.precision, d, 64)
        self.gradient = np.frombuffer(shared, self.precision, d, end)
        self.places = (64, end)
        self.connection.tell(
            "memory", bytes=len(shared), control=0, model=64, gradient=end, initial=True
        )
        ready = self.letter()
        return letter if ready["message"] == "ready" else ready

    def letter(self) -> dict:
        kind, body = self.connection.receive()
        assert kind == wire.TEXT
        return json.loads(bytes(body))

    def evaluate(self, samples, step=0, block=0, key=7, weight=0.5):
        body = wire.TASK.pack(5, key, step, 0, block, len(samples), weight, *self.places)
        self.connection.send(wire.EVALUATE, body + np.array(samples, np.uint32).tobytes())
        kind, body = self.connection.receive()
        if kind == wire.TEXT:
            return json.loads(bytes(body))
        status, _, loss = wire.ANSWER.unpack(body)
        return loss if status == 0 else None

    def end(self) -> int:
        self.line.close()
        os.close(self.memory)
        self.output, self.errors = self.process.communicate(timeout=60)
        return self.process.returncode


QUADRATIC = """
    import numpy as np, pgc
    class Quadratic(pgc.Problem):
        metrics = ["train_loss"]
        def dimension(self): return 2
        def samples(self): return 10
        def initial_model(self, seed): return [seed, 1]
        def gradient(self, model, samples, gradient, task):
            print("hello")
            if task.dropped: return None
            gradient[:] = task.weight * len(samples) * model + task.random().random()
            return task.weight * samples.sum()
        def evaluate(self, model): return {"train_loss": model.sum()}
    pgc.serve(Quadratic())
"""


class ServeTests(unittest.TestCase):
    def test_conversation(self) -> None:
        for precision in ("float32", "float64"):
            server = Server(QUADRATIC, precision)
            description = server.start()
            self.assertEqual(description["dimension"], 2)
            self.assertEqual(description["metrics"], ["train_loss"])
            self.assertEqual(description["statistics"], 0)
            self.assertEqual(list(server.model), [5, 1])
            self.assertEqual(server.evaluate([1, 2, 6]), 4.5)
            first = server.gradient.copy()
            server.evaluate([1, 2, 6])
            self.assertTrue((server.gradient == first).all(), "the same key draws the same")
            server.evaluate([1, 2, 6], key=8)
            self.assertFalse((server.gradient == first).any(), "another key draws other numbers")
            server.connection.send(wire.BLOCK, struct.pack("<4I", 3, 2, 8, 9))
            self.assertEqual(server.evaluate([], block=3), 8.5)
            server.control[0] = 1
            self.assertIsNone(server.evaluate([1]))
            server.connection.send(wire.JUDGE, struct.pack("<Q", 64))
            kind, body = server.connection.receive()
            self.assertEqual((kind, np.frombuffer(body, np.float64)[0]), (wire.JUDGED, 6))
            self.assertEqual(server.end(), 0, "an end of file is the end of the run")
            self.assertIn("hello", server.output)

    def test_the_model_is_read_only(self) -> None:
        server = Server(QUADRATIC.replace("gradient[:] =", "model[0] = 1; gradient[:] ="))
        server.start()
        self.assertIn("read-only", server.evaluate([1])["summary"])
        self.assertEqual(server.end(), 1)

    def test_an_exception_has_the_users_lines_only(self) -> None:
        server = Server(QUADRATIC.replace('print("hello")', "1 / 0"))
        server.start()
        letter = server.evaluate([1])
        self.assertEqual(letter["summary"], "ZeroDivisionError: division by zero")
        self.assertIn("in gradient", letter["traceback"])
        self.assertNotIn("server.py", letter["traceback"])
        self.assertEqual(server.end(), 1)

    def test_a_wrong_start(self) -> None:
        for wrong, word in [
            ("return [1]", "shape (1,)"),
            ("return [1, float('nan')]", "not finite"),
            ("return ['a', 'b']", "type <U1"),
        ]:
            server = Server(QUADRATIC.replace("return [seed, 1]", wrong))
            self.assertIn(word, server.start()["summary"])
            server.end()

    def test_by_hand(self) -> None:
        environment = {**os.environ, "PYTHONPATH": TOP}
        environment.pop("PGC_PROGRAM", None)
        result = subprocess.run(
            [sys.executable, "-c", "import pgc; pgc.serve(pgc.Problem())"],
            env=environment, capture_output=True, text=True,
        )
        self.assertEqual(result.returncode, 2)
        self.assertIn("pgc-train --virtual --program", result.stderr)


if __name__ == "__main__":
    unittest.main()
