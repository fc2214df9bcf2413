import csv
import io
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from support import PageTest, run, table

SHOWN = "return document.getElementById('shown').textContent"
ROWS = "return [...document.querySelectorAll('#list tbody tr')].map(row => row.textContent)"


class WorklistTest(PageTest):
    def setUp(self):
        self.browser.open(self.page)
        self.browser.js("localStorage.clear()")
        self.browser.open(self.page)

    def choose(self, label, value):
        self.browser.js(
            "const field = [...document.querySelectorAll('#tools .field')].find(f => f.firstChild.data === arguments[0]);"
            "const select = field.querySelector('select'); select.value = arguments[1];"
            "select.dispatchEvent(new Event('change'))", label, value)

    def test_every_finding_is_listed(self):
        self.assertEqual(self.browser.js(SHOWN), "%d findings" % len(self.findings))
        self.assertEqual(len(self.browser.js(ROWS)), min(50, len(self.findings)))

    def test_filters_search_and_sort_find_what_the_table_holds(self):
        advisories = [row for row in self.findings if row["verdict"] == "ADVISORY"]
        self.choose("Verdict", "Advisory")
        self.assertEqual(self.browser.js(SHOWN), "%d of %d findings" % (len(advisories), len(self.findings)))
        self.choose("Confidence", "high")
        sure = [row for row in advisories if row["confidence"] == "high"]
        self.assertEqual(self.browser.js(SHOWN), "%d of %d findings" % (len(sure), len(self.findings)))
        self.browser.driver.find_element(By.XPATH, "//button[text()='Clear filters']").click()
        wanted = self.findings[-1]["order_id"]
        self.browser.driver.find_element(By.CSS_SELECTOR, "#tools input[type=search]").send_keys(wanted.lower())
        self.assertTrue(0 < len(self.browser.js(ROWS)) < len(self.findings))
        self.browser.driver.find_element(By.XPATH, "//button[text()='Clear filters']").click()
        self.browser.driver.find_element(By.XPATH, "//table[@id='list']//th/button[starts-with(text(), 'Day')]").click()
        days = self.browser.js("return [...document.querySelectorAll('#list tbody tr')].map(r => r.cells[7].textContent)")
        self.assertEqual(days, sorted(days))
        self.assertEqual(self.browser.js("return document.querySelectorAll('#list th')[7].getAttribute('aria-sort')"), "ascending")

    def test_nothing_found_is_said(self):
        self.browser.driver.find_element(By.CSS_SELECTOR, "#tools input[type=search]").send_keys("no such words")
        self.assertIn("No finding fits", self.browser.js(ROWS)[0])

    def test_the_address_carries_the_view_and_the_case(self):
        self.choose("Verdict", "Advisory")
        address = self.browser.js("return location.hash")
        finding = next(row for row in self.findings if row["verdict"] == "ADVISORY")
        self.browser.open(self.page, address + "&case=" + finding["finding_id"])
        self.assertIn("of %d findings" % len(self.findings), self.browser.js(SHOWN))
        case = self.browser.js("return document.querySelector('#case-pane .case').textContent")
        self.assertIn(finding["message"][:60], case)
        self.assertIn(finding["order_id"], case)

    def test_written_cases_and_the_script_s_say_the_same(self):
        differing = self.browser.js("""
            const words = node => node.textContent.replace(/\\s+/g, '');
            const paper = new DOMParser().parseFromString(document.getElementById('written').textContent, 'text/html');
            return [...paper.querySelectorAll('.case')].filter(written => {
              const drawn = caseArticle(byFinding.get(written.id.slice(5)));
              const marks = node => [...node.querySelectorAll('svg *, mark, [class]')].map(mark =>
                [mark.localName, ...[...mark.attributes].map(a => a.name + a.value).sort(), mark.textContent.replace(/\\s+/g, '')].join());
              return words(written) !== words(drawn) || marks(written).join() !== marks(drawn).join();
            }).map(written => written.id + ': ' + words(written).slice(0, 200));""")
        self.assertEqual(differing, [])
        self.assertGreater(self.browser.js("return document.getElementById('written').textContent.split('<article').length"), 50)

    def test_a_case_is_reviewed_by_keyboard_alone_exported_and_taken_back(self):
        keys = self.browser.driver.switch_to
        self.browser.js("document.querySelector('#list tbody a').focus()")
        keys.active_element.send_keys(Keys.ENTER)
        self.browser.until("return document.querySelector('#case-pane h4')")
        self.assertEqual(self.browser.js("return document.activeElement.tagName"), "H4")

        def tab_to(test):
            for _ in range(40):
                keys.active_element.send_keys(Keys.TAB)
                if self.browser.js("const a = document.activeElement; return " + test):
                    return
            self.fail("the keyboard never reaches " + test)
        tab_to("a.name === 'decision'")
        keys.active_element.send_keys(Keys.SPACE)
        keys.active_element.send_keys(Keys.ARROW_RIGHT)
        tab_to("a.name === 'reviewer'")
        keys.active_element.send_keys("AB")
        tab_to("a.name === 'note'")
        keys.active_element.send_keys('=HYPERLINK("x"), "quoted"')
        tab_to("a.tagName === 'BUTTON' && a.textContent === 'Save review'")
        keys.active_element.send_keys(Keys.ENTER)
        self.assertIn("1 reviewed", self.browser.js("return document.getElementById('review-status').textContent"))

        self.browser.js("document.getElementById('export').click()")
        exported = self.downloads / "dispositions.csv"
        for _ in range(250):
            if exported.exists():
                break
            time.sleep(0.02)
        text = exported.read_text(encoding="utf-8")
        row = next(csv.DictReader(io.StringIO(text)))
        first = self.findings[0]
        self.assertEqual((row["finding_id"], row["decision"], row["reviewer"]), (first["finding_id"], "justified", "AB"))
        self.assertTrue(row["note"].startswith("'=HYPERLINK"))

        # Back into a browser that knows nothing of it.
        self.browser.js("localStorage.clear()")
        self.browser.open(self.page)
        self.assertIn("0 reviewed", self.browser.js("return document.getElementById('review-status').textContent"))
        self.browser.driver.find_element(By.ID, "import").send_keys(str(exported))
        self.browser.until("return document.getElementById('review-status').textContent.startsWith('1 taken')")
        self.assertEqual(self.browser.js("return dispositions.get(arguments[0])[0].note", first["finding_id"]),
                         '=HYPERLINK("x"), "quoted"')

        # And into the next run, where it stands beside the same finding.
        store = self.report.parent / "kept.csv"
        run("review", "import", exported, "--store", store)
        again = self.report.parent / "again"
        run("run", "SampleData", "--site", "SampleData/site.yaml", "--key-file", "SampleData/pseudonym.key",
            "--dispositions", store, "--out", again)
        self.browser.open(again / "report.html")
        self.assertIn("1 reviewed", self.browser.js("return document.getElementById('review-status').textContent"))
        self.assertIn("reviewed", self.browser.js(ROWS)[0])
        changed = table(store)
        changed[0]["facts"] = "0000000000000000"
        with open(store, "w", newline="") as file:
            writer = csv.DictWriter(file, changed[0].keys())
            writer.writeheader()
            writer.writerows(changed)
        run("run", "SampleData", "--site", "SampleData/site.yaml", "--key-file", "SampleData/pseudonym.key",
            "--dispositions", store, "--out", again)
        self.browser.js("localStorage.clear()")
        self.browser.open(again / "report.html")
        self.assertIn("facts changed", self.browser.js(ROWS)[0])
        exported.unlink()

    def test_a_file_of_another_kind_is_refused_in_words(self):
        other = self.report.parent / "other.csv"
        other.write_text("a,b\n1,2\n")
        self.browser.driver.find_element(By.ID, "import").send_keys(str(other))
        self.browser.until("return document.getElementById('review-status').textContent.startsWith('Not a dispositions')")
