import csv
import json

from support import ROOT, PageTest, run, table

COLUMNS = ["finding_id", "rule_id", "verdict", "reason", "facts", "decision", "exception", "note", "reviewer", "reviewed_at"]
SAMPLE = ["run", "SampleData", "--site", "SampleData/site.yaml", "--key-file", "SampleData/pseudonym.key"]
TEXT = "return document.getElementById(arguments[0])?.textContent.replace(/\\s+/g, ' ')"


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


class WaiverTest(PageTest):
    def waivers(self, rows, name="waivers.csv"):
        path = self.report.parent / name
        write(path, ["finding_id", "reason", "owner", "expires"], rows)
        return path

    def test_waived_findings_stay_and_do_not_trip_the_gate(self):
        out = self.report.parent / "gate"
        deviations = [row["finding_id"] for row in self.findings if row["verdict"] == "DEVIATION"]
        advisories = [row["finding_id"] for row in self.findings if row["verdict"] == "ADVISORY"]
        gate = [*SAMPLE, "--format", "csv,json", "--out", out, "--fail-on"]
        run(*gate, "deviation", expect=1)
        run(*gate, "never")
        # The sample's day is 2026-11-01; a waiver holds on its last day.
        good = self.waivers([[id, "agreed", "AB", "2026-11-01"] for id in deviations])
        run(*gate, "deviation", "--waivers", good)
        run(*gate, "advisory", "--waivers", good, expect=1)
        both = self.waivers([[id, "agreed", "AB", "2026-12-31"] for id in deviations + advisories])
        run(*gate, "advisory", "--waivers", both)
        waived = [row for row in table(out / "findings.csv") if row["waived_until"]]
        self.assertEqual(len(waived), len(deviations + advisories))
        counts = {entry["name"]: entry["count"] for entry in json.loads((out / "summary.json").read_text())["findings"]}
        self.assertEqual(counts["DEVIATION"], len(deviations))
        expired = self.waivers([[id, "agreed", "AB", "2026-10-31" if n == 0 else "2026-12-31"] for n, id in enumerate(deviations)])
        run(*gate, "deviation", "--waivers", expired, expect=1)

    def test_the_page_and_the_summary_tell_waived_expired_and_unused(self):
        first, second = self.findings[0]["finding_id"], self.findings[1]["finding_id"]
        path = self.waivers([[first, "outside imaging seen", "Dr Q", "2027-01-31"], [second, "old", "AB", "2026-10-31"],
                             ["0000000000000000", "gone", "CD", "2027-01-31"]])
        out = self.report.parent / "waived"
        run(*SAMPLE, "--waivers", path, "--out", out)
        states = {entry["finding"]: entry["state"] for entry in json.loads((out / "summary.json").read_text())["waivers"]}
        self.assertEqual(states, {first: "in force", second: "expired", "0000000000000000": "unused"})
        self.browser.open(out / "report.html", "#worklist?case=" + first)
        told = self.browser.js(TEXT, "waivers")
        for words in ["in force", "expired", "unused", "Dr Q", "2026-10-31", "outside imaging seen"]:
            self.assertIn(words, told)
        self.assertIn("Waived until 2027-01-31 by Dr Q: outside imaging seen", self.browser.js(TEXT, "case-pane"))
        self.browser.open(out / "report.html", "#worklist?waived=waived")
        self.assertEqual(self.browser.js(TEXT, "shown"), "1 of %d findings" % len(self.findings))
        # A waived finding is nobody's first case.
        self.assertEqual(self.browser.js("return [...document.querySelectorAll('.start a')].filter(a => a.hash.endsWith(arguments[0])).length", first), 0)

    def test_a_waiver_without_owner_or_day_is_refused(self):
        path = self.waivers([[self.findings[0]["finding_id"], "agreed", "", "soon"]])
        run(*SAMPLE, "--waivers", path, "--out", self.report.parent / "refused", expect=2)


