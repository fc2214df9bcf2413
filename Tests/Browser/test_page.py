import base64
import csv
import html
import json
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

    def test_a_link_to_a_rule_opens_it(self):
        self.browser.open(self.page)
        self.browser.js("document.querySelector('#rules tbody a').click()")
        self.browser.until("return document.querySelector('#rules details.rule').open")

    def test_the_first_screen_names_a_case_of_each_rule_and_opens_it(self):
        self.browser.open(self.page)
        links = self.browser.js("return [...document.querySelectorAll('.start a')].map(a => a.getAttribute('href').slice(6))")
        own = {row["finding_id"]: row for row in self.findings}
        self.assertEqual(len(links), len({own[link]["rule_id"] for link in links}))
        self.assertTrue(all(own[link]["verdict"] == "DEVIATION" for link in links))
        # The contested rule is in no headline.
        self.assertNotIn("CALC-FLANK-CT-PRECONTRAST", {own[link]["rule_id"] for link in links})
        self.browser.js("document.querySelector('.start a').click()")
        self.browser.until("return document.querySelector('#case-pane .case')")
        self.assertIn(own[links[0]]["message"], self.browser.js("return document.querySelector('#case-pane').textContent"))

    def test_findings_of_a_contested_rule_are_not_in_the_headline(self):
        self.browser.open(self.page)
        told = self.browser.js("return Number(document.querySelector('#glance .number').textContent)")
        rated = [row for row in self.findings if row["verdict"] == "DEVIATION" and row["confidence"] != "low"
                 and row["rule_id"] != "CALC-FLANK-CT-PRECONTRAST"]
        self.assertEqual(told, len(rated))

    def test_nothing_is_wider_than_the_screen(self):
        for width in [320, 375, 768, 1024, 1280, 1366, 1440, 1920, 2560]:
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
        missing = [row["finding_id"] for row in self.findings[:50] if row["finding_id"] not in text]
        self.assertEqual(missing, [])

    def test_without_script_every_table_and_the_first_cases_are_readable(self):
        plain = Browser(script=False)
        try:
            plain.open(self.page)
            text = plain.driver.find_element("tag name", "body").text
            cases = plain.driver.find_elements("css selector", "#cases .case")
        finally:
            plain.close()
        for phrase in PHRASES + [row["finding_id"] for row in self.findings[:50]]:
            self.assertIn(phrase, text)
        self.assertEqual(len(cases), min(50, len(self.findings)))


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
        # Charts say their figures in words; so do headlines.
        spoken = self.browser.js("return [...document.querySelectorAll('svg[aria-label]')].map(s => s.getAttribute('aria-label'))"
                                 ".concat([...document.querySelectorAll('main section:not(#method) :is(p, li, td, caption)')].map(e => e.textContent))")
        for text in spoken:
            for part, whole in re.findall(r"\b([0-9,]+) of ([0-9,]+)\b", text):
                part, whole = int(part.replace(",", "")), int(whole.replace(",", ""))
                self.assertFalse(0 < part < 11 or 0 < whole - part < 11, text)
        # A single suppressed cell of a row could be worked out from the others, unless units stand in no column.
        rules = {rule["title"]: rule for rule in json.loads((self.report / "summary.json").read_text())["rules"]}
        for row in self.browser.js("return [...document.querySelectorAll('#rules > .scroll tbody tr')].map(r => [...r.cells].map(c => c.textContent))"):
            rule = next(rule for title, rule in rules.items() if row[0].endswith(title))
            self.assertTrue(row.count("<11") != 1 or rule["not_applicable"] > 0, row)
        # The rows read are the sum of what became of them, and so are the quarantined rows.
        for parts in ["#quality .strip div:nth-child(n+2):nth-child(-n+5) dd", "#quality table.narrow:first-of-type td.n"]:
            hidden = self.browser.js("return [...document.querySelectorAll(arguments[0])].filter(c => c.firstChild.data.trim() === '<11').length", parts)
            self.assertNotEqual(hidden, 1, parts)
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
        for scheme in ["light", "dark"]:
            self.browser.scheme(scheme)
            self.browser.console()
            self.browser.open(self.page)
            self.browser.js("document.querySelectorAll('details').forEach(d => d.open = true)")
            self.assertEqual(self.browser.requests(), [])
            self.assertEqual(self.browser.violations(), [], scheme)
        self.browser.scheme("light")


HOSTILE = ['<img src=x onerror=alert(1)>', '</script><script>alert(1)</script>', '"><b>bold</b>', "{{head.site}}",
           "<!--", "';alert(1)//", "&lt;already&gt;"]


