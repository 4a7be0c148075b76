"""pgc.torch without a run: gradients, views, buffers, random numbers."""

import unittest

import numpy as np

from pgc.problem import Task

try:
    import torch

    import pgc.torch
except ImportError:
    raise unittest.SkipTest("needs PyTorch (Debian: python3-torch)")

RUN = {"seed": 3, "precision": "float64", "rank": 0, "workers": 4}


def data(count=40, columns=5):
    generator = torch.Generator().manual_seed(0)
    features = torch.randn(count, columns, generator=generator, dtype=torch.float64)
    return torch.utils.data.TensorDataset(features, (features.sum(1) > 0).long())


def problem(make, **options):
    made = pgc.torch.ModuleProblem(make, torch.nn.CrossEntropyLoss(), data(), **options)
    made.prepare(RUN)
    return made


def dense():
    return torch.nn.Sequential(torch.nn.Linear(5, 7), torch.nn.ReLU(), torch.nn.Linear(7, 2))


def task(key=1, weight=0.1, dropped=False):
    return Task(0, 0, 3, key, weight, np.array([dropped], np.uint32))


class TorchTests(unittest.TestCase):
    def gradient(self, made, samples=range(40), **options):
        model = np.array(made.initial_model(3))
        g = np.full_like(model, np.nan)
        loss = made.gradient(model, np.array(samples), g, task(**options))
        return loss, g

    def test_gradient_is_that_of_the_weighted_sum(self):
        made = problem(dense, piece=7)
        loss, g = self.gradient(made, weight=1 / 40)
        torch.manual_seed(3)
        module = dense().double()
        features, labels = data().tensors
        value = torch.nn.CrossEntropyLoss()(module(features), labels)
        value.backward()
        expected = torch.cat([p.grad.reshape(-1) for p in module.parameters()]).numpy()
        self.assertAlmostEqual(loss, value.item(), places=13)
        np.testing.assert_allclose(g, expected, atol=1e-14)

    def test_parameters_are_views(self):
        made = problem(dense)
        model = np.array(made.initial_model(3))
        g = np.zeros_like(model)
        made.gradient(model, np.arange(4), g, task())
        parameter = next(made._module.parameters())
        self.assertEqual(parameter.data_ptr(), model.ctypes.data)
        self.assertEqual(parameter.grad.data_ptr(), g.ctypes.data)
        made.evaluate(model)
        made.gradient(model, np.arange(4), g, task())
        self.assertEqual(parameter.grad.data_ptr(), g.ctypes.data)

    def test_evaluation(self):
        made = problem(dense, metrics={"accuracy": pgc.torch.accuracy}, test=data(9), piece=7)
        values = made.evaluate(np.array(made.initial_model(3)))
        self.assertEqual(list(values), made.metrics)
        self.assertAlmostEqual(values["train_accuracy"] * 40 % 1, 0)
        self.assertAlmostEqual(values["train_loss"], self.gradient(made, weight=1 / 40)[0])

    def test_dropout_is_of_the_key(self):
        made = problem(lambda: torch.nn.Sequential(torch.nn.Dropout(0.5), torch.nn.Linear(5, 2)))
        first, again, other = (self.gradient(made, key=key)[1] for key in (1, 1, 2))
        self.assertTrue((first == again).all())
        self.assertTrue((first != other).any())

    def test_frozen_parameters_are_no_part_of_the_model(self):
        def half():
            module = dense()
            module[0].requires_grad_(False)
            return module

        made = problem(half)
        self.assertEqual(made.dimension(), 7 * 2 + 2)
        self.assertTrue(np.isfinite(self.gradient(made)[1]).all())

    def test_buffers(self):
        def normalized():
            return torch.nn.Sequential(
                torch.nn.Linear(5, 7), torch.nn.BatchNorm1d(7), torch.nn.Linear(7, 2)
            )

        for buffers in ("estimated", "frozen"):
            made = problem(normalized, buffers=buffers)
            model = np.array(made.initial_model(3))
            before = made.evaluate(model)
            self.gradient(made)
            self.assertEqual(made.evaluate(model), before, "a judgment is of the model alone")
        made = problem(normalized, buffers="local")
        before = made.evaluate(model)
        self.gradient(made)
        self.assertNotEqual(made.evaluate(model), before)

    def test_averaged_statistics_are_the_weighted_mean_of_the_blocks(self):
        def normalized():
            return torch.nn.Sequential(
                torch.nn.Linear(5, 7), torch.nn.BatchNorm1d(7, momentum=0.25), torch.nn.Linear(7, 2)
            )

        made = problem(normalized, buffers="averaged", piece=16)
        parameters = 5 * 7 + 7 + 2 * 7 + 7 * 2 + 2
        self.assertEqual((made.dimension(), made.statistics), (parameters + 14, 14))
        model = np.array(made.initial_model(3))
        np.testing.assert_array_equal(model[-14:], [0] * 7 + [1] * 7)

        blocks = [range(10), range(10, 40)]  # the second in two pieces
        pieces = [range(10), range(10, 26), range(26, 40)]
        total = np.zeros_like(model)
        for block in blocks:
            g = np.full_like(model, np.nan)
            made.gradient(model, np.array(block), g, task(weight=1 / 40))
            total += g
        torch.manual_seed(3)
        layer = normalized()[0].double()
        rows = [layer(data().tensors[0][list(piece)]) for piece in pieces]
        expected = sum(
            len(r) / 40 * torch.cat([r.mean(0), r.var(0)]).detach().numpy() for r in rows
        )
        moved = model.copy()
        moved[-14:] -= total[-14:]
        np.testing.assert_allclose(moved[-14:], 0.75 * model[-14:] + 0.25 * expected, atol=1e-14)

        # They are what models are judged with, whatever was evaluated before.
        values = made.evaluate(moved)
        torch.manual_seed(3)
        module = normalized().double()
        module[1].running_mean.copy_(torch.from_numpy(moved[-14:-7]))
        module[1].running_var.copy_(torch.from_numpy(moved[-7:]))
        module.eval()
        features, labels = data().tensors
        loss = torch.nn.CrossEntropyLoss()(module(features), labels).item()
        self.assertAlmostEqual(values["train_loss"], loss, places=12)
        made.gradient(model, np.arange(4), total, task())
        self.assertEqual(made.evaluate(moved), values)

        # What is not a number in one step is forgotten in the next.
        made.gradient(np.full_like(model, np.nan), np.arange(4), total, task())
        made.gradient(model, np.arange(4), total, task())
        self.assertTrue(np.isfinite(total).all())

    def test_averaged_without_batch_normalization_is_nothing(self):
        made = problem(dense, buffers="averaged")
        self.assertEqual(made.statistics, 0)
        plain, same = self.gradient(problem(dense)), self.gradient(made)
        self.assertEqual(plain[0], same[0])
        self.assertTrue((plain[1] == same[1]).all())
        self.assertEqual(made.evaluate(made.initial_model(3)), problem(dense).evaluate(made.initial_model(3)))

    def test_models_are_judged_on_fewer_samples(self):
        made = problem(dense, judged=10)
        model = np.array(made.initial_model(3))
        loss, _ = self.gradient(made, range(0, 40, 4), weight=1 / 10)
        self.assertAlmostEqual(made.evaluate(model)["train_loss"], loss)
        for wrong in (0, 41):
            with self.assertRaisesRegex(ValueError, f"judged={wrong}: must be 1 to 40"):
                problem(dense, judged=wrong)

    def test_a_dropped_task(self):
        self.assertIsNone(self.gradient(problem(dense), dropped=True)[0])

    def test_what_is_wrong_is_named(self):
        with self.assertRaisesRegex(ValueError, "buffers='x'"):
            problem(dense, buffers="x")
        with self.assertRaisesRegex(TypeError, "no torch.nn.Module"):
            problem(lambda: 5)
        with self.assertRaisesRegex(ValueError, "no parameters to train"):
            problem(torch.nn.ReLU)

    def test_samples_one_by_one(self):
        whole = data()

        class OneByOne(torch.utils.data.Dataset):
            def __len__(self):
                return len(whole)

            def __getitem__(self, i):
                return whole[i]

        made = pgc.torch.ModuleProblem(dense, torch.nn.CrossEntropyLoss(), OneByOne())
        made.prepare(RUN)
        self.assertTrue((self.gradient(made)[1] == self.gradient(problem(dense))[1]).all())


if __name__ == "__main__":
    unittest.main()
