"""Half the squared distance of the model from zero, in 40 equal samples, and what can go wrong with it.

The first argument says what goes wrong at block 1 of step 3, the second how many seconds a gradient takes.
"""

import gc
import os
import socket
import sys
import time

import numpy as np

import pgc

fault = sys.argv[1]
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0


class Faulty(pgc.Problem):
    metrics = ["train_loss"]

    def dimension(self):
        return 3

    def samples(self):
        return 40

    def initial_model(self, seed):
        if fault == "shape":
            return np.ones(4)
        if fault == "type":
            return np.array(["a"] * 3)
        if fault == "unlike":
            return np.ones(3) * (1 + self.rank)
        return np.arange(1.0, 4.0)

    def prepare(self, run):
        self.rank = run["rank"]
        if fault == "start":
            raise ValueError(f"no data for rank {self.rank}")

    def gradient(self, model, samples, gradient, task):
        print("this is no part of the conversation")
        time.sleep(seconds)
        if task.step == 3 and task.block == 1:
            self.fail(gradient)
        if fault == "everywhere" and task.step == 3:
            raise ValueError(f"a mistake in block {task.block}")
        if fault == "none" and task.step == 3:
            return None
        if fault == "nan" and task.step == 3:
            return float("nan")
        # Random numbers must be those of the block and the step, whoever evaluates it.
        gradient[:] = task.weight * (model * len(samples) + samples.sum() * task.random().random(3) / 1e3)
        return task.weight * len(samples) * float(model @ model) / 2

    def fail(self, gradient):
        if fault == "raise":
            raise ValueError("a mistake\nof two lines")
        if fault == "exit":
            os._exit(3)
        if fault == "kill":
            os.kill(os.getpid(), 9)
        if fault == "sleep":
            time.sleep(1000)
        if fault == "spin":
            while True:
                pass
        if fault == "rubbish":
            for thing in gc.get_objects():
                if isinstance(thing, socket.socket):
                    thing.send(b"these words are no frame of the protocol")
        if fault == "length":
            gradient[:] = np.zeros(4)

    def evaluate(self, model):
        if fault == "names":
            return {"loss": 1.0}
        return {"train_loss": float(model @ model) / 2}


pgc.serve(Faulty())
