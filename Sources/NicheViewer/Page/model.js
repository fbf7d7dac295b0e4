// The model of a run: each thing in it with what acts on it and what it acts on, its equations, and the mechanisms and parameters that stand in them.

import { json } from "./api.js";

const make = (name, text = "", properties = {}) => Object.assign(document.createElement(name), { textContent: text, ...properties });

let card = null;

export async function show(element, run) {
  if (card) return;
  card = new Card(element, await json(`runs/${run}/model`));
}

class Card {
  constructor(element, model) {
    this.model = model;
    this.part = (id) => element.querySelector(`#${id}`);
    this.things = new Map(model.things.map((thing) => [thing.words, thing]));
    this.before = Map.groupBy(model.links, ({ to }) => to);
    this.after = Map.groupBy(model.links, ({ from }) => from);
    this.part("find").addEventListener("input", () => this.list());
    this.list();
    this.mechanisms();
    // What most acts on is a good place to begin.
    const busiest = [...this.before].sort(([, a], [, b]) => b.length - a.length)[0];
    if (busiest) this.choose(busiest[0]);
  }

  list() {
    const wanted = this.part("find").value.trim().toLowerCase();
    const found = this.model.things.filter(({ words, about }) => `${words} ${about}`.toLowerCase().includes(wanted));
    // What is named so comes before what is told of so.
    found.sort((a, b) => b.words.toLowerCase().startsWith(wanted) - a.words.toLowerCase().startsWith(wanted));
    this.part("things").replaceChildren(...found.map(({ words, kind }) => this.entry(words, kind)));
  }

  entry(words, note, couplings = []) {
    const item = document.createElement("li");
    const button = make("button", words);
    button.append(make("small", note));
    button.dataset.couplings = couplings.join(" ");
    if (words === this.chosen) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => this.choose(words));
    item.append(button);
    return item;
  }

  choose(words) {
    this.chosen = words;
    const thing = this.things.get(words) ?? { words, kind: "", about: "", unit: "", text: "" };
    const beside = (id, title, links, other) => {
      const list = document.createElement("ul");
      list.append(...links.map((link) => this.entry(link[other], link.couplings.join(", "), link.couplings)));
      this.part(id).replaceChildren(make("h2", `${title} (${links.length})`), list);
    };
    beside("before", "Acts on it", this.before.get(words) ?? [], "from");
    beside("after", "It acts on", this.after.get(words) ?? [], "to");
    const parts = [make("h2", words), make("p", [thing.kind, thing.unit && `[${thing.unit}]`, thing.about].filter(Boolean).join(" · "))];
    if (thing.text) parts.push(make("pre", thing.text), this.parameters(thing));
    this.part("thing").replaceChildren(...parts);
    this.list();
  }

  /// The rows of the parameters that an equation names.
  parameters({ text, owner }) {
    const names = new Set(text.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
    const rows = this.model.parameters.filter(({ name }) => {
      const [type, own] = name.includes(".") ? name.split(".") : [owner, name];
      return type === owner && names.has(own);
    });
    const table = document.createElement("table");
    for (const { name, value, range, about, source, isAssumed } of rows) {
      const row = table.insertRow();
      const first = row.insertCell();
      first.append(name, make("small", about), make("small", source, { className: isAssumed ? "assumed" : "" }));
      row.insertCell().append(value, make("small", range));
    }
    return table;
  }

  /// All mechanisms; pointing at one lights up where it stands.
  mechanisms() {
    const table = document.createElement("table");
    for (const { name, about, gain, module } of this.model.couplings) {
      const row = table.insertRow();
      row.insertCell().append(name, make("small", about), make("small", module));
      row.insertCell().append(String(gain));
      row.addEventListener("pointerenter", () => this.light(name, true));
      row.addEventListener("pointerleave", () => this.light(name, false));
    }
    this.part("mechanisms").replaceChildren(make("h2", "Mechanisms and their gains"), table);
  }

  light(name, isOn) {
    for (const id of ["before", "after"]) {
      for (const button of this.part(id).querySelectorAll("button")) {
        button.classList.toggle("lit", isOn && button.dataset.couplings.split(" ").includes(name));
      }
    }
  }
}
