from torchpeer import INSTALL, MODULE, PEER, cases, gradient

CASES = cases("cnn")


def network(torch):
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(1, 10, 5), nn.MaxPool2d(2), nn.ReLU(),
        nn.Conv2d(10, 20, 5), nn.MaxPool2d(2), nn.ReLU(),
        nn.Flatten(), nn.Linear(320, 50), nn.ReLU(), nn.Linear(50, 10))


def prepare(problem):
    return gradient(problem, network, image=(1, 28, 28))
