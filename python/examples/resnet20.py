"""ResNet-20 on CIFAR-10 in PyTorch for pgc-train --program; see cifar10.py for its arguments."""

import cifar10


def network():
    """Section 4.2 of the paper: 270,000 parameters."""
    return cifar10.residual_network([16, 32, 64], blocks=3)


cifar10.serve(network)
