"""What the program does where its output can not be written: the program itself, no page."""

import subprocess
import unittest

from support import PROGRAM, ROOT

EXPORT = str(ROOT / "SampleData/2026-01.csv")


class OutputTest(unittest.TestCase):
    def test_a_result_that_can_not_be_written_is_no_success(self):
        for arguments in [
            ["classify", "exams", EXPORT, "--name-column", "exam_description"],
            ["classify", "indications", EXPORT, "--text-column", "indication"],
            ["preview", EXPORT], ["rules", "list"], ["rules", "schema"], ["rules", "new", "LOCAL-RULE"],
            ["profiles", "init", EXPORT],
        ]:
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                done = subprocess.run([str(PROGRAM), *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
                self.assertEqual(done.returncode, 74)
                self.assertIn("standard output cannot be written", done.stderr)


if __name__ == "__main__":
    unittest.main()
