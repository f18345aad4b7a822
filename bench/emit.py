#!/usr/bin/env python3
"""Writes a curriculum of N lessons in Upstander's own format, with the words of a workload generator.

usage: emit.py --lessons N --out DIR [--page] [--touch K] [--words PATH/words.py]

The words are those of words.py beside this file, or of another Python file with a function lesson(k, touch) that returns the content of lesson k as a
function of k alone; 20 lessons make a unit. --touch K changes one sentence of lesson K of a curriculum that is there, and takes it back the next time.

--page writes the curriculum for the comparison with Hugo instead: the same words in fields that learners see, each once, and beside them
the documents of bench/page/, which make exactly the pages that Hugo makes of the same words. All documents of the tool are off there.
Build it with --audience learner --no-check, and --format html; or html, markdown and print. Standard library only.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
BANDS = {"K-2": ("k2", 5, 8), "3-5": ("g35", 8, 11), "6-8": ("g68", 11, 14), "9-12": ("g912", 14, 18)}
GROUPINGS = {"whole group": "whole-class", "pairs": "pairs", "small groups": "small-groups", "individual": "individual"}
PER_UNIT = 20

# The page of the comparison is what it is; the rules still look at everything else of it.
CHECKS = """\
checks:
  rules:
    - { rule: AC001, severity: off, reason: The page is that of the comparison. }
    - { rule: AC005, severity: off, reason: The page is that of the comparison. }
    - { rule: AC007, severity: off, reason: The page is that of the comparison. }
"""
HELPLINE = """\
  - id: us-line
    name: Student help line
    country: US
    channels: [{ kind: phone, number: 800-555-0100 }]
    verified_on: 2026-09-20
