// The whole model at a glance: cells and vessels within, what they share around them, and an arrow for whatever acts on another.

import { svg } from "./svg.js";

const [width, height] = [1000, 860];
const inner = { rx: 150, ry: 130 };
const outer = { rx: 370, ry: 310 };

/// The nodes are types, substances and what the body holds; the links between what belongs to two of them become one arrow.
function gather({ things, links }) {
  const owner = new Map(things.map(({ words, owner }) => [words, owner || words]));
  const kinds = new Map(things.map(({ words, owner, kind }) => [owner || words, kind]));
  for (const { owner, kind } of things) if (owner && (kind === "cells" || kind === "vessels")) kinds.set(owner, kind);
  const arrows = new Map();
  for (const { from, to, couplings } of links) {
    const [a, b] = [owner.get(from), owner.get(to)];
    if (!a || !b || a === b) continue;
    const key = `${a}\n${b}`;
    if (!arrows.has(key)) arrows.set(key, { from: a, to: b, couplings: new Set() });
    for (const name of couplings) arrows.get(key).couplings.add(name);
  }
  const names = new Set([...arrows.values()].flatMap(({ from, to }) => [from, to]));
  return { kinds, names: [...names], arrows: [...arrows.values()] };
}

const onEllipse = ({ rx, ry }, angle) => ({ x: width / 2 + rx * Math.cos(angle), y: height / 2 + ry * Math.sin(angle), angle });

/// Those without stand where the ones within that they have to do with pull them, evenly spaced.
function arrange({ kinds, names, arrows }) {
  const isWithin = (name) => ["cells", "vessels"].includes(kinds.get(name));
  const within = names.filter(isWithin);
  const places = new Map(within.map((name, i) => [name, onEllipse(inner, (2 * Math.PI * i) / within.length - Math.PI / 2)]));
  const pull = (name) => {
    let [x, y] = [0, 0];
    for (const { from, to } of arrows) {
      const place = from === name ? places.get(to) : to === name ? places.get(from) : null;
      if (place) [x, y] = [x + Math.cos(place.angle), y + Math.sin(place.angle)];
    }
    return Math.atan2(y, x);
  };
  const without = names.filter((name) => !isWithin(name)).map((name) => ({ name, pull: pull(name) }));
  without.sort((a, b) => a.pull - b.pull || (a.name < b.name ? -1 : 1));
  without.forEach(({ name }, i) => places.set(name, onEllipse(outer, (2 * Math.PI * i) / without.length - Math.PI)));
  return { places, within: new Set(within) };
}

/// Bent towards one side, so that an arrow and the one back do not cover each other.
function path(a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const end = { x: b.x - (dx / length) * 9, y: b.y - (dy / length) * 9 };
  return `M${a.x.toFixed(1)},${a.y.toFixed(1)} Q${((a.x + b.x) / 2 - dy * 0.12).toFixed(1)},${((a.y + b.y) / 2 + dx * 0.12).toFixed(1)} ${end.x.toFixed(1)},${end.y.toFixed(1)}`;
}

function label(name, place, isWithin) {
  if (isWithin) return svg("text", { x: place.x, y: place.y - 12, "text-anchor": "middle", class: "within" }, name);
  const isLeft = Math.cos(place.angle) < -1e-9;
  const turn = (place.angle * 180) / Math.PI + (isLeft ? 180 : 0);
  return svg("text", {
    x: isLeft ? -11 : 11, y: 4, "text-anchor": isLeft ? "end" : "start",
    transform: `translate(${place.x.toFixed(1)},${place.y.toFixed(1)}) rotate(${turn.toFixed(1)})`,
  }, name);
}

/// A picture of a model; `gain` tells that of a coupling, `choose` is called with a node's name.
export class Graph {
  constructor(model, gain, choose) {
    this.gain = gain;
    const found = gather(model);
    const { places, within } = arrange(found);
    const marker = svg("marker", { id: "tip", viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 5, markerHeight: 5, orient: "auto" },
      svg("path", { d: "M0,0 L8,4 L0,8 Z", fill: "context-stroke" }));
    this.arrows = found.arrows.map((arrow) => ({
      ...arrow, path: svg("path", { d: path(places.get(arrow.from), places.get(arrow.to)), "marker-end": "url(#tip)" }, svg("title", {})),
    }));
    this.nodes = found.names.map((name) => {
      const place = places.get(name);
      const node = svg("g", { class: "node", tabindex: 0, role: "button", "aria-label": name, "data-kind": found.kinds.get(name) },
        svg("circle", { cx: place.x, cy: place.y, r: within.has(name) ? 8 : 5 }), label(name, place, within.has(name)));
      node.addEventListener("click", () => choose(name));
      node.addEventListener("keydown", ({ key }) => key === "Enter" && choose(name));
      for (const event of ["pointerenter", "focus"]) node.addEventListener(event, () => this.light((arrow) => arrow.from === name || arrow.to === name));
      for (const event of ["pointerleave", "blur"]) node.addEventListener(event, () => this.light(null));
      return node;
    });
    this.element = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "graph", role: "group", "aria-label": "What acts on what" },
      svg("defs", {}, marker), ...this.arrows.map((arrow) => arrow.path), ...this.nodes);
    this.refresh();
  }

  /// Draws arrows by the gains as they are now: those that stand on couplings, and of these those that are off.
  refresh() {
    for (const { from, to, couplings, path } of this.arrows) {
      const names = [...couplings].sort();
      path.setAttribute("class", !names.length ? "plain" : names.every((name) => this.gain(name) === 0) ? "off" : "coupled");
      path.firstChild.textContent = `${from} → ${to}` + names.map((name) => `\n${name}, gain ${this.gain(name)}`).join("");
    }
  }

  /// Brings some arrows forward; all are alike again where there is no test.
  light(test) {
    this.element.classList.toggle("lights", test !== null);
    for (const arrow of this.arrows) arrow.path.classList.toggle("lit-arrow", test !== null && test(arrow));
  }
}
