"""Reading the folders of runs."""

import json
import os
import tempfile
import unittest

import numpy as np

import pgc

try:
    import pandas
except ImportError:
    pandas = None
try:
    import matplotlib
except ImportError:
    matplotlib = None


class RunsTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = self.folder.name
        record = {
            "configuration": {"scheme": "pgc"}, "outcome": "done", "resolved": {"clock": "virtual"},
        }
        self.write("run.json", json.dumps(record))
        self.write("evaluations.csv", "step,time,train_loss\n0,0.0,2.5\n10,3.5,\n")
        self.write("arrivals.csv", "step,event,worker\n0,opened,\n0,message,3\n")
        np.save(os.path.join(self.path, "model.npy"), np.arange(3.0))

    def write(self, name: str, text: str) -> None:
        with open(os.path.join(self.path, name), "w", encoding="utf-8") as file:
            file.write(text)

    def test_a_run(self) -> None:
        run = pgc.read_run(self.path)
        self.assertEqual((run.outcome, run.clock), ("done", "virtual"))
        self.assertEqual(run.configuration["scheme"], "pgc")
        self.assertEqual(list(run.model), [0, 1, 2])
        columns = run.columns("evaluations")
        self.assertEqual(columns["train_loss"][0], 2.5)
        self.assertTrue(np.isnan(columns["train_loss"][1]))
        self.assertEqual(list(run.columns("arrivals")["event"]), ["opened", "message"])

    @unittest.skipIf(pandas is None, "needs pandas")
    def test_tables(self) -> None:
        self.assertEqual(pgc.read_run(self.path).evaluations["time"].tolist(), [0, 3.5])
        self.assertIn("evaluations", pgc.read_results(self.path))

    @unittest.skipIf(pandas is not None, "pandas is there")
    def test_without_pandas_it_is_said(self) -> None:
        with self.assertRaisesRegex(ImportError, "needs pandas"):
            pgc.read_run(self.path).evaluations

    @unittest.skipIf(matplotlib is None, "needs matplotlib (Debian: python3-matplotlib)")
    def test_a_picture(self) -> None:
        picture = os.path.join(self.path, "losses.svg")
        axes = pgc.plot([self.path, pgc.read_run(self.path)], path=picture)
        self.assertEqual([list(line.get_xdata()) for line in axes.lines], [[0, 3.5]] * 2)
        self.assertEqual(axes.lines[0].get_ydata()[0], 2.5)
        self.assertEqual(axes.get_xlabel(), "seconds (virtual)")
        self.assertEqual(axes.get_ylabel(), "train loss")
        self.assertIn("pgc (", axes.get_legend().get_texts()[0].get_text())
        with open(picture, encoding="utf-8") as file:
            self.assertIn("<svg", file.read())
        axes = pgc.plot([self.path], against="step")
        self.assertEqual((axes.get_xlabel(), list(axes.lines[0].get_xdata())), ("steps", [0, 10]))
        with self.assertRaisesRegex(KeyError, "has no metric 'accuracy'; there are train_loss"):
            pgc.plot([self.path], "accuracy")

    @unittest.skipIf(matplotlib is not None, "matplotlib is there")
    def test_without_matplotlib_it_is_said(self) -> None:
        with self.assertRaisesRegex(ImportError, "needs matplotlib"):
            pgc.plot([self.path])

    def test_no_results(self) -> None:
        with tempfile.TemporaryDirectory() as empty:
            with self.assertRaisesRegex(FileNotFoundError, "has no tables"):
                pgc.read_results(empty)


if __name__ == "__main__":
    unittest.main()
