"""pgc.jax without a run: gradients, precision, judgments."""

import unittest

import numpy as np

from pgc.problem import Task

try:
    import jax.numpy as jnp

    import pgc.jax
except ImportError:
    raise unittest.SkipTest("needs JAX (pip install jax)")

random = np.random.default_rng(0)
FEATURES, TARGETS = random.normal(size=(40, 5)), random.normal(size=40)


def initial(key):
    return {"w": jnp.arange(5.0), "b": jnp.ones(())}


def loss(parameters, x, y):
    return ((x @ parameters["w"] + parameters["b"] - y) ** 2).mean() / 2


def problem(precision="float64", **options):
    made = pgc.jax.TreeProblem(initial, loss, (FEATURES, TARGETS), **options)
    made.prepare({"seed": 3, "precision": precision, "rank": 0, "workers": 4})
    return made


def task(weight=1 / 40, dropped=False):
    return Task(0, 0, 3, 1, weight, np.array([dropped], np.uint32))


class JaxTests(unittest.TestCase):
    def test_gradient_is_that_of_the_weighted_sum(self):
        for precision, digits in (("float64", 1e-13), ("float32", 1e-5)):
            made = problem(precision, piece=7)
            model = np.array(made.initial_model(3))
            self.assertEqual((made.dimension(), made.samples(), model.dtype), (6, 40, precision))
            g = np.full_like(model, np.nan)
            samples = np.arange(3, 30)
            value = made.gradient(model, samples, g, task())
            # Of a dictionary's leaves b comes first.
            off = FEATURES[samples] @ np.arange(5.0) + 1 - TARGETS[samples]
            expected = np.concatenate([[off.sum()], off @ FEATURES[samples]]) / 40
            np.testing.assert_allclose(g, expected, rtol=digits * 10, atol=digits)
            self.assertAlmostEqual(value, (off**2).sum() / 80, places=4)

    def test_evaluation(self):
        made = problem(test=(FEATURES[:9], TARGETS[:9]), metrics={"off": loss}, piece=7)
        model = np.array(made.initial_model(3))
        values = made.evaluate(model)
        self.assertEqual(list(values), made.metrics)
        self.assertEqual(values["test_loss"], values["test_off"])
        self.assertAlmostEqual(
            values["train_loss"], made.gradient(model, np.arange(40), model.copy(), task())
        )

    def test_a_dropped_task(self):
        made = problem()
        model = np.array(made.initial_model(3))
        self.assertIsNone(made.gradient(model, np.arange(4), model.copy(), task(dropped=True)))

    def test_what_is_wrong_is_named(self):
        with self.assertRaisesRegex(ValueError, "piece=0: must be at least 1"):
            problem(piece=0)


if __name__ == "__main__":
    unittest.main()
