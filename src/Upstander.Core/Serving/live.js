// The preview of "upstander serve": loads a page again when it has changed, where it was, and says what was found. It is part of no build.
(() => {
  const script = document.currentScript;
  const page = script.dataset.page;
  const kept = "upstander-preview-place";
  const shut = "upstander-preview-shut";

  // Where the page was before it was loaded again.
  const details = () => [...document.querySelectorAll("details")];
  const keep = () => {
    const open = details().map(d => d.open);
    const focus = document.activeElement?.id || "";
    sessionStorage.setItem(kept, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY, open, focus }));
  };
  const restore = () => {
    const text = sessionStorage.getItem(kept);
    sessionStorage.removeItem(kept);
    const place = text && JSON.parse(text);
    if (!place || place.path !== location.pathname) return;
    const all = details();
    if (all.length === place.open.length) all.forEach((d, i) => { d.open = place.open[i]; });
    if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
    const go = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    history.scrollRestoration = "manual";
    go();
    addEventListener("load", () => { go(); requestAnimationFrame(() => { go(); history.scrollRestoration = "auto"; }); });
  };
  restore();

  // The panel, in a shadow: its style and that of the page do not meet.
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `
    <link rel="stylesheet" href="/-/live.css">
    <section aria-label="Preview" hidden>
      <button type="button" aria-expanded="false" aria-controls="list"><span class="text" role="status"></span></button>
      <p hidden></p>
      <div class="list" id="list" tabindex="0" role="region" aria-label="Findings" hidden><ul></ul></div>
    </section>`;
  const [section, button, text, first, list] = ["section", "button", ".text", "p", ".list"].map(s => root.querySelector(s));
  root.querySelector("link").addEventListener("load", () => { section.hidden = false; });
  if (document.querySelector(".exit")) section.classList.add("over-exit");
  document.documentElement.append(host);

  const make = (name, content, kind) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    element.append(...[content].flat());
    return element;
  };
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  let state = null;
  const open = wanted => {
    button.setAttribute("aria-expanded", wanted);
    list.hidden = !wanted;
  };
  const errorsOf = at => JSON.stringify(at.findings.filter(f => f.severity === "error"));
  button.addEventListener("click", () => {
    if (!state?.findings.length) return;
    open(list.hidden);
    sessionStorage.setItem(shut, list.hidden ? errorsOf(state) : "");
  });

  const show = at => {
    state = at;
    section.classList.toggle("behind", at.behind);
    const parts = [];
    if (at.errors) parts.push(make("b", count(at.errors, "error"), "error"));
    if (at.warnings) parts.push(make("b", count(at.warnings, "warning"), "warning"));
    if (at.notes) parts.push(count(at.notes, "note"));
    const words = parts.flatMap((part, i) => i ? [", ", part] : [part]);
    if (!words.length) words.push(at.checking ? "Preview" : "No findings");
    if (at.checking) words.push(" – still reading pages");
    const said = words.map(w => w.textContent ?? w).join("");
    if (text.textContent !== said) text.replaceChildren(...words);
    first.hidden = !at.behind;
    first.textContent = at.behind ? at.page ? "This page shows how it was before. It follows as soon as the errors are mended." : "There is no page to show until the errors are mended." : "";
    list.querySelector("ul").replaceChildren(
      ...at.findings.map(f => make("li", [make("code", `${f.place} · ${f.code}`), make("b", f.severity, f.severity), `: ${f.message}`, ...f.hint ? [make("span", f.hint)] : []])),
      ...at.more ? [make("li", `And ${at.more} more: the terminal lists them.`)] : []);
    open(at.findings.length > 0 && at.errors > 0 && sessionStorage.getItem(shut) !== errorsOf(at));
  };

  const update = at => {
    if (at.page !== page) {
      keep();
      location.reload();
    } else {
      show(at);
    }
  };

  // Browsers open few connections to one server: a page that nobody sees gives its own back.
  let source = null;
  const connect = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource(`/-/events?path=${encodeURIComponent(location.pathname)}`);
      source.onmessage = event => update(JSON.parse(event.data));
      source.onerror = () => { text.textContent = "The preview does not answer; waiting for it"; };
    }
  };
  document.addEventListener("visibilitychange", connect);
  addEventListener("pagehide", () => { source?.close(); source = null; });
  addEventListener("pageshow", event => { if (event.persisted) connect(); });
  connect();
})();
