#!/usr/bin/env python3
"""bench.py [CORPUS] [--rounds N]: how fast the program is, as ratios to its peers on the same files in one run.

Each round runs every contestant once, one after the other, so that a busy machine slows all of them; a ratio is taken within
its round, and the median of the rounds is printed with the smallest and the largest. Peak memory is that of the largest
process of a contestant.
"""
import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RAPPORTEUR = os.path.join(ROOT, "build", "bin", "rapporteur")
EXTRACT = os.path.join(ROOT, "build", "bin", "rapporteur-extract")


# The peers are Debian's packages, for Debian's own Python.
PYTHON = "/usr/bin/python3"


def measure(command, fine=(0,)):
    """Wall seconds, processor seconds and peak memory in MiB of COMMAND and its children."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in fine:
        sys.exit("bench: failed: %s" % " ".join(command[:4]))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def pdftotext_loop(pdfs, work):
    total = [0.0, 0.0, 0.0]
    for pdf in pdfs:
        wall, cpu, memory = measure(["pdftotext", pdf, "/dev/null"])
        total = [total[0] + wall, total[1] + cpu, max(total[2], memory)]
    return tuple(total)


def rapporteur(jobs):
    def run(pdfs, work):
        home = os.path.join(work, "home")
        shutil.rmtree(home, ignore_errors=True)
        return measure([RAPPORTEUR, "run", "--quiet", "--home", home, "--jobs", str(jobs), "--output", os.path.join(work, "out.xlsx")] + pdfs, fine=(0, 1))
    return run


def extract(jobs):
    def run(pdfs, work):
        return measure([EXTRACT, "--jobs", str(jobs)] + pdfs, fine=(0, 1))
    return run


def peer(engine):
    def run(pdfs, work):
        return measure([PYTHON, os.path.join(HERE, "peer.py"), engine, os.path.join(work, "peer.xlsx")] + pdfs)
    return run


# name, what it does, in how many of the rounds it takes part (None: all)
CONTESTANTS = [
    ("pdftotext, one after the other", pdftotext_loop, None),
    ("rapporteur-extract --jobs 2", extract(2), None),
    ("rapporteur-extract --jobs 1", extract(1), None),
    ("rapporteur run --jobs 2, cold", rapporteur(2), None),
    ("rapporteur run --jobs 1, cold", rapporteur(1), None),
    ("PyMuPDF and openpyxl", peer("pymupdf"), None),
    ("pdfminer and openpyxl", peer("pdfminer"), 1),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", default=os.path.join(ROOT, "..", "shared", "corpus"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pdfs = sorted(glob.glob(os.path.join(options.corpus, "upr", "pdf", "*.pdf")))
    if not pdfs:
        pdfs = sorted(glob.glob(os.path.join(ROOT, "fixtures", "inbox", "*.pdf")))
        print("bench: no corpus here: the fixtures are measured, which are few and small")
    figures = {name: [] for name, _, _ in CONTESTANTS}
    with tempfile.TemporaryDirectory() as work:
        for number in range(options.rounds):
            for name, run, rounds in CONTESTANTS:
                if rounds is None or number < rounds:
                    figures[name].append(run(pdfs, work))
    base = figures[CONTESTANTS[0][0]]
    print("%d reports, %d rounds; ratios of wall and of processor time to the first line, within each round" % (len(pdfs), options.rounds))
    print("%-36s %8s %8s %17s %9s %17s %7s" % ("", "wall s", "ratio", "(least to most)", "cpu ratio", "(least to most)", "MiB"))
    for name, _, _ in CONTESTANTS:
        rows = figures[name]
        wall = [row[0] / base[i][0] for i, row in enumerate(rows)]
        cpu = [row[1] / base[i][1] for i, row in enumerate(rows)]
        print("%-36s %8.2f %8.2f %17s %9.2f %17s %7.0f" % (
            name, statistics.median(row[0] for row in rows), statistics.median(wall), "(%.2f to %.2f)" % (min(wall), max(wall)),
            statistics.median(cpu), "(%.2f to %.2f)" % (min(cpu), max(cpu)), max(row[2] for row in rows)))


if __name__ == "__main__":
    main()
