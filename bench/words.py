#!/usr/bin/env python3
"""The words of the benchmark: lesson(k) is the content of lesson k, a function of k alone; run as a program, it writes the lessons as a Hugo site.

usage: words.py --lessons N --out DIR [--touch K]

emit.py writes the same lessons in Upstander's own format. --touch K changes one sentence of lesson K of a site that is there, and takes it back the next
time. The words stay as they are, down to their spelling, so that figures of different days are about the same texts. Standard library only.
"""
import argparse
import os
import pathlib
import random
import re
import shutil

HERE = pathlib.Path(__file__).resolve().parent

TOPIC = ["asking first", "checking in", "personal space", "being a good listener", "speaking up",
         "healthy friendships", "kind words online", "trusted adults", "group agreements",
         "respectful disagreement", "digital photos and permission", "changing your mind",
         "body language", "standing beside a friend", "including others", "setting limits",
         "sharing feelings", "teamwork on the field", "responsible messaging", "repairing a mistake"]
VERB = ["Practise", "Explore", "Understand", "Notice", "Build", "Discuss", "Map", "Rehearse", "Review", "Plan"]
PLACE = ["the classroom", "the cafeteria", "the bus", "a group chat", "the library", "the playground",
         "a team practice", "the hallway", "a study group", "a club meeting", "the locker area", "a school trip"]
WHO = ["a classmate", "a teammate", "a friend", "a younger student", "a new student", "a lab partner",
       "a neighbour", "a cousin", "a group leader", "a volunteer"]
NAME = ["Avery", "Jordan", "Sam", "Riley", "Noor", "Kai", "Mina", "Theo", "Ines", "Luca", "Priya", "Dana",
        "Omar", "Elif", "Tess", "Hugo", "Yuki", "Marlon"]
ADULT = ["a teacher", "the school counselor", "a coach", "a family member", "the school nurse", "a librarian"]
GRADE = ["K-2", "3-5", "6-8", "9-12"]
AUDIENCE = ["Whole class, mixed experience", "Small advisory groups", "Sports teams and clubs",
            "Peer leaders in training", "After-school program", "Homeroom groups"]
GROUPING = ["whole group", "pairs", "small groups", "individual"]
MATERIAL = ["Chart paper and markers", "Sticky notes in two colors", "Printed scenario cards, one set per group",
            "A timer that everyone can see", "Copies of the handout", "Index cards", "A ball of yarn",
            "Projector or a large drawing of the agreement", "Exit slips", "Pencils and crayons"]
OBJ = ["Describe in their own words what {t} means", "Name two signs that {w} is comfortable and two signs of doubt",
       "Use a short sentence to ask before acting in {p}", "Give a clear and kind answer, including a no",
       "List three people who can help, such as {a}", "Explain why a person may change an answer at any time",
       "Compare a helpful and an unhelpful response in {p}", "Make a plan for helping {w} without taking over"]
STD = [("HE.1.{n}", "Describes the traits of respectful relationships"),
       ("HE.4.{n}", "Demonstrates skills for asking for and giving a clear answer"),
       ("HE.5.{n}", "Identifies situations that call for help from a trusted adult"),
       ("HE.7.{n}", "Practises habits that keep self and others safe"),
       ("SEL.3.{n}", "Takes the perspective of others and shows empathy"),
       ("SEL.4.{n}", "Communicates clearly and listens well in groups")]
