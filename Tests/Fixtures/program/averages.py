"""Least squares with two running means among its coordinates, of a feature and of its square.

The argument is the rate at which they follow a step's samples.
"""

import sys

import numpy as np

import pgc

rate = float(sys.argv[1])
random = np.random.default_rng(3)
features = random.normal(size=(43, 3))
targets = features @ [1.0, 2.0, -1.0] + random.normal(size=43)
values = np.stack([features[:, 0], features[:, 0] ** 2], 1)


class Averages(pgc.Problem):
    metrics = ["train_loss", "off"]
    statistics = 2

    def dimension(self):
        return 5

    def samples(self):
        return 43

    def gradient(self, model, samples, gradient, task):
        residual = features[samples] @ model[:3] - targets[samples]
        gradient[:3] = task.weight * residual @ features[samples]
        gradient[3:] = task.weight * rate * (model[3:] - values[samples]).sum(0)
        return task.weight * (residual**2).sum() / 2

    def evaluate(self, model):
        residual = features @ model[:3] - targets
        return {
            "train_loss": (residual**2).mean() / 2,
            "off": np.abs(model[3:] - values.mean(0)).max(),
        }


pgc.serve(Averages())
