"""For `pgc-train --program`: the network of paramserver.py, or a gradient that costs nothing.

    python3 benchmarks/peers/program.py perceptron
    python3 benchmarks/peers/program.py nothing
"""

import sys

import pgc

if sys.argv[1] == "perceptron":
    import perceptron
    import torch

    import pgc.torch

    pgc.torch.serve(
        perceptron.network,
        torch.nn.CrossEntropyLoss(),
        torch.utils.data.TensorDataset(perceptron.features, perceptron.labels),
    )


class Nothing(pgc.Problem):
    def dimension(self):
        return 250_000

    def samples(self):
        return 24

    def gradient(self, model, samples, gradient, task):
        return 0.0


pgc.serve(Nothing())
