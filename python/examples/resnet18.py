"""ResNet-18 on CIFAR-10 in PyTorch for pgc-train --program; see cifar10.py for its arguments."""

import cifar10


def network():
    """Table 1 of the paper for pictures of 32 × 32: it begins with 3 × 3 and no pooling; 11 million parameters."""
    return cifar10.residual_network([64, 128, 256, 512], blocks=2, projects=True)


cifar10.serve(network)
