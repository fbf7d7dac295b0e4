// One run on one canvas.

import * as api from "./api.js";
import { types } from "./colours.js";
import * as filter from "./filter.js";
import { Scene } from "./scene.js";

export class Arm {
  constructor(index, state) {
    this.index = index;
    this.state = state;
    this.frame = -1;
    this.columns = {};
    this.element = Object.assign(document.createElement("div"), { className: "arm" });
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-label", `Tissue of ${state.name}`);
    this.note = document.createElement("p");
    // Its name stands over it where there are several.
    this.element.append(this.canvas, this.note, Object.assign(document.createElement("h2"), { textContent: state.name }));
  }

  begin() {
    this.scene = new Scene(this.canvas);
  }

  /// The frame that is nearest to a time and not after it.
  at(seconds) {
    const found = this.state.frames.findLastIndex((time) => time <= seconds);
    return Math.max(found, 0);
  }

  async refresh() {
    this.state = await api.json(`runs/${this.index}`);
  }

  /// Brings a frame onto the canvas; `tell` hears what is on its way.
  async load(frame, look, tell = () => {}) {
    const isNew = frame !== this.frame;
    if (isNew) {
      tell("cells");
      const [outline, cells] = await Promise.all([
        api.json(`runs/${this.index}/frames/${frame}/outline`), api.cells(this.index, frame)]);
      this.outline = outline;
      this.cells = cells;
      this.columns = {};
      this.field = null;
      this.clone = null;
      this.scene.setCells(cells);
      this.scene.setColours("types", types(outline.types.map(({ colour }) => colour)));
      tell("vessels");
      this.scene.setVessels(outline.hasVessels ? await api.vessels(this.index, frame) : null);
      this.frame = frame;
    }
    tell(look.colour || "colours");
    await this.colour(look);
    tell("what is shown");
    await this.restrict(look);
    tell(look.field || "fields");
    await this.ground(look);
  }

  async column(name) {
    this.columns[name] ??= await api.values(this.index, this.frame, name);
    return this.columns[name];
  }

  async colour(look) {
    const known = this.names();
    const name = known.includes(look.colour) ? look.colour : "";
    this.scene.setValues(name ? (await this.column(name)).values : null);
  }

  names() {
    return [...this.outline.states, ...this.outline.substances].map(({ name }) => name);
  }

  async restrict(look) {
    if (!look.filter.trim() && !look.clone) {
      this.note.textContent = `${this.cells.count.toLocaleString("en")} cells`;
      return this.scene.setShown(null);
    }
    const shown = look.filter.trim() ? await this.passing(look.filter) : new Uint8Array(this.cells.count).fill(1);
    if (look.clone) {
      const isOfClone = await this.ofClone(look.clone);
      shown.forEach((isShown, cell) => (shown[cell] = isShown & isOfClone[cell]));
    }
    this.scene.setShown(shown);
    this.note.textContent = `${shown.reduce((a, b) => a + b, 0).toLocaleString("en")} of ${this.cells.count.toLocaleString("en")} cells`;
  }

  /// One byte a cell: whether it passes a filter.
  async passing(text) {
    const known = {
      types: this.outline.types.map(({ name }) => name), phases: this.outline.phases, columns: this.names(),
    };
    const read = filter.read(text, known);
    const columns = {};
    for (const name of read.columns) columns[name] = await this.column(name);
    return filter.apply(read, this.cells, columns);
  }

  async ofClone(id) {
    if (this.clone?.id !== id) this.clone = { id, cells: await api.clone(this.index, this.frame, id) };
    return this.clone.cells;
  }

  async ground(look) {
    if (this.field?.name === look.field) return;
    const isThere = this.outline.fields.some(({ name }) => name === look.field);
    this.field = { name: look.field, ...(isThere ? await api.field(this.index, this.frame, look.field) : {}) };
    this.scene.setField(this.field.values ?? null, this.outline.voxels);
  }
}