SENT = ["Begin by reading the group agreement aloud and asking whether anyone would like to add a line.",
        "Tell students that they may pass on any question, and that listening is a way of taking part.",
        "Ask the group to think quietly for one minute about a time when somebody asked them first.",
        "Invite two volunteers to read the example in {p}, one line each.",
        "Point out that a smile is not always an answer and that silence is not a yes.",
        "Write the main words on the board and leave space for the words that students bring.",
        "Students compare their notes with {w} and mark one idea they had not thought of.",
        "Walk around the room, listen, and note phrases that you want to return to later.",
        "Remind everyone that {a} is available after the lesson for a private conversation.",
        "Keep the pace calm; it is fine to finish fewer examples and to talk about them well.",
        "When an answer is unclear, the next step is to stop and ask again in plain words.",
        "Praise the effort to speak clearly rather than the loudest or the fastest answer.",
        "Connect the example to {t}, and ask what would be different in {p}.",
        "Let each pair choose whether to show their conversation to the class or to describe it.",
        "If a student shares something personal, thank them and follow the school procedure.",
        "Summarise with one sentence from each group and collect the sentences on chart paper.",
        "Ask what {n} could say that is short, honest and kind.",
        "Notice how the conversation changes when {n} waits for an answer before acting.",
        "Give a second example in which the answer changes halfway through the activity.",
        "A good response keeps everyone safe, gets help when needed, and does not add pressure.",
        "Explain that rules about {t} are the same in person and online.",
        "Have students underline the part of the scenario where somebody could have checked in.",
        "Groups agree on one question they would ask {w} in the same place.",
        "Close the step by asking for a thumb up, sideways or down about how clear it felt."]
LI = ["Say what you see without blaming anyone", "Ask a short, open question", "Wait for the answer and repeat it back",
      "Offer two choices, and accept a third", "Move to a calmer place in {p}", "Find {a} and explain what happened",
      "Write down the words you would use", "Thank the other person for being honest",
      "Check in again later the same day", "Swap roles and try the conversation again",
      "Note one thing that worked and one to change", "Leave when it does not feel right"]
EMPH = ["**Key idea:** an answer counts only when it is *freely given*.",
        "**Remember:** anyone may *change their mind*, at any time.",
        "**Tip:** use the words *stop*, *check*, and *ask* as a reminder.",
        "**Say it plainly:** a *clear yes* is the only yes we act on.",
        "**For the group:** we *listen first*, and we keep stories in the room.",
        "**Note:** getting help is *not* telling tales; it is `looking out` for someone."]
QUOTE = ["Asking takes five seconds, and it tells the other person that they matter.",
         "I did not need a speech. I needed one person to sit beside me.",
         "We wrote the agreement together, so it was ours to keep.",
         "No is a whole sentence, and so is not now."]
LINK = ["the [agreement builder](https://example.org/agreement) worksheet",
        "the [listening guide](https://example.org/listening 'Listening guide') for facilitators",
        "our page on [asking well](https://example.org/ask?grade=6&unit=2)",
        "the [help card](https://example.org/help#card) for students"]
QUES = ["What made the answer clear or unclear in this example?", "How might {n} feel when nobody asks first?",
        "What could {w} say or do in the next minute?", "When would you go to {a}, and what would you say?",
        "What is one thing our group could change in {p}?", "Why can somebody change an answer later?",
        "Which words felt natural to you, and which did not?", "How is this different in a message or a post?"]
CARD = ["{n} is in {p} and would like to borrow something that belongs to {w}. Nobody has answered yet.",
        "During a break {n} takes a picture of the group. {m} looks away and covers their face.",
        "{n} and {m} agreed to work together. Today {m} says that they would rather work alone.",
        "In {p}, several people laugh about a message that {n} sent. {m} sees that {n} has gone quiet.",
        "{n} wants to greet {w} with a hug. {m} knows that not everybody likes hugs.",
        "{m} said yes yesterday. Today {n} asks again, and {m} does not answer."]
RES = [("School counseling office", "Open during breaks and by appointment", "https://example.org/counseling"),
       ("Student help line", "Free and confidential, every day", "https://example.org/help-line"),
       ("Community youth center", "Drop-in hours on weekdays", "https://example.org/center"),
       ("Family support desk", "Information in several languages", "https://example.org/family"),
       ("Peer listening team", "Trained students and a staff member", "https://example.org/peers")]
NOTE = ["This lesson talks about limits and about asking for help. Some students may have *personal experience*; tell them in advance, offer a quiet alternative, and name {a} as a contact.",
        "The examples are everyday ones and avoid detail. **Preview** the scenario cards, remove any that is too close to a current event, and let students step out."]