class HostileTextTest(unittest.TestCase):
    """Markup in any cell of an export, in a name, a note or a waiver shows as text."""

    COLUMNS = ["order_id", "patient_id", "sex", "birth_date", "order_datetime", "performed_datetime", "status", "exam_code",
               "exam_description", "indication", "icd10", "prior_finding", "accession", "performing_site", "department",
               "patient_class", "provider", "payer", "laterality", "modifier", "scheduled_datetime"]

    def lines(self):
        for n, text in enumerate(HOSTILE):
            who, base = "P%d %s" % (n, text), ["F", "2021-01-22"]
            rest = [text, "building " + text, "ward " + text, "kind " + text, text, text, text, text, text]
            yield ["O%d-1 %s" % (n, text), who, *base, "2025-03-03", "2025-03-03", "COMPLETED", "76700",
                   "US ABDOMEN COMPLETE " + text, "palpable left flank mass " + text, "R19.02;" + text, "", *rest]
            yield ["O%d-2 %s" % (n, text), who, *base, "2025-03-05", "2025-03-05", "COMPLETED", "74183",
                   "MRI ABDOMEN W/O & W CONTRAST " + text, "left flank mass, calcified on US " + text, "R19.02",
                   "US: 7 cm calcified L flank mass " + text, *rest]
            yield ["O%d-3" % n, who, *base, "2025-03-06", "2025-03-06", text, text, "STRANGE " + text, text, text, text, *rest]
            yield ["O%d-4" % n, who, text, text, text, text, text, text, "BROKEN " + text, text, text, text, *rest]

    def test_every_field(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            # A slash can not be in a file's name.
            export = folder / "<img src=x onerror=alert(1)>.csv"
            with open(export, "w", newline="") as file:
                csv.writer(file).writerows([self.COLUMNS, *self.lines()])
            site = folder / "site.yaml"
            site.write_text("name: '%s'\n" % HOSTILE[0])
            options = ["run", export, "--identifiers", "keep", "--coverage-start", "2024-06-01", "--data-cutoff", "2025-12-31",
                       "--site", site, "--max-rejected", "50", "--key-file", folder / "key"]
            run(*options, "--out", folder / "first")
            first = table(folder / "first/findings.csv")
            with open(folder / "d.csv", "w", newline="") as file:
                csv.writer(file).writerows([["finding_id", "rule_id", "decision", "exception", "note", "reviewer", "reviewed_at"]] + [
                    [row["finding_id"], row["rule_id"], "justified", "why " + text, "note " + text, "by " + text, text]
                    for row, text in zip(first, HOSTILE)])
            with open(folder / "w.csv", "w", newline="") as file:
                csv.writer(file).writerows([["finding_id", "reason", "owner", "expires"]] + [
                    [row["finding_id"], "because " + text, "owner " + text, "2030-01-01"] for row, text in zip(first, HOSTILE)])
            report = folder / "report"
            run(*options, "--dispositions", folder / "d.csv", "--waivers", folder / "w.csv", "--out", report)
            browser = Browser()
            try:
                browser.open(report / "report.html")
                foreign = "return document.querySelectorAll('main img, header img, main b b').length + document.scripts.length - 2"
                self.assertEqual(browser.js(foreign), 0)
                shown = browser.js("return document.body.innerText + [...document.querySelectorAll('details')].map(d => d.textContent).join()")
                self.assertIn(HOSTILE[0], browser.js("return document.querySelector('h1').textContent"))
                self.assertIn(export.name, shown)
                for text in HOSTILE:
                    for words in ["because ", "owner ", "ward "]:
                        self.assertIn(words + text, shown, words)
                    # Spreadsheets, here the line for the exam map, double a quotation mark.
                    self.assertTrue("STRANGE " + text in shown or "STRANGE " + text.replace('"', '""') in shown, text)
                cases = ""
                for row in table(report / "findings.csv"):
                    browser.open(report / "report.html", "#worklist?case=" + row["finding_id"])
                    cases += browser.js("return document.querySelector('#case-pane').textContent")
                    self.assertEqual(browser.js(foreign), 0)
                for n, text in enumerate(HOSTILE):
                    for words in ["P%d " % n, "O%d-1 " % n, "O%d-2 " % n, "US ABDOMEN COMPLETE ", "palpable left flank mass ",
                                  "US: 7 cm calcified L flank mass ", "building ", "ward ", "kind ", "why ", "note ", "by "]:
                        self.assertIn(words + text, cases, words)
                self.assertEqual(browser.console(), [])
                self.assertEqual(browser.requests(), [])
                # What is printed is put into the page as markup of its own.
                browser.js("openOnPaper()")
                self.assertEqual(browser.js(foreign), 0)
                printed = browser.js("return document.getElementById('printed-cases').textContent")
                for text in HOSTILE:
                    self.assertIn("palpable left flank mass " + text, printed)
                self.assertEqual(browser.console(), [])
            finally:
                browser.close()
