"""Every YAML file of the repository fits the schema that its first line names, by a validator that is not ours."""

import json
import re
import unittest
from pathlib import Path

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
FOLDERS = ["Sources/RulePacks/Packs", "Sources/Interpretation/Lexicons", "Sources/Intake/Profiles/exports", "SampleData"]
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml"))
NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def content(path):
    """What an editor sees: dates are words to it."""
    value = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return json.loads(json.dumps(value, default=str))


def validator(path):
    named = NAMED.match(path.read_text(encoding="utf-8"))
    schema = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


class SchemaTests(unittest.TestCase):
    def test_files_fit_the_schema_they_name(self):
        self.assertGreater(len(FILES), 50)
        for path in FILES:
            with self.subTest(path.relative_to(ROOT)):
                self.assertRegex(path.read_text(encoding="utf-8"), NAMED, "the first line names no schema")
                errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator(path).iter_errors(content(path))]
                self.assertEqual(errors, [])

    def test_a_slip_of_the_pen_does_not_fit(self):
        slips = {
            "Sources/RulePacks/Packs/lesion-imaging/CALC-FLANK-CT-FIRST.yaml": [
                lambda rule: rule.update(outcome=[]),
                lambda rule: rule["scope"].update(mentioned="mas"),
                lambda rule: rule["outcomes"][0].update(then="NOT_APLICABLE"),
                lambda rule: rule["judge"]["first"][0].update(modality="MRI"),
                lambda rule: rule["find"]["ct-later"].update(days=[0, "$judging-window"]),
                lambda rule: rule["examples"][0].update(expect="COMPLIANT"),
                lambda rule: rule["examples"][0]["orders"][0].update(day="first"),
                lambda rule: rule.pop("message"),
            ],
            "Sources/Interpretation/Lexicons/sites.yaml": [
                lambda lexicon: lexicon.update(lexicon="site"),
                lambda lexicon: lexicon["sites"][0].update(phrase=["x"]),
            ],
            "Sources/Intake/Profiles/exports/canonical.yaml": [
                lambda profile: profile["columns"].update(patient="id"),
                lambda profile: profile.update({"header-line": 0}),
            ],
            "SampleData/site.yaml": [
                lambda site: site.update(rules={"NO-SUCH-RULE": "off"}),
                lambda site: site.update(parameters={"lookback-days": -1}),
            ],
        }
        for name, changes in slips.items():
            for number, change in enumerate(changes):
                with self.subTest(f"{name} {number}"):
                    broken = content(ROOT / name)
                    change(broken)
                    self.assertFalse(validator(ROOT / name).is_valid(broken))


if __name__ == "__main__":
    unittest.main()