FAM = ["This week our class is learning about {t}. We practise short sentences for asking and for answering, and we talk about people who can help.",
       "At home you might ask: *what is one thing your group agreed on?* You might also share a time when asking first made something easier.",
       "If you have questions, or if you would rather that your child take part in the quiet alternative, please contact {a} at the school.",
       "Thank you for talking with your child. Small everyday conversations make the **biggest** difference."]
OVER = ["Students learn best about {t} when the examples are ordinary and the language is plain.",
        "This plan moves from a shared agreement, to a model, to practice in pairs, to a personal plan.",
        "It asks for no disclosure. It gives students words to use in {p}, and people to turn to.",
        "Facilitators should read the whole plan, agree on a signal with a colleague, and know the reporting duty of the school.",
        "Leave time at the end: the call to action matters more than the number of activities."]


def lesson(k, touch=False):
    r = random.Random(100003 * k + 17)
    t = r.choice(TOPIC)

    def fill(s):
        return (s.replace("{t}", t).replace("{w}", r.choice(WHO)).replace("{p}", r.choice(PLACE))
                .replace("{a}", r.choice(ADULT)).replace("{n}", r.choice(NAME)).replace("{m}", r.choice(NAME)))

    def sents(pool, n):
        return [fill(s) for s in r.sample(pool, n)]

    def para(n):
        return " ".join(sents(SENT, n))

    L = {}
    L["id"] = "lesson-%05d" % k
    L["title"] = "%s %s: lesson %d" % (r.choice(VERB), t, k)
    L["summary"] = fill("A lesson about {t} with practice in pairs, scenario cards and a take-home letter.")
    if touch:
        L["summary"] += " Revised for the spring term."
    L["audience"] = r.choice(AUDIENCE)
    L["grade_band"] = r.choice(GRADE)
    L["topics"] = r.sample(["consent", "bystander", "online", "friendship", "safety", "communication"], 3)
    L["objectives"] = sents(OBJ, r.randint(3, 5))
    L["materials"] = r.sample(MATERIAL, r.randint(4, 6))
    L["standards"] = [{"code": c.replace("{n}", "%d.%d" % (r.randint(1, 8), r.randint(1, 6))), "text": x}
                      for c, x in r.sample(STD, 3)]
    L["content_note"] = fill(r.choice(NOTE))
    L["overview"] = " ".join(fill(s) for s in OVER[:3]) + "\n\n" + " ".join(fill(s) for s in OVER[3:]) + "\n\n- " + \
        "\n- ".join(sents(LI, 3))
    acts = []
    na = r.choice([5, 5, 5, 6, 7])
    for i in range(na):
        big = r.random() < 0.15
        b = [para(2 if not big else 5), r.choice(EMPH)]
        items = sents(LI, r.randint(3, 4))
        if i % 2:
            b.append("\n".join("%d. %s" % (j + 1, x) for j, x in enumerate(items)))
        else:
            b.append("\n".join("- %s" % x for x in items))
        if i % 3 == 0:
            rows = ["| Step | Who | Minutes |", "| --- | --- | ---: |"]
            for j in range(3):
                rows.append("| %s | %s | %d |" % (r.choice(["Read", "Talk", "Practise", "Share", "Write"]),
                                                  r.choice(GROUPING), r.randint(1, 6)))
            b.append("\n".join(rows))
        elif i % 3 == 1:
            b.append("> %s\n>\n> A student in grade %d" % (r.choice(QUOTE), r.randint(5, 12)))
        else:
            b.append("For more, see %s. %s" % (r.choice(LINK), fill(r.choice(SENT))))
        b.append(para(1 if not big else 4))
        acts.append({"title": "%s %s" % (r.choice(["Warm-up:", "Model:", "Practice:", "Circle:", "Reflect:"]), fill(r.choice(
            ["asking in {p}", "words for {t}", "what {n} could do", "checking in with {w}", "our agreement"]))),
            "minutes": r.choice([5, 8, 10, 10, 12, 15]), "grouping": r.choice(GROUPING), "body": "\n\n".join(b)})
    L["activities"] = acts
    L["duration"] = sum(a["minutes"] for a in acts)
    L["discussion"] = sents(QUES, r.randint(4, 5))
    hs = []
    for i in range(r.choice([1, 1, 2])):
        hs.append({"title": "Handout %d: my plan for %s" % (i + 1, t),
                   "intro": fill("Fill this in on your own. You may share it with {w} or keep it private."),
                   "questions": [{"prompt": q, "lines": r.randint(2, 5)} for q in sents(QUES, r.randint(3, 5))]})
    L["handouts"] = hs
    L["scenario_cards"] = [{"title": "Card %s" % "ABCDEF"[i], "text": fill(c), "prompt": fill(r.choice(QUES))}
                           for i, c in enumerate(r.sample(CARD, r.randint(2, 3)))]
    L["call_to_action"] = {"text": fill("This week, ask first in {p}, and tell {a} one thing that our group does well."),
                           "link": "https://example.org/action/%d" % k}
    L["support_resources"] = [{"name": a, "detail": b, "url": c} for a, b, c in r.sample(RES, r.randint(2, 3))]
    L["family_letter"] = "Dear families,\n\n" + "\n\n".join(fill(s) for s in FAM)
    return L


