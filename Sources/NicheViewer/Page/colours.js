// Colours of types, and of values on a map that keeps its order for colour-blind eyes.

import { json } from "./api.js";

export const maps = await json("page/maps.json");

const parse = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

/// 256 colours of a map as RGBA bytes.
export function table(name) {
  const stops = maps.find((map) => map.name === name).stops.map(parse);
  const bytes = new Uint8Array(4 * 256);
  for (let i = 0; i < 256; i++) {
    const place = (i / 255) * (stops.length - 1);
    const stop = Math.min(Math.floor(place), stops.length - 2);
    for (let c = 0; c < 3; c++) bytes[4 * i + c] = Math.round(stops[stop][c] + (place - stop) * (stops[stop + 1][c] - stops[stop][c]));
    bytes[4 * i + 3] = 255;
  }
  return bytes;
}

/// The colours of up to 256 types as RGBA bytes.
export function types(hexes) {
  const bytes = new Uint8Array(4 * 256).fill(255);
  hexes.forEach((hex, i) => bytes.set(parse(hex), 4 * i));
  return bytes;
}

/// A number of three digits.
export const short = (value) =>
  value === 0 ? "0" : Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3 ? value.toExponential(2) : String(+value.toPrecision(3));

/// A bar with the two ends of what its colours stand for.
export function bar(element, map, least, most, title) {
  element.className = "bar";
  element.innerHTML = "";
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [256, 1];
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(table(map)), 256, 1), 0, 0);
  const ends = document.createElement("div");
  for (const text of [short(least), title, short(most)]) ends.append(Object.assign(document.createElement("span"), { textContent: text }));
  element.append(canvas, ends);
}
