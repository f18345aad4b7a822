#!/usr/bin/env python3
"""Measures whole commands on generated curricula, against Hugo where it is installed, and writes the table of docs/performance.md.

usage: performance.py --tool "dotnet PATH/upstander.dll" [--lessons 100,1000,10000] [--pairs 5] [--only ROW,ROW] [--write docs/performance.md]

emit.py and words.py beside this file write the same lessons, for Upstander and for Hugo. Every round runs
the sides of a comparison one after the other, in turn first, with a fresh output folder and an empty cache where a row is cold; a ratio is
taken round by round, and the table has medians. A round that other programs disturbed is done again. Before anything counts, the pages of
both sides are compared: the same visible words and the same elements, or the run fails. Standard library only; Linux.
"""
import argparse
import collections
import datetime
import html.parser
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BEGIN, END = "<!-- performance: begin -->", "<!-- performance: end -->"
WANTED_LESSONS, WANTED_PAIRS = [100, 1000, 10000], 5
PAGE = ["--audience", "learner", "--no-check", "--format", "html"]
FULL = [*PAGE, "--format", "markdown", "--format", "print"]

# What a row is about, what it is compared with, and the most that the ratio may be, by number of lessons (None: whatever it is).
ROWS = {
    "page": ("One HTML page a lesson, and lists", "Hugo", {100: 0.6, 1000: 0.45, 10000: 0.45}),
    "page-memory": ("One HTML page a lesson, and lists: peak memory", "Hugo", {10000: 0.1}),
    "full": ("HTML, Markdown and handouts", "Hugo", {1000: 0.5, 10000: 0.5}),
    "changed-page": ("One page a lesson, one lesson changed", "Hugo", {10000: 0.06}),
    "word-page": ("One page a lesson, one word changed that only its page prints", "Hugo", {10000: 0.06}),
    "everything": ("Everything", "a lesson of 1,000", {10000: 1.1}),
    "everything-memory": ("Everything: peak memory", "200 MB", {10000: 1.0}),
    "unchanged": ("Everything again, nothing changed", "everything", {10000: 0.04}),
    "changed": ("Everything again, one lesson changed", "everything", {10000: 0.06}),
    "word": ("Everything again, one word changed that only its lesson prints", "everything", {10000: 0.06}),
    "check": ("Check with all rules", "everything", {1000: 1.0}),
    "check-again": ("Check again, nothing changed", "everything", {}),
    "version": ("`--version`", "`hugo version`", {None: 1.0}),
    "starter": ("Starter curriculum, everything", "Hugo, as many pages", {None: 3.0}),
    "starter-again": ("Starter curriculum, nothing changed", "Hugo, as many pages", {None: 1.0}),
}
READY_TO_RUN = {"page": {100: 0.6, 1000: 0.8, 10000: 0.6}}

# Runs one command in a process that is small itself: what a process needs at its peak is never less than what the one that started it held.
RUNNER = r"""
import json, os, sys, time
argv, folder, log = json.loads(sys.argv[1])
def stat():
    v = [int(x) for x in open("/proc/stat").readline().split()[1:9]]
    return (v[0] + v[1] + v[2] + v[5] + v[6] + v[7]) / hz, sum(v) / hz
hz = os.sysconf("SC_CLK_TCK")
os.chdir(folder)
none, err = os.open(os.devnull, os.O_RDWR), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
busy, whole = stat()
start = time.monotonic()
pid = os.posix_spawnp(argv[0], argv, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, none, 0), (os.POSIX_SPAWN_DUP2, none, 1), (os.POSIX_SPAWN_DUP2, err, 2)])
_, status, used = os.wait4(pid, 0)
wall = time.monotonic() - start
busy2, whole2 = stat()
cpu = used.ru_utime + used.ru_stime
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "wall": wall, "cpu": cpu, "memory": used.ru_maxrss / 1024,
                  "others": max(0.0, busy2 - busy - cpu) / max(0.02, whole2 - whole)}))
"""


class Failed(Exception):
    """Something that makes the figures worthless."""


