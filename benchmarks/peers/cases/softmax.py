from torchpeer import INSTALL, MODULE, PEER, cases, gradient

CASES = cases("softmax")


def prepare(problem):
    return gradient(problem, lambda torch: torch.nn.Linear(784, 10))
