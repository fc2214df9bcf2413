"""What the browser tests share: the program, reports made with it, and a real Chromium."""

import csv
import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

import axe_playwright_python
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/release/orderaudit"
AXE = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
# Sample reports are made as `make sample` makes them.
SAMPLE_MOMENT = "1793516400"
SAMPLE_OPTIONS = ["--site", "SampleData/site.yaml", "--key-file", "SampleData/pseudonym.key", "--all-verdicts"]


def run(*arguments, moment=SAMPLE_MOMENT, expect=0):
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], cwd=ROOT, capture_output=True, text=True,
                          env=dict(os.environ, SOURCE_DATE_EPOCH=moment))
    if done.returncode != expect:
        raise AssertionError("status %d, not %d: %s" % (done.returncode, expect, done.stderr[-2000:]))
    return done.stdout


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Browser:
    """Chromium without a network of its own, in a fresh profile."""

    FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]

    def __init__(self, downloads=None, script=True):
        options = Options()
        self.profile = tempfile.TemporaryDirectory(prefix="orderaudit-browser-")
        for flag in self.FLAGS + ["--user-data-dir=" + self.profile.name, "--window-size=1280,1000"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        if downloads:
            options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.set_script_timeout(180)
        self.script = script
        if not script:
            self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})

    def open(self, page, fragment=""):
        """Opens a page and waits for the worklist, where it has one."""
        self.driver.get("about:blank")
        self.driver.get(page.as_uri() + fragment)
        if self.script:
            self.until("return !document.getElementById('data') || document.documentElement.classList.contains('scripted')", 60)

    def js(self, code, *arguments):
        return self.driver.execute_script(code, *arguments)

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def scheme(self, name):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                    {"features": [{"name": "prefers-color-scheme", "value": name}]})

    def console(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """Addresses asked for since the last call, other than the page's own file and what it makes itself."""
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        return [url for url in asked if not url.startswith(("file:", "blob:", "data:", "about:", "chrome:"))]

    def violations(self):
        self.js(AXE.read_text())
        found = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
            ".then(result => done(result.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])));")
        return found

    def until(self, code, seconds=5):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.js(code)
            if value:
                return value
            time.sleep(0.02)
        raise AssertionError("never true: " + code)

    def close(self):
        self.driver.quit()
        self.profile.cleanup()


class PageTest(unittest.TestCase):
    """Opens a report of the sample data; one browser a class."""

    edition = "reviewer"

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="orderaudit-report-")
        cls.report = pathlib.Path(cls.folder.name) / "report"
        run("run", "SampleData", *SAMPLE_OPTIONS, "--edition", cls.edition, "--out", cls.report)
        cls.page = cls.report / "report.html"
        cls.findings = table(cls.report / "findings.csv")
        cls.downloads = pathlib.Path(cls.folder.name) / "downloads"
        cls.downloads.mkdir()
        cls.browser = Browser(cls.downloads)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()
