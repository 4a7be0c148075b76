"""A run that is killed and goes on, as a browser sees it: killed.py PGC_TRAIN FOLDER [PICTURES]."""

import os
import signal
import subprocess
import sys
import time

from browser import Browser

program, folder = sys.argv[1:3]
pictures = sys.argv[3] if len(sys.argv) > 3 else None
run = os.path.join(folder, "run")
problem = ["--virtual", "--workers", "8", "--stragglers", "2", "--dataset",
           "mixture:samples=3000,features=30", "--delay", "exponential:mean=1",
           "--losses", "3@20-60", "--on-lost-block", "drop",
           "--steps", "1000000", "--evaluate-every", "20", "--checkpoint-every", "20", "--out", run]


def start(words):
    """Starts a program, and gives it with the address that it tells."""
    process = subprocess.Popen([program] + words + ["--no-picture", "--quiet"],
                               stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if "live page: " in line:
            return process, line.split("live page: ")[1].strip()
    raise SystemExit(f"no address, code {process.wait()}")


def expect(truth, what):
    if not truth:
        raise SystemExit(f"not so: {what}")


def fits(browser, width):
    browser.screen(width)
    # It draws again when its size changes.
    browser.wait(f"innerWidth === {width} && document.querySelector('svg')"
                 f" && document.querySelector('svg').getBoundingClientRect().width <= {width}",
                 f"a drawing within {width} pixels")
    expect(browser.value("document.documentElement.scrollWidth <= innerWidth"), f"it fits {width} pixels")
    if pictures:
        for dark in (False, True):
            browser.screen(width, dark)
            time.sleep(1.5)
            browser.picture(f"{pictures}/{width}-{'dark' if dark else 'light'}.png")


process, address = start(problem + ["--live"])
port = address.split(":")[2].split("/")[0]
browser = Browser()
try:
    browser.open(address)
    state = "typeof shown === 'object' && shown !== null && shown.kind === 'run'"
    browser.wait(f"{state} && shown.done > 100 && shown.evaluations.count > 4", "steps and evaluations")
    expect(browser.value("document.getElementById('workers').rows.length") == 9, "a row for each worker")
    expect("running" in browser.value("document.title"), "it says that it runs")
    fits(browser, 1280)
    fits(browser, 390)
    before = browser.value("shown.done")
    expect(not browser.complaints, browser.complaints)

    process.send_signal(signal.SIGKILL)
    process.wait()
    browser.wait("document.title.includes('gone since')", "that the run is gone")
    expect(browser.value("shown.done") >= before, "what was seen stays")
    # A browser says itself that nobody answers.
    refused = [c for c in browser.complaints if "ERR_CONNECTION" in c]
    expect(refused == browser.complaints, browser.complaints)

    seen = browser.value("shown.done")
    process, again = start(["--resume", run, "--steps", str(seen + 400), "--live", port])
    expect(again == address, "its address is the same")
    browser.wait(f"document.title.includes('running') && shown.first > 0", "that it goes on", 30)
    expect(browser.value("shown.curve.done[0]") <= browser.value("shown.curve.stride"),
           "its curve begins with the first step")
    browser.wait("shown.outcome === 'done'", "its end")
    expect(browser.value("shown.done") == seen + 400, "all steps are done")
    rows = sum(1 for _ in open(os.path.join(run, "evaluations.csv"))) - 1
    expect(browser.value("shown.evaluations.count") == rows, "it has all evaluations of the table")
    expect(process.wait(20) == 0, "the run ends though the page is open")
    expect(not os.path.exists(os.path.join(run, ".live")), "its address is gone with it")
    time.sleep(2.5)
    expect(browser.value("document.title").startswith("done"), "the page keeps the end")
    others = [c for c in browser.complaints if "ERR_CONNECTION" not in c]
    expect(not others, others)
    print("seen", seen, "steps, then", seen + 400)
finally:
    browser.close()
    if process.poll() is None:
        process.kill()
