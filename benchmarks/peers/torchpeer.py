"""What the cases with PyTorch share."""

PEER = "PyTorch"
MODULE = "torch"
INSTALL = "apt-get install python3-torch"


def gradient(problem, make, image=None):
    """A function that gives the flat gradient of make(torch)'s network, in our layout.

    Parameters are taken in order; those of Linear layers are transposed.
    """
    import torch

    torch.set_num_threads(1)
    network = make(torch).to(torch.from_numpy(problem.model).dtype)
    parameters = list(network.parameters())
    at = 0
    with torch.no_grad():
        for p in parameters:
            part = torch.from_numpy(problem.model[at:at + p.numel()])
            p.copy_(part.reshape(p.shape[::-1]).t() if p.dim() == 2 else part.reshape(p.shape))
            at += p.numel()
    assert at == len(problem.model), "the networks have other parameters"
    x = torch.from_numpy(problem.features)
    if image:
        x = x.reshape(-1, *image)
    y = torch.from_numpy(problem.labels).long()

    def plain():
        loss = torch.nn.functional.cross_entropy(network(x), y)
        return torch.autograd.grad(loss, parameters)

    def flat():
        parts = [(g.t() if g.dim() == 2 else g).reshape(-1) for g in plain()]
        return torch.cat(parts).numpy()

    flat.plain = plain
    return flat


def cases(model, columns=784, batches=(10, 256)):
    return [
        dict(model=model, columns=columns, labels=10, batch=batch, precision="float32")
        for batch in batches
    ]
