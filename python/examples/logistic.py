"""Logistic regression in NumPy: a first program for pgc-train --program."""

import sys

import numpy as np

import pgc

features = np.load(sys.argv[1] + ".features.npy")
features = np.hstack([features, np.ones((len(features), 1))])  # the last weight is the constant
labels = np.load(sys.argv[1] + ".labels.npy")  # 1 or -1


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