class Bench:
    def __init__(self, a):
        self.a = a
        self.tool = shlex.split(a.tool)
        self.reworded = 0
        self.hugo = None if a.no_hugo else shutil.which("hugo")
        self.work = pathlib.Path(a.work)
        self.cache, self.out, self.rival = self.work / "cache", self.work / "out", self.work / "rival"
        self.log = self.work / "log"
        self.patience = a.wait
        self.disturbed = 0
        self.only = set(a.only.split(",")) if a.only else set(ROWS)
        self.rows = []
        os.environ["UPSTANDER_CACHE"] = str(self.cache)

    def wants(self, *rows):
        return any(r in self.only for r in rows)

    # ---- one command

    def wait_for_quiet(self):
        """Waits until other programs leave the machine alone, for so many seconds over the whole run."""
        hz = os.sysconf("SC_CLK_TCK")

        def stat():
            v = [int(x) for x in open("/proc/stat").readline().split()[1:9]]
            return (v[0] + v[1] + v[2] + v[5] + v[6] + v[7]) / hz, sum(v) / hz

        while self.patience > 0:
            busy, whole = stat()
            time.sleep(0.4)
            busy2, whole2 = stat()
            if busy2 - busy < 0.12 * (whole2 - whole):
                return
            self.patience -= 0.4

    def run(self, argv, folder, written=None, good=(0,)):
        """Runs a command and says what it took, and what it wrote below the folder."""
        before = snapshot(written) if written else {}
        self.wait_for_quiet()
        line = subprocess.run([sys.executable, "-I", "-S", "-c", RUNNER, json.dumps([[str(x) for x in argv], str(folder), str(self.log)])], check=True, capture_output=True, text=True).stdout
        took = json.loads(line)
        if took["code"] not in good:
            raise Failed(f"{shlex.join(str(x) for x in argv)} ended with {took['code']}:\n{self.log.read_text(encoding='utf-8', errors='replace')[:2000]}")
        if written:
            new = [size for path, (inode, when, size) in snapshot(written).items() if before.get(path) != (inode, when, size)]
            took["files"], took["bytes"] = len(new), sum(new)
        return took

    def build(self, course, options=()):
        return self.run([*self.tool, "build", course, "-o", self.out, *options], self.work, self.out)

    def hugo_build(self, site, options=()):
        return self.run([self.hugo, *options, "-d", self.rival], site, self.rival)

    def clear(self, *folders):
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    # ---- rounds

    def rounds(self, once):
        """The results of one round, so many times; a disturbed round is done again, but at most as often as rounds were asked for."""
        kept, again = [], self.a.pairs
        while len(kept) < self.a.pairs:
            found = once(len(kept) % 2 == 1)
            if any(r["others"] > self.a.busy / 100 for r in found.values()):
                if again > 0:
                    again -= 1
                    continue
                self.disturbed += 1
            kept.append(found)
        return kept

    def note(self, row, lessons, rounds, ours, rival=None, pages=None, figure="wall", scale=1.0):
        """Keeps a row of the table."""
        about = {"row": row, "lessons": lessons, "rounds": len(rounds), "pages": pages}
        for key in ("wall", "cpu", "memory", "files", "bytes"):
            about[key] = middle(r[ours].get(key) for r in rounds)
        if rival:
            about["rival"] = {key: middle(r[rival].get(key) for r in rounds) for key in ("wall", "cpu", "memory", "files", "bytes")}
            about["ratio"] = middle(r[ours][figure] / scale / max(1e-9, r[rival][figure]) for r in rounds)
            about["ratios"] = [min(r[ours][figure] / scale / max(1e-9, r[rival][figure]) for r in rounds), max(r[ours][figure] / scale / max(1e-9, r[rival][figure]) for r in rounds)]
        self.rows.append(about)
        print(f"{row} {lessons or ''}: {about['wall']:.3f} s, {about['memory']:.0f} MB" + (f", ratio {about['ratio']:.3f}" if "ratio" in about else ""), flush=True)

    # ---- workloads

    def course(self, lessons, *options):
        folder = self.work / f"{'page' if options else 'all'}-{lessons}"
        if not folder.exists():
            self.python(HERE / "emit.py", "--words", self.a.words, "--lessons", lessons, "--out", folder, *options)
        return folder

    def site(self, lessons):
        folder = self.work / f"hugo-{lessons}"
        if self.hugo and not folder.exists():
            self.python(self.a.words, "--lessons", lessons, "--out", folder, "--kind", "hugo")
        return folder

    def touch(self, course, lessons, *options):
        self.python(HERE / "emit.py", "--words", self.a.words, "--lessons", lessons, "--out", course, "--touch", max(1, lessons // 2), *options)

    def reword(self, course, lesson, sentence=r"(Read) \w+ (plan)"):
        """A word that no list prints becomes one that was never there: of a facilitator's preparation, or of another sentence."""
        self.reworded += 1
        path = self.page_of(course, lesson)
        before = path.read_text(encoding="utf-8")
        after = re.sub(sentence, rf"\1 those{self.reworded} \2", before, count=1)
        if after == before:
            raise Failed(f"{path.name} has no word to change")
        path.write_text(after, encoding="utf-8")

    @staticmethod
    def page_of(course, lesson):
        return next(pathlib.Path(course).glob(f"lessons/*{lesson:05d}.yaml"))

    def touch_site(self, site, lessons):
        self.python(self.a.words, "--lessons", lessons, "--out", site, "--kind", "hugo", "--touch", max(1, lessons // 2))

    def python(self, *argv):
        subprocess.run([sys.executable, *[str(x) for x in argv]], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    # ---- groups of rows

    def pages(self, lessons):
        """The same pages as Hugo: cold, with more formats, and with one lesson changed."""
        course, site = self.course(lessons, "--page"), self.site(lessons)

        def cold(options, config):
            def ours():
                self.clear(self.out, self.cache)
                return self.build(course, options)

            def theirs():
                self.clear(self.rival)
                return self.hugo_build(site, config)

            def once(second):
                found = {}
                for side, do in [("rival", theirs), ("ours", ours)] if second else [("ours", ours), ("rival", theirs)]:
                    if side == "ours" or self.hugo:
                        found[side] = do()
                return found

            once(False)
            if self.hugo:
                same(self.rival, self.out / "learner")
            return self.rounds(once)

        rival = "rival" if self.hugo else None
        if self.wants("page", "page-memory"):
            rounds = cold(PAGE, [])
            self.note("page", lessons, rounds, "ours", rival)
            self.note("page-memory", lessons, rounds, "ours", rival, figure="memory")
        def again(row, change):
            self.clear(self.out, self.rival, self.cache)
            self.build(course, PAGE)
            if self.hugo:
                self.hugo_build(site)

            def once(_):
                change()
                found = {"ours": self.build(course, PAGE)}
                if self.hugo:
                    self.touch_site(site, lessons)
                    found["rival"] = self.hugo_build(site)
                return found

            once(False)
            self.note(row, lessons, self.rounds(once), "ours", rival)

        if self.wants("changed-page"):
            again("changed-page", lambda: self.touch(course, lessons, "--page"))
        if self.wants("word-page"):
            tip = r"(\*\*Tip:\*\* use) \w+ (words)"
            number = next(n for n in range(max(1, lessons // 3), lessons) if re.search(tip, self.page_of(course, n).read_text(encoding="utf-8")))
            page = self.page_of(course, number)
            before = page.read_bytes()
            again("word-page", lambda: self.reword(course, number, tip))
            page.write_bytes(before)
        if self.wants("full"):
            self.note("full", lessons, cold(FULL, ["--config", "full.toml"]), "ours", rival)
        self.clear(course, site, self.rival)

    def everything(self, lessons):
        """All documents for all audiences, and what comes after: the same again, one lesson changed, a check."""
        course = self.course(lessons)

        def once(_):
            self.clear(self.out, self.cache)
            found = {"everything": self.build(course)}
            if self.wants("unchanged"):
                found["unchanged"] = self.build(course)
            if self.wants("changed"):
                self.touch(course, lessons)
                found["changed"] = self.build(course)
            if self.wants("word"):
                self.reword(course, max(1, lessons // 3))
                found["word"] = self.build(course)
            if self.wants("check", "check-again"):
                # The findings of generated lessons end a check with 1, as they should.
                self.clear(self.cache)
                found["check"] = self.run([*self.tool, "check", course], self.work, good=(0, 1))
                found["check-again"] = self.run([*self.tool, "check", course], self.work, good=(0, 1))
            return found

        rounds = self.rounds(once)
        self.note("everything", lessons, rounds, "everything")
        self.note("everything-memory", lessons, rounds, "everything")
        for row in ("unchanged", "changed", "word", "check", "check-again"):
            if self.wants(row):
                self.note(row, lessons, rounds, row, "everything")
        self.clear(course)

    def version(self):
        def once(second):
            sides = [("ours", [*self.tool, "--version"]), *([("rival", [self.hugo, "version"])] if self.hugo else [])]
            return {side: self.run(argv, self.work) for side, argv in (reversed(sides) if second else sides)}

        once(False)
        self.note("version", None, self.rounds(once), "ours", "rival" if self.hugo else None)

    def starter(self):
        course = HERE.parent / "lessons"
        self.clear(self.out, self.cache)
        self.build(course)
        pages = sum(1 for path in snapshot(self.out) if not re.search(r"(^|/)(assets/|\.upstander)", path))
        # Hugo makes a home page and a list beside the lessons.
        site = self.site(max(1, pages - 2))

        def once(_):
            self.clear(self.out, self.cache, self.rival)
            found = {"cold": self.build(course), "again": self.build(course)}
            if self.hugo:
                found["rival"] = self.hugo_build(site)
            return found

        rounds, rival = self.rounds(once), "rival" if self.hugo else None
        self.note("starter", None, rounds, "cold", rival, pages)
        self.note("starter-again", None, rounds, "again", rival, pages)

    def all(self):
        self.work.mkdir(parents=True, exist_ok=True)
        # Both programs are in memory before anything counts.
        self.run([*self.tool, "--version"], self.work)
        if self.wants("version"):
            self.version()
        if self.wants("starter", "starter-again"):
            self.starter()
        for lessons in self.a.lessons:
            if self.wants("page", "page-memory", "full", "changed-page", "word-page"):
                self.pages(lessons)
            if self.wants("everything", "everything-memory", "unchanged", "changed", "word", "check", "check-again"):
                self.everything(lessons)
            self.clear(self.out, self.cache)


def middle(values):
    known = [v for v in values if v is not None]
    return statistics.median(known) if known else None


def snapshot(folder):
    """The files below a folder, each with what changes when it is written."""
    found, todo = {}, [str(folder)] if os.path.isdir(folder) else []
    while todo:
        here = todo.pop()
        with os.scandir(here) as entries:
            for e in entries:
                if e.is_dir(follow_symlinks=False):
                    todo.append(e.path)
                else:
                    s = e.stat(follow_symlinks=False)
                    found[os.path.relpath(e.path, folder)] = (s.st_ino, s.st_mtime_ns, s.st_size)
    return found


# ---- the same pages

class Shown(html.parser.HTMLParser):
    """What a page shows: its words, and how many elements of each kind."""

    def __init__(self, text):
        super().__init__()
        self.words, self.elements = collections.Counter(), collections.Counter()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements[tag] += 1

    def handle_data(self, data):
        self.words.update(re.findall(r"\w+", data))


def same(theirs, ours):
    """Both sides made the same files, and at least the first 200 of each kind show the same."""
    def texts(folder):
        return {p for p in snapshot(folder) if p.endswith((".html", ".md"))}

    a, b = texts(theirs), texts(ours)
    if a != b or not a:
        raise Failed(f"not the same pages: {sorted(a ^ b)[:5]}")
    for ending in ("index.html", "handout.html", "lesson.md"):
        for path in sorted(p for p in a if p.endswith(ending))[:200]:
            x, y = ((f / path).read_text(encoding="utf-8") for f in (theirs, ours))
            if ending == "lesson.md":
                # Markdown escapes what could be markup; the words are the words.
                if collections.Counter(re.findall(r"\w+", x)) != collections.Counter(re.findall(r"\w+", y)):
                    raise Failed(f"{path}: not the same words")
                continue
            x, y = Shown(x), Shown(y)
            if x.words != y.words:
                raise Failed(f"{path}: not the same words: {(x.words - y.words) + (y.words - x.words)}")
            if x.elements != y.elements:
                raise Failed(f"{path}: not the same elements: {(x.elements - y.elements) + (y.elements - x.elements)}")


# ---- the table

def machine(work):
    model = "unknown processor"
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = int(re.search(r"MemTotal:\s+(\d+)", open("/proc/meminfo", encoding="utf-8").read()).group(1)) / 1024 / 1024
    mounts = [line.split()[1:3] for line in open("/proc/mounts", encoding="utf-8")]
    _, kind = max(((m, k) for m, k in mounts if os.path.realpath(work).startswith(m)), key=lambda m: len(m[0]))
    return f"{len(os.sched_getaffinity(0))} cores of {model}, {memory:.0f} GB of memory, {'memory file system' if kind == 'tmpfs' else 'files on a disk'}"


def commit():
    def git(*argv):
        return subprocess.run(["git", "-C", str(HERE.parent), *argv], capture_output=True, text=True).stdout.strip()

    return (git("rev-parse", "--short=10", "HEAD") or "unknown") + (" with changes" if git("status", "--porcelain", "--", "src", "templates") else "")


def program(tool):
    """The command without its folders."""
    return "`" + " ".join(pathlib.PurePath(part).name for part in tool) + "`"


def goal_of(row, lessons, ready_to_run):
    goals = {**{k: v[2] for k, v in ROWS.items()}, **(READY_TO_RUN if ready_to_run else {})}[row]
    return goals.get(lessons)


def complete(rows):
    """Adds the ratios that need more than one number of lessons, or none."""
    for r in rows:
        if r["row"] == "everything":
            base = next((o for o in rows if o["row"] == "everything" and o["lessons"] == 1000), None)
            if base and r["lessons"] > 1000:
                r["ratio"] = (r["wall"] / r["lessons"]) / (base["wall"] / base["lessons"])
        elif r["row"] == "everything-memory":
            r["ratio"] = r["memory"] / 200
    return sorted(rows, key=lambda r: (list(ROWS).index(r["row"]), r["lessons"] or 0))


def number(value, digits):
    return "" if value is None else f"{value:,.{digits}f}"


def seconds(value):
    return "" if value is None else number(value, 3 if value < 1 else 2 if value < 10 else 1)


def table(rows, ready_to_run):
    out = ["| What | Lessons | Wall, s | CPU, s | Peak, MB | Files written | MB written | Compared with | Its wall, s | Its peak, MB | Ratio | Goal | |",
           "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | --- |"]
    for r in complete(rows):
        what, against, _ = ROWS[r["row"]]
        goal, ratio = goal_of(r["row"], r["lessons"], ready_to_run), r.get("ratio")
        rival = r.get("rival") or {}
        met = "" if goal is None else "not measured" if ratio is None else "met" if ratio <= goal else "**not met**"
        pages = f", {r['pages']:,} pages" if r.get("pages") else ""
        out.append("| " + " | ".join([
            what + pages, number(r["lessons"], 0), seconds(r["wall"]), seconds(r["cpu"]), number(r["memory"], 0), number(r.get("files"), 0),
            "" if r.get("bytes") is None else number(r["bytes"] / 1e6, 1), against if ratio is not None or goal is not None else "", seconds(rival.get("wall")), number(rival.get("memory"), 0),
            "" if ratio is None else number(ratio, 2 if ratio >= 0.1 else 3), "" if goal is None else f"{goal:g}", met]) + " |")
    return "\n".join(out)


def report(bench, about, rows):
    a = bench.a
    few = min(r["rounds"] for r in rows)
    trial = [t for t in (
        f"{few} {'pair' if few == 1 else 'pairs'} instead of {WANTED_PAIRS}" if few < WANTED_PAIRS else "",
        "" if set(WANTED_LESSONS) <= {r["lessons"] for r in rows} else "not all of 100, 1,000 and 10,000 lessons") if t]
    said = [f"Measured on {about['date']} at commit {about['commit']}: {about['machine']}; {about['program']}, {about['rival']}; medians of {few} or more pairs."]
    if trial:
        said.append(f"**A trial run** ({', '.join(trial)}): it shows that the benchmark works, not how fast anything is.")
    if about["disturbed"]:
        said.append(f"Other programs disturbed {about['disturbed']} of the rounds.")
    return "\n\n".join([" ".join(said), table(rows, a.ready_to_run)])


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--tool", required=True, help='the program: a file, or "dotnet PATH/upstander.dll"')
    ask.add_argument("--words", default=HERE / "words.py", help="another generator of lessons, which takes --kind hugo too")
    ask.add_argument("--lessons", default="100,1000,10000", type=lambda s: [int(x) for x in s.split(",")])
    ask.add_argument("--pairs", type=int, default=WANTED_PAIRS)
    ask.add_argument("--only", help="rows, with commas between: " + ", ".join(ROWS))
    ask.add_argument("--write", help="the file with the table, between its two marks")
    ask.add_argument("--results", help="a file that keeps rows: those measured earlier at the same commit on the same machine stay in the table")
    ask.add_argument("--work", help="a folder to work in; by default a new one on a memory file system")
    ask.add_argument("--no-hugo", action="store_true", help="leave Hugo out, even where it is installed")
    ask.add_argument("--built", help='how the program was built, for the table, such as "Native AOT"')
    ask.add_argument("--ready-to-run", action="store_true", help="the goals for a program that is compiled ahead only in part")
    ask.add_argument("--busy", type=float, default=20, help="percent of the machine that others may use during a run")
    ask.add_argument("--wait", type=float, default=120, help="seconds to wait in all for a quiet machine")
    a = ask.parse_args()
    a.words = os.path.abspath(a.words)
    a.tool = shlex.join([os.path.abspath(x) if os.path.exists(x) else x for x in shlex.split(a.tool)])
    if unknown := set((a.only or "page").split(",")) - set(ROWS):
        ask.error(f"no row is called {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    if a.pairs < 1 or min(a.lessons) < 1:
        ask.error("--pairs and --lessons are 1 or more")
    if not shlex.split(a.tool) or shutil.which(shlex.split(a.tool)[0]) is None:
        ask.error(f"there is no program {a.tool}")
    if not os.path.isfile(a.words):
        ask.error(f"there is no file {a.words}")
    own = a.work is None
    if own:
        a.work = tempfile.mkdtemp(prefix="upstander-bench-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    bench = Bench(a)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        hugo = "without Hugo, which is not installed" if shutil.which("hugo") is None else "without Hugo"
        if bench.hugo:
            hugo = " ".join(subprocess.run([bench.hugo, "version"], capture_output=True, text=True).stdout.split()[:2]).replace("hugo v", "Hugo ").split("+")[0]
        else:
            print(f"{hugo}: rows that are compared with it have no ratio", flush=True)
        about = {"machine": machine(a.work), "commit": commit(), "program": program(bench.tool) + (f" ({a.built})" if a.built else ""), "rival": hugo, "date": datetime.date.today().isoformat()}
        bench.all()
        rows = bench.rows
        about["disturbed"] = bench.disturbed
        if a.results:
            rows = remember(pathlib.Path(a.results), about, rows)
        text = report(bench, about, rows)
        print("\n" + text)
        if a.write:
            path = pathlib.Path(a.write)
            page = path.read_text(encoding="utf-8")
            if page.count(BEGIN) != 1 or page.count(END) != 1:
                raise Failed(f"{a.write} does not have the marks {BEGIN} and {END}")
            head, rest = page.split(BEGIN)
            path.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{rest.split(END)[1]}", encoding="utf-8", newline="\n")
    except Failed as e:
        print(e, file=sys.stderr)
        return 1
    finally:
        if own:
            shutil.rmtree(a.work, ignore_errors=True)
    return 0


def remember(path, about, rows):
    """Puts rows to those that were measured earlier on the same machine at the same commit."""
    key = [about["machine"], about["commit"], about["program"], about["rival"]]
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    earlier = kept.get("rows", []) if kept.get("key") == key else []
    about["disturbed"] += kept.get("disturbed", 0) if earlier else 0
    new = {(r["row"], r["lessons"]) for r in rows}
    rows = [r for r in earlier if (r["row"], r["lessons"]) not in new] + rows
    path.write_text(json.dumps({"key": key, "disturbed": about["disturbed"], "rows": rows}, indent=1) + "\n", encoding="utf-8")
    return rows


if __name__ == "__main__":
    sys.exit(main())