SAFE = re.compile(r"^[A-Za-z][A-Za-z0-9 ,.;()/_-]*$")


def sc(v):
    if isinstance(v, int):
        return str(v)
    if SAFE.match(v) and not v.endswith(" ") and v.lower() not in ("yes", "no", "true", "false", "null", "on", "off"):
        return v
    return '"' + v.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(key, text, ind):
    pad = " " * (ind + 2)
    return "%s%s: |\n%s\n" % (" " * ind, key, "\n".join((pad + l) if l else "" for l in text.split("\n")))


def emit(d, keys, ind=0):
    o = []
    for k in keys:
        v, p = d[k], " " * ind
        if isinstance(v, list):
            o.append("%s%s:\n" % (p, k))
            for it in v:
                if isinstance(it, dict):
                    s = emit(it, it.keys(), ind + 4)
                    o.append(p + "  - " + s[ind + 4:])
                else:
                    o.append("%s  - %s\n" % (p, sc(it)))
        elif isinstance(v, dict):
            o.append("%s%s:\n%s" % (p, k, emit(v, v.keys(), ind + 2)))
        elif isinstance(v, str) and (k in ("body", "overview", "family_letter", "content_note")):
            o.append(block(k, v, ind))
        else:
            o.append("%s%s: %s\n" % (p, k, sc(v)))
    return "".join(o)


ORDER = ["id", "title", "summary", "audience", "grade_band", "duration", "topics", "objectives", "materials",
         "standards", "content_note", "overview", "activities", "discussion", "handouts", "scenario_cards",
         "call_to_action", "support_resources", "family_letter"]


def page_of(L):
    """A lesson as Hugo reads it: everything but the overview in front matter."""
    return "---\n%s---\n\n%s\n" % (emit(L, [k for k in ORDER if k != "overview"]), L["overview"])


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--lessons", type=int, required=True)
    ask.add_argument("--out", required=True)
    ask.add_argument("--kind", choices=["hugo"], default="hugo", help="the form of the lessons; there is one")
    ask.add_argument("--touch", type=int)
    a = ask.parse_args()
    folder = pathlib.Path(a.out, "content", "lessons")
    if a.touch:
        before, after = page_of(lesson(a.touch)), page_of(lesson(a.touch, True))
        path = folder / ("lesson-%05d.md" % a.touch)
        path.write_text(after if path.read_text(encoding="utf-8") == before else before, encoding="utf-8", newline="\n")
        return
    shutil.copytree(HERE / "hugo", a.out, dirs_exist_ok=True)
    os.makedirs(folder, exist_ok=True)
    for k in range(1, a.lessons + 1):
        (folder / ("lesson-%05d.md" % k)).write_text(page_of(lesson(k)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
