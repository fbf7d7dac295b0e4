// The model of a run: the whole as a graph, and each thing in it with what acts on it and what it acts on, its equations, and the
// couplings and parameters that stand in them. Where the server allows it, couplings are switched here and a run begun with them.

import { json, send } from "./api.js";
import { Graph } from "./graph.js";

const make = (name, text = "", properties = {}) => Object.assign(document.createElement(name), { textContent: text, ...properties });

const cards = new Map();

/// Shows the model of one of some arms. `started` is called when a run was begun from here.
export async function show(element, arms, run, edits, started) {
  const select = element.querySelector("#model-of");
  select.hidden = arms.length < 2;
  select.replaceChildren(...arms.map(({ index, state }) => new Option(state.name, index, false, index === run)));
  select.onchange = () => show(element, arms, +select.value, edits, started);
  if (!cards.has(run)) cards.set(run, new Card(element, run, await json(`runs/${run}/model`), edits, started));
  cards.get(run).show();
}

class Card {
  constructor(element, run, model, edits, started) {
    Object.assign(this, { element, run, model, edits, started });
    this.part = (id) => element.querySelector(`#${id}`);
    this.things = new Map(model.things.map((thing) => [thing.words, thing]));
    this.before = Map.groupBy(model.links, ({ to }) => to);
    this.after = Map.groupBy(model.links, ({ from }) => from);
    this.gains = new Map(model.couplings.map(({ name, gain }) => [name, gain]));
    this.wanted = new Map();
    this.graph = new Graph(model, (name) => this.gain(name), (name) => this.find(name));
  }

  show() {
    this.part("find").oninput = () => this.list();
    this.part("whole").onclick = () => this.whole();
    this.list();
    this.mechanisms();
    if (this.chosen) this.choose(this.chosen);
    else this.whole();
  }

  /// As it is, or as it is to be in the run that is begun from here.
  gain(name) {
    return this.wanted.get(name) ?? this.gains.get(name);
  }

  whole() {
    this.chosen = null;
    this.part("graph").replaceChildren(this.graph.element);
    this.element.classList.add("whole");
    this.list();
  }

  /// The things of a type, or a thing itself.
  find(name) {
    const own = this.model.things.filter(({ words, owner }) => owner === name || words === name);
    this.part("find").value = name;
    const busiest = own.toSorted((a, b) => (this.before.get(b.words)?.length ?? 0) - (this.before.get(a.words)?.length ?? 0))[0];
    if (busiest) this.choose(busiest.words);
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
    this.element.classList.remove("whole");
    const thing = this.things.get(words) ?? { words, kind: "", about: "", unit: "", text: "" };
    const beside = (id, title, links, other) => {
      const list = document.createElement("ul");
      const note = ({ couplings }) => couplings.map((name) => `${name} × ${this.gain(name)}`).join(", ");
      list.append(...links.map((link) => this.entry(link[other], note(link), link.couplings)));
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

  /// All couplings; pointing at one lights up where it stands.
  mechanisms() {
    const table = document.createElement("table");
    for (const { name, about, module } of this.model.couplings) {
      const row = table.insertRow();
      row.insertCell().append(name, make("small", about), make("small", module));
      row.insertCell().append(this.edits ? this.switch(name) : String(this.gain(name)));
      row.addEventListener("pointerenter", () => this.light(name, true));
      row.addEventListener("pointerleave", () => this.light(name, false));
    }
    this.part("mechanisms").replaceChildren(make("h2", "Mechanisms and their gains"), ...(this.edits ? [this.wishes()] : []), table);
  }

  /// A gain to be changed.
  switch(name) {
    const input = make("input", "", { type: "number", min: 0, max: 1000, step: "any", value: this.gain(name) });
    input.setAttribute("aria-label", `gain of ${name}`);
    input.addEventListener("change", () => {
      const value = input.valueAsNumber;
      if (!(value >= 0 && value <= 1000)) return void (input.value = this.gain(name));
      if (value === this.gains.get(name)) this.wanted.delete(name);
      else this.wanted.set(name, value);
      this.graph.refresh();
      this.wish();
    });
    return input;
  }

  wishes() {
    this.start = make("button", "", { id: "start" });
    this.start.addEventListener("click", () => this.begin());
    this.answer = make("p", "", { id: "start-says" });
    const box = document.createElement("div");
    box.append(this.start, this.answer);
    this.wish();
    return box;
  }

  wish() {
    const words = [...this.wanted].map(([name, gain]) => `${name} = ${gain}`).join(", ");
    this.start.textContent = words ? `Run with ${words}` : "Change a gain to run with it";
    this.start.disabled = !words;
  }

  async begin() {
    this.start.disabled = true;
    this.answer.textContent = "";
    try {
      await send("runs", { like: this.run, gains: Object.fromEntries(this.wanted) });
      this.wanted.clear();
      this.mechanisms();
      this.graph.refresh();
      await this.started();
    } catch (error) {
      this.answer.textContent = error.message;
      this.wish();
    }
  }

  light(name, isOn) {
    this.graph.light(isOn ? ({ couplings }) => couplings.has(name) : null);
    for (const id of ["before", "after"]) {
      for (const button of this.part(id).querySelectorAll("button")) {
        button.classList.toggle("lit", isOn && button.dataset.couplings.split(" ").includes(name));
      }
    }
  }
}
