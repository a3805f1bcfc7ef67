/* The search box while one types: suggestions below it, by mouse, touch and keyboard.
   Without this script the form works as it stands: it is sent, and a page answers. */
"use strict";

/** Milliseconds of quiet before the site is asked. */
const QUIET = 120;

for (const form of document.querySelectorAll("form[data-suggest]")) attend(form);

/** Gives a search form its list: the pattern "combobox with a listbox" of WAI-ARIA 1.2. */
function attend(form) {
  const input = form.elements.q;
  const list = make("ul", { id: `${input.id}-list`, role: "listbox", "aria-label": input.labels[0].textContent });
  const told = make("p", { class: "off", role: "status" });
  list.hidden = true;
  form.append(list, told);
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });
  let wait = 0, last = new AbortController(), at = -1;

  function close() {
    clearTimeout(wait);
    last.abort();
    list.hidden = true;
    told.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  /** Makes an option the active one; -1 is the box itself. */
  function choose(next) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = next;
    const option = list.children[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    set(option, { "aria-selected": "true" });
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  async function ask() {
    const words = input.value.trim();
    last.abort();
    last = new AbortController();
    if (words.length < 2) return close();
    try {
      const asked = `${form.dataset.suggest}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(asked, { signal: last.signal });
      if (!answer.ok) return close();
      show(await answer.json());
    } catch {
      // Typed on, or not reached: the form itself still works.
    }
  }

  function show({ said, entries }) {
    if (document.activeElement !== input) return;
    choose(-1);
    list.replaceChildren(...entries.map((entry, place) => option(entry, `${list.id}-${place}`)));
    list.hidden = entries.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = said;
  }

  input.addEventListener("input", event => {
    clearTimeout(wait);
    if (!event.isComposing) wait = setTimeout(ask, QUIET);
  });
  input.addEventListener("compositionend", () => { wait = setTimeout(ask, QUIET); });
  input.addEventListener("blur", close);
  addEventListener("pagehide", close);
  input.addEventListener("keydown", event => {
    const many = list.children.length;
    if (event.isComposing || list.hidden) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") choose(at + 1 < many ? at + 1 : -1);
    else if (event.key === "ArrowUp") choose(at < 0 ? many - 1 : at - 1);
    else if (event.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.href);
    else return;
    event.preventDefault();
  });
  // The box keeps the focus while the list is pressed.
  list.addEventListener("mousedown", event => event.preventDefault());
  list.addEventListener("click", event => {
    const option = event.target.closest("[data-href]");
    if (option) location.assign(option.dataset.href);
  });
}

/** One suggestion: its name, what of it was typed, its code, how it was found. */
function option({ href, pieces, code, how }, id) {
  const name = make("b", {}, pieces.map(({ text, hit }) => hit ? make("mark", {}, [text]) : text));
  const below = make("span", {}, [make("span", { class: "code" }, [code]), ` · ${how}`]);
  return make("li", { id, role: "option", "aria-selected": "false", "data-href": href }, [name, below]);
}

function make(name, attributes, inside = []) {
  const element = set(document.createElement(name), attributes);
  element.append(...inside);
  return element;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
