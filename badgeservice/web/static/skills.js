// Search as you type for skills and werkprocessen; without scripts the button beside the field does the same.
(() => {
  "use strict";

  const WAIT = 200;

  const setUp = (finder) => {
    const input = finder.querySelector("input:not([name='picked'])");
    const said = finder.querySelector(".finder-said");
    const form = finder.closest("form");
    const list = document.createElement("ul");
    let hits = [];
    let active = -1;
    let timer = 0;
    let asked = 0;

    list.id = `${input.id}-list`;
    list.className = "finder-list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", finder.querySelector("label").firstChild.textContent.trim());
    finder.querySelector(".finder-line").after(list);
    finder.querySelector(".finder-line button").hidden = true;
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
      ["aria-controls", list.id]]) input.setAttribute(name, value);

    const shut = () => {
      asked += 1;
      window.clearTimeout(timer);
      hits = [];
      active = -1;
      list.hidden = true;
      list.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const mark = (place) => {
      active = place;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
      if (place < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    };

    const pick = (hit) => {
      const field = form.elements[hit.field];
      const lines = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
      if (!lines.includes(hit.line)) field.value = [...lines, hit.line].join("\n");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      input.value = "";
      shut();
      said.textContent = `${hit.field === "behaviours" ? finder.dataset.behaviour : finder.dataset.added} ${hit.name}`;
      input.focus();
    };

    const option = (hit, number) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      const about = document.createElement("span");
      line.id = `${list.id}-${number}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      name.className = "name";
      name.textContent = hit.name;
      about.className = "hint";
      about.textContent = hit.about;
      line.append(name, " ", about);
      line.addEventListener("pointerdown", (event) => event.preventDefault());
      line.addEventListener("click", () => pick(hit));
      return line;
    };

    const show = (answer) => {
      hits = answer.hits;
      list.replaceChildren(...hits.map(option));
      list.hidden = hits.length === 0;
      input.setAttribute("aria-expanded", String(hits.length > 0));
      mark(-1);
      said.textContent = answer.said;
    };

    const ask = async () => {
      const mine = (asked += 1);
      const values = new URLSearchParams({
        q: input.value, soort: finder.dataset.finder, crebo: form.elements.crebo.value, badgetaal: form.elements.language.value,
      });
      try {
        const answer = await fetch(`${finder.dataset.url}?${values}`, { headers: { Accept: "application/json" } });
        if (mine !== asked) return;
        if (answer.ok) show(await answer.json());
        else said.textContent = answer.status === 429 ? finder.dataset.busy : finder.dataset.lost;
      } catch {
        if (mine === asked) said.textContent = finder.dataset.lost;
      }
    };

    input.addEventListener("input", () => {
      window.clearTimeout(timer);
      if (input.value.trim().length < 2) {
        shut();
        said.textContent = "";
        return;
      }
      timer = window.setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (hits.length === 0) ask();
        else mark((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + hits.length) % hits.length);
      } else if (event.key === "Enter") {
        // The return key never saves from here: it picks, or searches at once.
        event.preventDefault();
        if (active >= 0) pick(hits[active]);
        else ask();
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        shut();
      }
    });
    input.addEventListener("blur", () => window.setTimeout(() => {
      if (document.activeElement !== input) shut();
    }, 0));
  };

  for (const finder of document.querySelectorAll("[data-finder]")) setUp(finder);
})();
