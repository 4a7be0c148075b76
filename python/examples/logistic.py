"""Logistic regression in NumPy: the first program for pgc-train --program.

The same model as --model logistic: a weight a feature, and a constant behind them.
"""

import sys

import numpy as np

import pgc

table = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)  # features, then a label of 1 or -1
labels = table[:, -1]
features = np.hstack([table[:, :-1], np.ones((len(table), 1))])


class Logistic(pgc.Problem):
    metrics = ["train_loss"]

    def dimension(self):
        return features.shape[1]

    def samples(self):
        return len(labels)

    def gradient(self, model, samples, gradient, task):
        x, y = features[samples], labels[samples]
        margins = y * (x @ model)
        gradient[:] = x.T @ (-task.weight * y / (1 + np.exp(margins)))
        return task.weight * np.logaddexp(0, -margins).sum()

    def evaluate(self, model):
        return {"train_loss": np.logaddexp(0, -labels * (features @ model)).mean()}


pgc.serve(Logistic())
