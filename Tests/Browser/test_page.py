import base64
import html
import pathlib
import re
import subprocess
import tempfile
import unittest

from support import Browser, PageTest, run, table

PHRASES = ["Audit flag from exported order data.", "Rules derive from summaries marked as pending human review"]


class ReviewerPageTest(PageTest):
    def test_nothing_is_asked_for_and_the_console_is_silent(self):
        self.browser.requests()
        self.browser.console()
        self.browser.open(self.page, "#worklist?case=" + self.findings[0]["finding_id"])
        self.browser.js("document.querySelectorAll('details').forEach(d => d.open = true)")
        self.assertEqual(self.browser.requests(), [])
        self.assertEqual(self.browser.console(), [])

    def test_no_accessibility_violation_in_light_and_dark_with_everything_open(self):
        for scheme in ["light", "dark"]:
            self.browser.scheme(scheme)
            for fragment in ["", "#worklist?case=" + self.findings[0]["finding_id"]]:
                self.browser.open(self.page, fragment)
                self.browser.js("document.querySelectorAll('details').forEach(d => d.open = true)")
                self.assertEqual(self.browser.violations(), [], scheme + fragment)
        self.browser.scheme("light")

    def test_nothing_is_wider_than_the_screen(self):
        for width in [320, 375, 1280, 2560]:
            self.browser.size(width, 900)
            for fragment in ["", "#worklist?case=" + self.findings[0]["finding_id"]]:
                self.browser.open(self.page, fragment)
                self.browser.js("document.querySelectorAll('details').forEach(d => d.open = true)")
                self.assertLessEqual(self.browser.js("return document.documentElement.scrollWidth"), width, fragment)
        self.browser.size(1280, 1000)

    def test_print_loses_nothing(self):
        self.browser.open(self.page)
        pdf = base64.b64decode(self.browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "page.pdf"
            path.write_bytes(pdf)
            text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        text = re.sub(r"\s+", " ", text)
        for phrase in PHRASES + ["At a glance", "Where and when", "Balance", "Data quality", "Method"]:
            self.assertIn(phrase, text)
        missing = [row["finding_id"] for row in self.findings[:200] if row["finding_id"] not in text]
        self.assertEqual(missing, [])

    def test_without_script_every_table_and_the_first_cases_are_readable(self):
        plain = Browser(script=False)
        try:
            plain.open(self.page)
            text = plain.driver.find_element("tag name", "body").text
            cases = plain.driver.find_elements("css selector", "#written-cases .case")
        finally:
            plain.close()
        for phrase in PHRASES + [row["finding_id"] for row in self.findings[:200]]:
            self.assertIn(phrase, text)
        self.assertEqual(len(cases), min(200, len(self.findings)))


class SharedPageTest(PageTest):
    edition = "shared"

    def test_it_holds_no_identifier_no_text_and_no_small_number(self):
        page = self.page.read_text(encoding="utf-8")
        for row in table(self.report / "verdicts.csv"):
            for column in ["finding_id", "patient", "order_id"]:
                self.assertNotIn(row[column], page, column)
        for month in sorted(pathlib.Path("SampleData").glob("2026-0[1-4].csv")):
            for row in table(month):
                for column in ["indication", "prior_finding"]:
                    if len(row[column] or "") > 12:
                        self.assertNotIn(html.escape(row[column]), page)
        self.browser.open(self.page)
        cells = self.browser.js("return [...document.querySelectorAll('td, dd, .number, .lines b')].filter(c => !c.closest('#method')).map(c => c.textContent.trim())")
        numbers = [cell for cell in cells if re.fullmatch(r"[0-9]+", cell) and 0 < int(cell) < 11]
        # How many rules there are tells of no patient.
        rules = str(self.browser.js("return document.querySelectorAll('details.rule').length"))
        self.assertEqual([number for number in numbers if number != rules], [])
        self.assertEqual(self.browser.js("return document.querySelectorAll('#worklist, #places, script').length"), 0)

    def test_rules_for_reviewers_only_are_left_out(self):
        text = self.page.read_text(encoding="utf-8")
        for rule in ["PED-RENAL-BIOPSY-REVIEW", "PED-ABDMASS-US-FIRST", "CT-DUALPHASE-BALANCE", "PED-CT-MULTIPHASE"]:
            self.assertNotIn(rule, text)

    def test_no_accessibility_violation_and_silence(self):
        self.browser.open(self.page)
        self.browser.js("document.querySelectorAll('details').forEach(d => d.open = true)")
        self.assertEqual(self.browser.violations(), [])
        self.assertEqual(self.browser.requests(), [])


HOSTILE = ['<img src=x onerror=alert(1)>', '</script><script>alert(1)</script>', '"><b>bold</b>', "{{head.site}}",
           "<!--", "';alert(1)//", "&lt;already&gt;"]


class HostileTextTest(unittest.TestCase):
    """Markup in any cell of an export shows as text."""

    def test_every_field(self):
        with tempfile.TemporaryDirectory() as folder:
            export = pathlib.Path(folder) / "export.csv"
            columns = ["order_id", "patient_id", "sex", "birth_date", "order_datetime", "performed_datetime", "status",
                       "exam_code", "exam_description", "indication", "icd10", "prior_finding", "accession",
                       "performing_site", "department", "patient_class"]
            lines = [columns]
            for n, text in enumerate(HOSTILE):
                who, base = "P%d %s" % (n, text), ["F", "2021-01-22"]
                lines.append(["O%d-1 %s" % (n, text), who, *base, "2025-03-03", "2025-03-03", "COMPLETED", "76700",
                              "US ABDOMEN COMPLETE " + text, "palpable left flank mass " + text, "R19.02", "", "",
                              text, text, text])
                lines.append(["O%d-2 %s" % (n, text), who, *base, "2025-03-05", "2025-03-05", "COMPLETED", "74183",
                              "MRI ABDOMEN W/O & W CONTRAST " + text, "left flank mass, calcified on US " + text, "R19.02",
                              "US: 7 cm calcified L flank mass " + text, "", text, text, text])
                lines.append(["O%d-3" % n, who, *base, "2025-03-06", "2025-03-06", "COMPLETED", "", "STRANGE " + text,
                              "", "", "", "", text, text, text])
            with open(export, "w", newline="") as file:
                import csv
                csv.writer(file).writerows(lines)
            report = pathlib.Path(folder) / "report"
            run("run", export, "--identifiers", "keep", "--coverage-start", "2024-06-01", "--data-cutoff", "2025-12-31",
                "--out", report)
            browser = Browser()
            try:
                browser.open(report / "report.html")
                self.assertEqual(browser.js("return document.querySelectorAll('main img, main b b, main script').length"), 0)
                shown = browser.js("return document.body.textContent")
                for text in HOSTILE:
                    self.assertIn("palpable left flank mass " + text, shown)
                    self.assertIn("US ABDOMEN COMPLETE " + text, shown)
                for row in table(report / "findings.csv"):
                    browser.open(report / "report.html", "#worklist?case=" + row["finding_id"])
                    self.assertEqual(browser.js("return document.querySelectorAll('#case-pane img, #case-pane script').length"), 0)
                self.assertEqual(browser.console(), [])
            finally:
                browser.close()
