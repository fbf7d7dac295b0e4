// What is known of one cell, whom it touches, and what became of it.

import { json } from "./api.js";
import { short } from "./colours.js";

const words = (seconds) => (seconds >= 86400 ? `${+(seconds / 86400).toFixed(2)} d` : `${+(seconds / 3600).toFixed(2)} h`);

function table(rows) {
  const element = document.createElement("table");
  for (const row of rows) {
    const line = element.insertRow();
    for (const text of row) line.insertCell().append(text);
  }
  return element;
}

const title = (text) => Object.assign(document.createElement("h2"), { textContent: text });

/// `choose` is called with the place of a neighbour, `follow` with a clone.
export async function show(element, run, frame, place, choose, follow) {
  const cell = await json(`runs/${run}/frames/${frame}/cell?of=${place}`);
  element.innerHTML = "";
  element.dataset.id = cell.id;
  const value = ({ name, unit, value }) => [name, `${short(value)} ${unit}`];
  element.append(
    title(`${cell.isAlive ? "" : "dead "}${cell.type} ${cell.id}`),
    table([
      ["phase", cell.phase || "-"], ["clone", cell.clone], ["touches", cell.contacts], ["radius", `${short(cell.radius)} µm`],
      ["at", cell.position.map(short).join(", ") + " µm"], ...cell.states.map(value), ...cell.substances.map(value),
    ]));
  if (cell.neighbours.length) {
    element.append(title("Beside it"));
    for (const { place, id } of cell.neighbours) {
      const button = Object.assign(document.createElement("button"), { textContent: id });
      button.addEventListener("click", () => choose(place));
      element.append(button);
    }
  }
  const kin = Object.assign(document.createElement("button"), { textContent: "Its clone alone" });
  kin.addEventListener("click", () => follow(cell.clone));
  const past = Object.assign(document.createElement("button"), { textContent: "Its history" });
  past.addEventListener("click", async () => {
    past.disabled = true;
    const { moments } = await json(`runs/${run}/cells/${cell.id}`);
    const names = moments.at(-1).cell.states.map(({ name }) => name).slice(0, 4);
    const rows = moments.map(({ time, cell }) => [
      words(time), cell.phase || (cell.isAlive ? "live" : "dead"),
      ...names.map((name) => short(cell.states.find((state) => state.name === name)?.value ?? NaN))]);
    past.replaceWith(title("Its history"), table([["time", "phase", ...names], ...rows]));
  });
  element.append(document.createElement("br"), kin, past);
}
