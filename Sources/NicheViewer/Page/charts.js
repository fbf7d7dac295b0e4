// The course of each arm in numbers, a chart a column, with the time that is shown as a line; a click goes to a time.

import { short } from "./colours.js";
import { svg } from "./svg.js";

const strokes = ["#0b5fa5", "#d1603d", "#2a8a5c", "#8a5fb0", "#b08a1e", "#5b6470"];
const [width, height] = [280, 92];

/// Which columns are worth a chart: those that change.
const lively = (courses) => {
  const names = courses[0]?.columns.slice(1) ?? [];
  return names.filter((_, i) => courses.some(({ rows }) => new Set(rows.map((row) => row[i + 1])).size > 1));
};

export function draw(element, courses, arms, seconds, go) {
  element.innerHTML = "";
  const end = Math.max(1e-9, ...courses.flatMap(({ rows }) => rows.map((row) => row[0])));
  for (const { name, unit } of lively(courses)) {
    const lines = courses.map(({ columns, rows }) => {
      const at = columns.findIndex((column) => column.name === name);
      return at < 0 ? [] : rows.filter((row) => row[at] !== null).map((row) => [row[0], row[at]]);
    });
    const numbers = lines.flat().map(([, value]) => value);
    const [least, most] = [Math.min(0, ...numbers), Math.max(...numbers)];
    const x = (time) => (time / end) * width;
    const y = (value) => height - 3 - ((value - least) / (most - least || 1)) * (height - 6);
    const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none" });
    lines.forEach((line, arm) => picture.append(svg("polyline", {
      points: line.map(([time, value]) => `${x(time).toFixed(1)},${y(value).toFixed(1)}`).join(" "), fill: "none",
      stroke: strokes[arm % strokes.length], "stroke-width": 1.6, "vector-effect": "non-scaling-stroke",
    })));
    const now = x(seconds / 86400);
    picture.append(svg("line", { x1: now, x2: now, y1: 0, y2: height, stroke: "currentColor", "stroke-width": 1, opacity: 0.5 }));
    picture.addEventListener("click", (event) => {
      const box = picture.getBoundingClientRect();
      go(((event.clientX - box.left) / box.width) * end * 86400);
    });
    const caption = document.createElement("figcaption");
    const latest = lines.map((line) => line.findLast(([time]) => time <= seconds / 86400 + 1e-9)?.[1]).filter((value) => value !== undefined);
    for (const text of [unit ? `${name} [${unit}]` : name, latest.map(short).join(" · ")]) {
      caption.append(Object.assign(document.createElement("span"), { textContent: text }));
    }
    const figure = document.createElement("figure");
    figure.append(picture, caption);
    element.append(figure);
  }
  if (arms.length > 1) {
    const key = Object.assign(document.createElement("ul"), { className: "key" });
    arms.forEach((arm, i) => {
      const item = document.createElement("li");
      const dot = document.createElement("i");
      dot.style.background = strokes[i % strokes.length];
      item.append(dot, arm);
      key.append(item);
    });
    element.prepend(key);
  }
}
