// Finding a lesson on the home page: filters and search. Every page is complete without this file: the filters by age and minutes work by CSS alone.
// No storage, no cookies, no requests. What is searched stands in search-index.js, which the build makes and the home page names.
{
  const form = document.querySelector(".filters");
  const search = document.querySelector("#search");
  const count = form.querySelector(".count");
  const results = document.querySelector(".results");
  const script = document.querySelector("script[data-index]");
  const index = script && typeof upstanderIndex === "object" ? upstanderIndex : null;

  // ---------- filters ----------

  const rows = [...document.querySelectorAll(".unit .row")].map(row => ({
    row,
    fits: true,
    unit: row.closest(".unit"),
    topics: (row.dataset.topics || "").split("|").filter(Boolean),
    codes: (row.dataset.codes || "").split("|").filter(Boolean).map(code => code.toLowerCase()),
  }));
  const units = [...document.querySelectorAll(".unit")];
  const rowOf = new Map(rows.map(entry => [entry.row.dataset.lesson, entry]));
  const valueOf = id => document.getElementById(id)?.value.trim() ?? "";
  const chipOf = name => form.querySelector(`[name=${name}]:checked`)?.id.slice(name.length + 1) ?? "all";
  const filtered = () => chipOf("band") !== "all" || chipOf("time") !== "all" || ["topic", "sensitivity", "framework", "code"].some(valueOf);

  const filter = () => {
    const [band, time] = [chipOf("band"), chipOf("time")];
    const [topic, sensitivity, framework, code] = ["topic", "sensitivity", "framework", "code"].map(id => valueOf(id).toLowerCase());
    for (const entry of rows) {
      const { row, topics, codes } = entry;
      entry.fits = (band === "all" || row.classList.contains(`in-${band}`))
        && (time === "all" || row.classList.contains(`fits-${time}`))
        && (!topic || topics.some(name => name.toLowerCase() === topic))
        && (!sensitivity || row.dataset.sensitivity === sensitivity)
        && (!framework && !code || codes.some(one => (!framework || one.startsWith(`${framework}:`)) && one.slice(one.indexOf(":") + 1).startsWith(code)));
      if (row.hidden === entry.fits) row.hidden = !entry.fits;
    }
  };

  // ---------- search ----------

  const letters = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th" };
  const wordsOf = text => text.toLowerCase().normalize("NFD").replace(/[\p{M}'\u2019]/gu, "").replace(/[ßæœøđðłıþ]/g, letter => letters[letter])
    .split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  // Scripts that put no space between words: there a word is looked for inside of others.
  const spaceless = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;

  // How many letters have to be added, left out, replaced or swapped with their neighbor to turn one word into the other; more than most is all the same.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  };

  // How well a word answers one that was asked for, from 1 to 0: the same, its start, another form of it (friend, friends; family, families).
  const likeness = (asked, word) => {
    if (word === asked) return 1;
    if (word.startsWith(asked)) return 0.75;
    if (spaceless.test(asked)) return word.includes(asked) ? 0.7 : 0;
    let same = 0;
    while (same < asked.length && asked[same] === word[same]) same++;
    const [more, other] = [asked.length - same, word.length - same];
    return same >= 4 && other === 0 && more <= 2 || same >= 5 && other <= 3 && more <= 3 ? 0.5 : 0;
  };

  // How well a word fits one with slips in it: one in a word of four letters or more, two from eight. Codes and numbers are meant as they stand.
  const slipped = (asked, word) => {
    const most = asked.length < 4 || /\p{N}/u.test(asked) ? 0 : asked.length < 8 ? 1 : 2;
    if (!most) return 0;
    const slips = distance(asked, word, most);
    if (slips <= most) return 0.4 / slips;
    return asked.length > 5 && word.length > asked.length && distance(asked, word.slice(0, asked.length), most) <= most ? 0.15 : 0;
  };

  // The words that answer one, and how well. Where none does as it was written, the nearest words are asked for instead.
  const answers = (asked, words) => {
    const best = new Map();
    const ask = (one, share) => {
      for (const word of words) {
        const quality = share * likeness(one, word);
        if (quality > (best.get(word) ?? 0)) best.set(word, quality);
      }
    };
    ask(asked, 1);
    if (![...best.values()].some(quality => quality > 0.5)) {
      const near = [...words].map(word => [word, slipped(asked, word)]).filter(([, quality]) => quality).sort((a, b) => b[1] - a[1]);
      for (const [word, quality] of near.slice(0, 8)) ask(word, quality);
    }
    return best;
  };

  const capital = name => name[0].toUpperCase() + name.slice(1);

  // Weight of words that say where something belongs: they help to tell it from others, but nothing is found by them alone.
  const beside = 1;
  let found = null;
  const read = () => {
    const entries = [], places = new Map();
    const add = (entry, ...fields) => {
      if (!entry.page) return;
      const best = new Map();
      for (const [weight, ...texts] of fields)
        for (const text of texts) for (const word of wordsOf(text ?? "")) best.set(word, Math.max(weight, best.get(word) ?? 0));
      for (const [word, weight] of best) {
        if (!places.has(word)) places.set(word, []);
        places.get(word).push([entries.length, weight]);
      }
      entries.push({ ...entry, name: wordsOf(entry.title).join(" ") });
    };
    const terms = (words, lesson) => {
      for (const [term, slug] of words ?? [])
        add({ kind: "word", title: capital(term), page: `${index.glossary}#${slug}`, band: lesson?.band, about: lesson?.title, lessons: lesson ? [lesson.id] : [] }, [7, term]);
    };
    for (const lesson of index.lessons) {
      const { id, title, band, minutes, topics, codes, sheets, words, text } = lesson;
      const address = page => page?.replace("*", `${id}/`);
      const unit = index.units[lesson.unit]?.[0];
      add({ kind: "lesson", title, page: address(lesson.page), band, minutes, about: unit, lessons: [id] },
        [10, title], [6, ...(words ?? []).map(([term]) => term), ...codes ?? []], [5, ...topics ?? []], [3, unit], [2, text]);
      for (const [name, page, kind] of sheets ?? [])
        add({ kind, title: name, page: address(page), band, about: title, lessons: [id] }, [8, name], [5, kind], [beside, title, ...topics ?? []]);
      terms(words, lesson);
    }
    terms(index.words);
    for (const [id, [title, page]] of Object.entries(index.units))
      add({ kind: "unit", title, page, lessons: index.lessons.filter(lesson => lesson.unit === id).map(lesson => lesson.id) }, [9, title]);
    return { entries, places, skip: new Set(wordsOf(index.skip ?? "")) };
  };

  // Every word has to be in what is found; words that stand in nearly every text count only where there are no others.
  const find = query => {
    found ??= read();
    const { entries, places, skip } = found;
    const all = wordsOf(query), telling = all.filter(word => !skip.has(word));
    const meant = new Set();
    let scores = null;
    for (const asked of telling.length ? telling : all) {
      const own = new Map();
      for (const [word, quality] of answers(asked, [...places.keys()]))
        for (const [entry, weight] of places.get(word)) {
          own.set(entry, Math.max(own.get(entry) ?? 0, quality * weight));
          if (weight > beside) meant.add(entry);
        }
      scores = scores ? new Map([...scores].filter(([entry]) => own.has(entry)).map(([entry, score]) => [entry, score + own.get(entry)])) : own;
    }

    // Whoever types a title means that one. A word, which several lessons may explain, comes after lessons that are about it.
    const whole = all.join(" ");
    return [...scores ?? []]
      .filter(([entry]) => meant.has(entry))
      .map(([entry, score]) => [entry, score + (entries[entry].name === whole && entries[entry].kind !== "word" ? 20 : 0)])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .map(([entry]) => entries[entry])
      .filter(({ lessons }) => !lessons.length || lessons.some(id => rowOf.get(id)?.fits ?? true));
  };

  const make = (name, text, looks) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (looks) element.className = looks;
    return element;
  };
  const hit = ({ kind, title, page, band, minutes, about, lessons }) => {
    const item = make("li", "", band ? `hit band-${band}` : "hit");
    const link = make("a", title);
    link.href = new URL(page, script.src).href;
    const names = results.dataset;
    const facts = [names[kind] ?? kind, about, minutes && `${minutes} ${minutes === 1 ? names.minute : names.minutes}`].filter(Boolean);
    item.append(link, make("p", facts.join(" \u00b7 "), "small"));
    const summary = kind === "lesson" && rowOf.get(lessons[0])?.row.querySelector("p")?.textContent;
    if (summary) item.append(make("p", summary));
    return item;
  };

  const atOnce = 20;
  let hits = [];
  const more = results?.querySelector("button");
  const list = results?.querySelector("ol");
  const showMore = () => {
    list.append(...hits.slice(list.children.length, list.children.length + atOnce).map(hit));
    more.hidden = list.children.length >= hits.length;
  };

  // ---------- both together ----------

  let speaking;
  const say = (number, { one, many, none }, later) => {
    clearTimeout(speaking);
    const text = number ? `${number} ${number === 1 ? one : many}` : none;
    if (later) speaking = setTimeout(() => { count.textContent = text; }, 400);
    else count.textContent = text;
  };
  const reset = form.querySelector("[type=reset]");
  const update = event => {
    filter();
    const shown = new Set(rows.filter(entry => entry.fits).map(entry => entry.unit));
    const query = index && wordsOf(search.value).length ? search.value : "";
    for (const unit of units) unit.hidden = Boolean(query) || !shown.has(unit);
    if (results) results.hidden = !query;
    reset.hidden = !query && !filtered();
    if (query) {
      hits = find(query);
      list.replaceChildren();
      showMore();
      results.querySelector("h2").hidden = !hits.length;
      say(hits.length, { one: results.dataset.one, many: results.dataset.many, none: results.dataset.none }, event?.target === search);
    } else {
      say(rows.filter(entry => entry.fits).length, count.dataset);
    }
  };

  form.addEventListener("input", update);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    update();
    form.querySelector("input:checked").focus();
  }));

  // Enter and the arrow down lead to what was found, Escape leads back.
  if (index) {
    search.addEventListener("focus", () => { found ??= read(); });
    const links = () => [...list.querySelectorAll("a")];
    search.addEventListener("keydown", event => {
      if (event.key === "Escape" && search.value) {
        search.value = "";
        update();
      } else if ((event.key === "Enter" || event.key === "ArrowDown") && !event.isComposing && !results.hidden && links().length) {
        links()[0].focus();
      } else {
        return;
      }
      event.preventDefault();
    });
    list.addEventListener("keydown", event => {
      const all = links(), at = all.indexOf(event.target);
      const to = { ArrowDown: all[at + 1] ?? event.target, ArrowUp: all[at - 1] ?? search, Escape: search }[event.key];
      if (!to || at < 0) return;
      to.focus();
      event.preventDefault();
    });
    more.addEventListener("click", () => {
      const first = list.children.length;
      showMore();
      links()[first]?.focus();
    });

    // The link in the head of every page leads to the form; with a script, into the field.
    const enter = () => { if (location.hash === "#find") search.focus(); };
    addEventListener("hashchange", enter);
    for (const link of document.querySelectorAll('a[href$="#find"]')) link.addEventListener("click", () => setTimeout(enter));
    setTimeout(enter);
  }

  // What works with a script only.
  const topics = document.querySelector("#topic");
  const names = new Set(rows.flatMap(entry => entry.topics).map(capital));
  for (const name of [...names].sort((a, b) => a.localeCompare(b, document.documentElement.lang))) topics.append(new Option(name));
  for (const box of form.querySelectorAll(".scripted"))
    box.hidden = box.contains(search) ? !index : box.contains(topics) && names.size < 2;
  update();
}
