#!/usr/bin/env python3
"""What an overlay that touches every lesson costs: cold builds of a workload and of an overlay on it, in turn.

usage: overlay.py --tool UPSTANDER --course DIR [--pairs 7] [--out DIR]

DIR is what emit.py made (emit.py --lessons 1000 --out DIR). The overlay lies beside it: one field set, one item inserted
and one item replaced in each lesson. Prints the median of both and the median of the ratios, pair by pair.
Standard library only.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import time


def overlay(course, folder):
    """Writes the overlay: three patches for each lesson."""
    lines = ["overlay: 1", "id: every-lesson", "title: Every lesson", "base: " + os.path.relpath(course, folder), "patches:"]
    for path in sorted(pathlib.Path(course).rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if not re.search(r"^lesson: 1$", text, re.M):
            continue
        own = re.search(r"^id: (\S+)$", text, re.M)
        lesson = own.group(1) if own else path.stem
        lines += [f"  - at: {lesson}", f"    set: {{ big_idea: Ours for {lesson}. }}",
                  f"  - at: {lesson}/materials", "    insert: { at: start, items: [{ item: A drum, quantity: 1, per: class }] }"]
        activity = re.search(r"^activities:\n(?:.*\n)*?  - (?:\{ )?id: ([a-z0-9-]+)", text, re.M)
        lines += [f"  - at: {lesson}/activities/{activity.group(1)}", "    set: { title: Our own title }"]
    os.makedirs(folder, exist_ok=True)
    pathlib.Path(folder, "overlay.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--tool", required=True)
    ask.add_argument("--course", required=True)
    ask.add_argument("--pairs", type=int, default=7)
    ask.add_argument("--out", default="out-overlay")
    given = ask.parse_args()
    edition = given.course.rstrip("/") + "-edition"
    overlay(given.course, edition)

    def build(folder):
        shutil.rmtree(given.out, ignore_errors=True)
        start = time.perf_counter()
        subprocess.run([*given.tool.split(), "build", folder, "-o", given.out, "--no-check"], check=True, capture_output=True)
        return time.perf_counter() - start

    build(given.course), build(edition)
    pairs = [(build(given.course), build(edition)) for _ in range(given.pairs)]
    print(f"base {statistics.median(p[0] for p in pairs):.2f} s, with the overlay {statistics.median(p[1] for p in pairs):.2f} s, "
          f"ratio {statistics.median(p[1] / p[0] for p in pairs):.3f}")


main()
