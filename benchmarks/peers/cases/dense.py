from linearpeer import logistic

PEER = "NumPy"
MODULE = "scipy"
INSTALL = "apt-get install python3-numpy python3-scipy"
CASES = [
    dict(
        model="logistic", columns=1000, labels="binary", batch=24000, precision="float64",
        bias="no")
]


def prepare(problem):
    a = problem.features
    return logistic(a, a.T, problem)
