from torchpeer import INSTALL, MODULE, PEER, cases, gradient

CASES = cases("mlp")


def network(torch):
    nn = torch.nn
    return nn.Sequential(
        nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10))


def prepare(problem):
    return gradient(problem, network)
