"""The runs of a plan, as a browser sees them: plan.py PGC_EXPERIMENT FOLDER [PICTURES]."""

import os
import subprocess
import sys
import time

from browser import Browser

program, folder = sys.argv[1:3]
pictures = sys.argv[3] if len(sys.argv) > 3 else None
os.makedirs(os.path.join(folder, "plans"))
with open(os.path.join(folder, "plans", "watched.yaml"), "w") as file:
    file.write("""\
base: {workers: 4, dataset: "mixture:samples=300,features=5", steps: 60, delay: "exponential:mean=1"}
schemes: [uncoded, pgc]
seeds: [1, 2]
""")

process = subprocess.Popen([program, "run", "plans/watched.yaml", "--live", "--jobs", "1"], cwd=folder,
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
address = process.stderr.readline().split("live page: ")[1].strip()
browser = Browser()
try:
    browser.open(address)
    browser.wait("typeof shown === 'object' && shown !== null && shown.kind === 'plan'", "the plan")
    browser.screen(390)
    browser.wait("shown.outcome !== null", "its end", 120)
    if pictures:
        time.sleep(1.5)
        browser.picture(pictures + "/plan-390.png")
    assert browser.value("shown.done") == 4 and browser.value("shown.total") == 4
    rows = browser.value("document.getElementById('ended').rows.length")
    assert rows == 5, rows
    # A number, not a dash.
    loss = browser.value("document.getElementById('ended').rows[1].cells[3].textContent")
    assert float(loss) > 0, loss
    assert browser.value("document.documentElement.scrollWidth <= innerWidth")
    assert process.wait(20) == 0
    time.sleep(2.5)
    assert browser.value("document.title").startswith("4 done"), browser.value("document.title")
    others = [c for c in browser.complaints if "ERR_CONNECTION" not in c]
    assert not others, others
finally:
    browser.close()
    if process.poll() is None:
        process.kill()