"""


def q(text):
    """A text on one line, in double quotes: JSON strings are YAML strings."""
    return json.dumps(text, ensure_ascii=False)


def block(text, indent):
    pad = " " * indent
    return "|\n" + "\n".join(pad + line if line else "" for line in text.split("\n"))


def lesson_yaml(L):
    band, youngest, oldest = BANDS[L["grade_band"]]
    out = ["lesson: 1", f"id: {L['id']}", f"title: {q(L['title'][:60])}", f"summary: {q(L['summary'])}", "version: 1.0.0", "status: review",
           "license: CC-BY-4.0", "authors: [Workload]", f"band: {band}", f"ages: {{ min: {youngest}, max: {oldest} }}", "sensitivity: 1",
           f"duration: {L['duration']}", "group_size: { min: 8, max: 30 }", f"topics: [{', '.join(L['topics'])}]", f"big_idea: {q(L['call_to_action']['text'])}"]
    out.append("objectives:")
    for i, text in enumerate(L["objectives"][:4]):
        out.append(f"  - {{ id: o{i + 1}, text: {q(text)}, domain: skill, skill: ask }}")
    out += ["content_note:", f"  topic: {q(L['content_note'])}", f"  depth: {q('Everyday examples without detail.')}",
            "  options: [Pass on any question., Take a quiet task instead.]"]
    out += ["facilitator:", "  background: " + block(L["overview"], 4), "  preparation: [Read the plan., Check the support list.]", "  disclosure_response: standard"]
    out.append("materials:")
    for m in L["materials"]:
        out.append(f"  - {{ item: {q(m)}, quantity: 1, per: group }}")
    out.append("activities:")
    phases = ["opening", "teach", "practice", "practice", "reflect", "reflect", "closing"]
    for i, a in enumerate(L["activities"]):
        last = i == len(L["activities"]) - 1
        m = a["minutes"]
        out += [f"  - id: a{i + 1}", f"    title: {q(a['title'][:60])}", f"    phase: {'closing' if last else phases[i]}",
                f"    minutes: {{ min: {max(1, m - 2)}, typical: {m}, max: {m + 3} }}", "    core: true", "    method: discussion",
                f"    grouping: {GROUPINGS[a['grouping']]}", "    objectives: [o1]", "    learner_text: " + block(a["body"], 6)]
        out += ["    steps:", f"      - say: {q(L['overview'].split(chr(10))[0])}"]
        if last:
            out.append("    prompts:")
            out += [f"      - {{ question: {q(d)} }}" for d in L["discussion"]]
            out.append(f"    printables: [{', '.join('h%d' % (j + 1) for j in range(len(L['handouts'])))}, scenario-cards]")
    out.append("handouts:")
    for j, h in enumerate(L["handouts"]):
        out += [f"  - id: h{j + 1}", "    kind: worksheet", f"    title: {q(h['title'][:60])}", f"    intro: {q(h['intro'])}", "    items:"]
        out += [f"      - {{ prompt: {q(x['prompt'])}, space: {x['lines']} lines, key: {q('A short, honest answer.')} }}" for x in h["questions"]]
    out += ["  - id: scenario-cards", "    kind: cards", "    title: Scenario cards", "    per_page: 4", "    cards:"]
    out += [f"      - {{ id: c{i + 1}, title: {q(c['title'])}, text: {q(c['text'])}, key: {q(c['prompt'])} }}" for i, c in enumerate(L["scenario_cards"])]
    out += ["call_to_action:", f"  - {{ verb: ask, text: {q(L['call_to_action']['text'])}, actor: learners, when: this week, how_we_know: A count without names. }}"]
    out += ["assessment:", f"  baseline: {q(L['discussion'][0])}"]
    out += ["family:", "  notice: notify", "  letter: " + block(L["family_letter"], 4)]
    out.append("resources: [us-line, school-counselor]")
    return "\n".join(out) + "\n"


def page_yaml(L):
    """A lesson for the comparison with Hugo: all words where learners see them, and of what else the format asks for as little as can be."""
    band, youngest, oldest = BANDS[L["grade_band"]]
    out = ["lesson: 1", f"id: {L['id']}", f"title: {q(L['title'])}", f"summary: {q(L['summary'])}", "version: 1.0.0", "status: review",
           "license: CC-BY-4.0", f"authors: [{q(L['audience'])}]", f"band: {band}", f"ages: {{ min: {youngest}, max: {oldest} }}", "sensitivity: 1",
           f"duration: {L['duration']}", f"topics: [{', '.join(L['topics'])}]"]
    # A lesson has four objectives at most; some of the generator have a fifth.
    if len(L["objectives"]) > 4:
        out.append(f"big_idea: {q(L['objectives'][4])}")
    out.append("objectives:")
    out += [f"  - {{ text: {q(text)}, domain: skill }}" for text in L["objectives"][:4]]
    out += ["content_note:", f"  topic: {q(L['content_note'])}", "  depth: " + block(L["overview"], 4), "  options:"]
    out += [f"    - {q(m)}" for m in L["materials"]]
    out += ["facilitator: { background: Read the plan., preparation: [Read the plan.] }", "materials: [{ item: Pencils, quantity: 1, per: class }]"]
    out.append("legal_terms:")
    out += [f"  - {{ legal_term: {q(s['code'])}, jurisdiction: US, definition: {q(s['text'])} }}" for s in L["standards"]]
    out.append("activities:")
    for i, a in enumerate(L["activities"]):
        m = a["minutes"]
        out += [f"  - id: a{i + 1}", f"    title: {q(a['title'])}", f"    phase: {'closing' if i == len(L['activities']) - 1 else 'practice'}", f"    minutes: {{ min: {m}, typical: {m}, max: {m} }}",
                "    core: true", "    method: discussion", f"    grouping: {GROUPINGS[a['grouping']]}", "    learner_text: " + block(a["body"], 6)]
    out.append("    prompts:")
    out += [f"      - {{ question: {q(d)} }}" for d in L["discussion"]]
    out.append("scenarios:")
    out += [f"  - {{ id: c{i + 1}, title: {q(c['title'])}, text: {q(c['text'])}, debrief: {q(c['prompt'])} }}" for i, c in enumerate(L["scenario_cards"])]
    out.append("handouts:")
    for j, h in enumerate(L["handouts"]):
        out += [f"  - id: h{j + 1}", "    kind: worksheet", f"    title: {q(h['title'])}", f"    intro: {q(h['intro'])}", "    items:"]
        out += [f"      - {{ prompt: {q(x['prompt'])}, space: {x['lines']} lines }}" for x in h["questions"]]
    action = L["call_to_action"]
    out += ["call_to_action:", f"  - {{ verb: ask, text: {q(action['text'])}, actor: learners, when: this week, how_we_know: {q(action['link'])} }}"]
    out += ["assessment: { baseline: What do you know? }"]
    out += ["homework:", "  text: " + block(L["family_letter"], 4), "  alternative: Draw it for yourself."]
    out.append(f"resources: [us-line, {', '.join(slug(s['name']) for s in L['support_resources'])}]")
    return "\n".join(out) + "\n"


def slug(name):
    return name.lower().replace(" ", "-")


def services_yaml(services):
    """The services that lessons of the comparison name, and the helpline that a lesson needs, which has no web page and is not printed there."""
    return "resources: 1\nservices:\n" + HELPLINE + "".join(
        f"  - {{ id: {slug(name)}, name: {q(name)}, about: {q(about)}, local: true, url: {q(url)}, verified_on: 2026-09-20 }}\n" for name, about, url in services)


def page_templates(out):
    """The documents and templates of bench/page/, with every document of the tool off."""
    templates = out / "templates"
    shutil.copytree(HERE / "page", templates, dirs_exist_ok=True)
    shipped = re.findall(r"^  - \{ id: ([a-z0-9-]+),", (HERE.parent / "templates" / "documents.yaml").read_text(encoding="utf-8"), re.M)
    with open(templates / "documents.yaml", "a", encoding="utf-8", newline="\n") as f:
        f.writelines(f"  - {{ id: {name}, off: true }}\n" for name in shipped)


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--words", default=HERE / "words.py")
    args.add_argument("--lessons", type=int, required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--page", action="store_true")
    args.add_argument("--touch", type=int)
    a = args.parse_args()
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("words", a.words)
    words = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(words)
    text_of = page_yaml if a.page else lesson_yaml
    out = pathlib.Path(a.out)
    if a.touch:
        before, after = words.lesson(a.touch), words.lesson(a.touch, True)
        path = out / "lessons" / f"{before['id']}.yaml"
        write(path, text_of(after if path.read_text(encoding="utf-8") == text_of(before) else before))
        return
    os.makedirs(out / "lessons", exist_ok=True)
    os.makedirs(out / "units", exist_ok=True)
    ids = []
    for k in range(1, a.lessons + 1):
        lesson = words.lesson(k)
        ids.append((lesson["id"], BANDS[lesson["grade_band"]][0]))
        write(out / "lessons" / f"{lesson['id']}.yaml", text_of(lesson))
    units = [ids[i:i + PER_UNIT] for i in range(0, len(ids), PER_UNIT)]
    for n, unit in enumerate(units, 1):
        names = ", ".join(i for i, _ in unit)
        write(out / "units" / f"unit-{n:04d}.yaml", f"unit: 1\ntitle: Unit {n}\nsummary: Twenty lessons of the workload.\nband: {unit[0][1]}\nlessons: [{names}]\n")
    names = ", ".join(f"unit-{n:04d}" for n in range(1, len(units) + 1))
    write(
        out / "curriculum.yaml",
        "curriculum: 1\nid: workload\ntitle: Workload\nsummary: Generated lessons for measuring.\nversion: 1.0.0\nlicense: CC-BY-4.0\n"
        f"authors: [Workload]\nlanguage: en-US\nregion: US\nunits: [{names}]\ndisclosure_response: [Listen., Say that you believe them., Thank them., Say that it is not their fault., Ask no details., Follow the procedure.]\n"
        + ("agreements: [Anyone may pass., We leave out names and personal stories., What is said stays in the room; a worry may always go to an adult.]\n" + CHECKS if a.page else ""))
    if a.page:
        page_templates(out)
        write(out / "resources.yaml", services_yaml(words.RES))
    else:
        write(
            out / "resources.yaml",
            "resources: 1\nservices:\n" + HELPLINE + "  - { id: school-counselor, name: School counselor, local: true }\n")


main()