class ReviewTest(PageTest):
    def test_decisions_come_back_as_figures(self):
        by_rule = {}
        for row in self.findings:
            by_rule.setdefault(row["rule_id"], []).append(row)
        first, second = by_rule["CALC-FLANK-CT-FIRST"][:6], by_rule["EXT-CALC-BONE-MRI-NEXT"][:3]

        def line(row, decision, who):
            return [row["finding_id"], row["rule_id"], row["verdict"], row["reason"], "", decision, "", "", who, "2026-11-01T10:00:00Z"]
        ab = [line(row, "justified" if n == 5 else "agree", "AB") for n, row in enumerate(first)]
        ab += [line(row, "agree", "AB") for row in second]
        # The second reader shares three decisions of four: observed 3/4, by chance 3/4 * 1/2 + 1/4 * 1/2 = 1/2, kappa 0.5.
        cd = [line(row, decision, "CD") for row, decision in zip(first[2:], ["agree", "agree", "justified", "justified"])]
        store = self.report.parent / "store.csv"
        write(self.report.parent / "ab.csv", COLUMNS, ab)
        write(self.report.parent / "cd.csv", COLUMNS, cd)
        told = run("review", "import", self.report.parent / "ab.csv", self.report.parent / "cd.csv", "--store", store)
        self.assertIn("13 read", told)
        out = self.report.parent / "reviewed"
        run(*SAMPLE, "--dispositions", store, "--out", out)
        figures = {entry["rule"]: entry for entry in json.loads((out / "summary.json").read_text())["reviews"]}
        one, two = figures["CALC-FLANK-CT-FIRST"], figures["EXT-CALC-BONE-MRI-NEXT"]
        # Four agreed, one justified, one on which they differ.
        self.assertEqual([one[key] for key in ["reviewed", "agreed", "justified", "unsettled"]], [6, 4, 1, 1])
        self.assertEqual((one["precision"]["numerator"], one["precision"]["denominator"]), (4, 5))
        # Wilson's interval of 4 of 5, from a table.
        self.assertAlmostEqual(one["precision"]["low"], 0.376, 3)
        self.assertAlmostEqual(one["precision"]["high"], 0.964, 3)
        self.assertEqual((one["read_twice"], one["read_alike"], round(one["kappa"], 2)), (4, 3, 0.5))
        self.assertEqual((two["reviewed"], two.get("precision"), two.get("kappa")), (3, None, None))
        self.browser.open(out / "report.html")
        section = self.browser.js(TEXT, "reviews")
        self.assertIn("4 of 5", section)
        self.assertIn("3 of 4 alike, kappa 0.50", section)
        self.assertIn("fewer than 5 settled", section)
        self.assertIn("9 reviewed", self.browser.js(TEXT, "review-status"))
        # Reviewed findings are nobody's first case.
        start = self.browser.js("return [...document.querySelectorAll('.start a')].map(a => a.hash.slice(6))")
        self.assertFalse(set(start) & {row[0] for row in ab})
        self.browser.open(out / "report.html", "#worklist?review=reviewed")
        self.assertEqual(self.browser.js(TEXT, "shown"), "9 of %d findings" % len(self.findings))
        self.browser.open(out / "report.html", "#worklist?case=" + first[5]["finding_id"])
        self.assertIn("Justified – AB", self.browser.js(TEXT, "case-pane"))
        self.browser.js("localStorage.clear()")

    def test_the_next_report_tells_new_resolved_and_persisting(self):
        earlier, later = self.report.parent / "earlier", self.report.parent / "later"
        run(*SAMPLE, "--period", "2026-01-01..2026-03-31", "--out", earlier)
        run(*SAMPLE, "--period", "2026-02-01..2026-04-30", "--previous", earlier, "--out", later)
        old = {row["finding_id"]: row for row in table(earlier / "findings.csv")}
        before, after = set(old), {row["finding_id"] for row in table(later / "findings.csv")}
        # What lies before the later period was not looked for again, so it is not resolved.
        resolved = {one for one in before - after if old[one]["verdict"] == "PENDING" or old[one]["final_date"] >= "2026-02-01"}
        self.assertTrue(before - after - resolved and after - before and before & after)
        self.browser.open(later / "report.html")
        counts = self.browser.js("return [...document.querySelectorAll('.changes .number')].map(n => Number(n.textContent))")
        self.assertEqual(counts, [len(after - before), len(before & after), len(resolved)])
        self.browser.open(later / "report.html", "#worklist?change=new")
        self.assertEqual(self.browser.js(TEXT, "shown"), "%d of %d findings" % (len(after - before), len(after)))
        told = run("compare", earlier, later)
        self.assertIn("%d new, %d resolved, %d persisting" % (len(after - before), len(resolved), len(before & after)), told)
        self.assertIn("Both used the same rules", told)

    def test_compare_tells_a_change_of_rules_from_a_change_of_practice(self):
        other = self.report.parent / "site.yaml"
        with open(ROOT / "SampleData/site.yaml", encoding="utf-8") as file:
            other.write_text(file.read() + "\nrules: { CALC-FLANK-CT-FIRST: off }\n", encoding="utf-8")
        new = self.report.parent / "without"
        run("run", "SampleData", "--site", other, "--key-file", "SampleData/pseudonym.key", "--format", "csv,json", "--out", new)
        gone = [row for row in self.findings if row["finding_id"] not in {r["finding_id"] for r in table(new / "findings.csv")}]
        self.assertTrue(gone)
        mixed = run("compare", self.report, new)
        self.assertIn("need not be practice", mixed)
        told = run("compare", self.report, new, "--old-data", "SampleData", "--site", other, "--key-file", "SampleData/pseudonym.key")
        # The data are the same: all of it is the rules' doing.
        self.assertIn("By the rules alone, on the old data", told)
        self.assertIn("%d fewer" % len(gone), told)
