from torchpeer import INSTALL, MODULE, PEER, cases, gradient

CASES = cases("lenet") + cases("lenet", columns=3072, batches=(256,))


def network(torch, channels, padding):
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(channels, 6, 5, padding=padding), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10))


def prepare(problem):
    if problem.case["columns"] == 784:
        return gradient(problem, lambda torch: network(torch, 1, 2), image=(1, 28, 28))
    return gradient(problem, lambda torch: network(torch, 3, 0), image=(3, 32, 32))
