import pathlib
import tempfile
import unittest

from support import ROOT, SAMPLE_OPTIONS, run


class SampleReportTest(unittest.TestCase):
    def test_the_committed_report_is_what_the_program_makes_now(self):
        with tempfile.TemporaryDirectory() as folder:
            made = pathlib.Path(folder) / "sample"
            run("run", "SampleData", *SAMPLE_OPTIONS, "--out", made)
            kept = ROOT / "Reports/sample"
            names = sorted(path.name for path in made.iterdir())
            # The picture for the README is taken by hand.
            self.assertEqual(sorted(path.name for path in kept.iterdir() if path.suffix != ".png"), names)
            stale = [name for name in names if (made / name).read_bytes() != (kept / name).read_bytes()]
            self.assertEqual(stale, [], "Reports/sample is stale: run `make sample` and read what changed")
