"""A multilayer perceptron in JAX for pgc-train --program."""

import sys

import jax
import jax.numpy as jnp
import numpy as np

import pgc.jax

name = sys.argv[1]
features = np.load(name + ".features.npy")
labels = np.load(name + ".labels.npy").astype(int)


def perceptron(key):
    sizes = [features.shape[1], 64, 32, labels.max() + 1]
    return [
        (jax.random.normal(k, (m, n)) * (2 / m) ** 0.5, jnp.zeros(n))
        for k, m, n in zip(jax.random.split(key, 3), sizes, sizes[1:])
    ]


def loss(parameters, x, y):
    *hidden, (weights, biases) = parameters
    for w, b in hidden:
        x = jax.nn.relu(x @ w + b)
    scores = jax.nn.log_softmax(x @ weights + biases)
    return -jnp.take_along_axis(scores, y[:, None], 1).mean()


pgc.jax.serve(perceptron, loss, (features, labels))
