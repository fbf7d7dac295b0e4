// The page: what is shown (`look`), at what time, of which runs.

import * as api from "./api.js";
import { Arm } from "./arm.js";
import { Camera, steer } from "./camera.js";
import * as card from "./card.js";
import * as charts from "./charts.js";
import { bar, maps, table } from "./colours.js";
import * as model from "./model.js";

const $ = (id) => document.getElementById(id);
const say = (text, isWrong = false) => {
  $("status").textContent = text;
  $("status").classList.toggle("wrong", isWrong);
};

const look = {
  colour: "", map: "viridis", filter: "", clone: "", field: "", fieldForm: "slice", depth: 0.5, vessels: true, cutAxis: "", cut: 0.5, byValue: false,
  least: 0, most: 1, fieldLeast: 0, fieldMost: 1, ground: [1, 1, 1],
};

let arms = [];
let edits = false;
let times = [];
let courses = [];
let isDirty = true;
let chosen = null;
const camera = new Camera(() => (isDirty = true));
// For whoever looks from the console.
window.niche = { camera, look, arms: () => arms };

// Drawing: only when something has changed.

function background() {
  const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  look.ground = [r / 255, g / 255, b / 255];
}

function drawAll() {
  if (isDirty) {
    isDirty = false;
    for (const arm of arms) arm.scene.draw(camera, look);
    document.body.dataset.drawn = String(+(document.body.dataset.drawn ?? 0) + 1);
  }
  requestAnimationFrame(drawAll);
}

// Time.

const seconds = () => times[+$("time").value] ?? 0;

function clock() {
  const days = seconds() / 86400;
  $("clock").textContent = days >= 2 ? `${days.toFixed(2)} d` : `${(days * 24).toFixed(1)} h`;
}

function gatherTimes() {
  times = [...new Set(arms.flatMap((arm) => arm.state.frames))].sort((a, b) => a - b);
  $("time").max = Math.max(0, times.length - 1);
}

/// Says what is on its way, where that takes long enough to wonder.
class Loading {
  constructor() {
    this.what = "";
    this.isSlow = false;
    this.timer = setTimeout(() => ((this.isSlow = true), this.of(this.what)), 200);
  }

  of(what) {
    this.what = what;
    if (this.isSlow) say(`loading ${what}…`);
  }

  end() {
    clearTimeout(this.timer);
  }
}

/// One at a time: where more is asked for while a frame is on its way, only the last of it is done.
let isLoading = false;
let isAsked = false;

async function load() {
  if (isLoading) return void (isAsked = true);
  isLoading = true;
  do {
    isAsked = false;
    const loading = new Loading();
    try {
      for (const arm of arms) if (arm.state.frames.length) await arm.load(arm.at(seconds()), look, (what) => loading.of(`${what} of ${arm.state.name}`));
      $("filter-says").textContent = "";
      ranges();
      describe();
    } catch (error) {
      if (look.filter && !(error instanceof TypeError)) $("filter-says").textContent = error.message;
      say(error.message, true);
    } finally {
      loading.end();
    }
  } while (isAsked);
  isLoading = false;
  clock();
  charts.draw($("charts"), courses, arms.map(({ state }) => state.name), seconds(), go);
  isDirty = true;
}

/// All arms on one scale.
function ranges() {
  const spans = arms.map((arm) => arm.columns[look.colour]).filter(Boolean);
  look.byValue = spans.length > 0;
  if (look.byValue) {
    [look.least, look.most] = [Math.min(...spans.map(({ least }) => least)), Math.max(...spans.map(({ most }) => most))];
  }
  const fields = arms.map(({ field }) => field).filter((field) => field?.values);
  if (fields.length) {
    [look.fieldLeast, look.fieldMost] = [Math.min(...fields.map(({ least }) => least)), Math.max(...fields.map(({ most }) => most))];
  }
  for (const arm of arms) {
    arm.scene.setColours("values", table(look.map));
    arm.scene.setColours("field", table(look.map));
  }
  keys(fields.length > 0);
}

function keys(hasField) {
  const outline = arms.find((arm) => arm.outline)?.outline;
  if (!outline) return;
  const key = $("key");
  const unit = (list, name) => list.find((column) => column.name === name)?.unit ?? "";
  if (look.byValue) bar(key, look.map, look.least, look.most, unit([...outline.states, ...outline.substances], look.colour));
  else {
    key.className = "key";
    key.innerHTML = "";
    for (const { name, colour } of outline.types) {
      const item = document.createElement("li");
      const dot = document.createElement("i");
      dot.style.background = colour;
      item.append(dot, name);
      key.append(item);
    }
  }
  $("field-key").innerHTML = "";
  if (hasField) bar($("field-key"), look.map, look.fieldLeast, look.fieldMost, unit(outline.fields, look.field));
}

function describe() {
  const going = arms.filter(({ state }) => state.status === "running").length;
  say(arms.length === 1 ? `${arms[0].state.title} · seed ${arms[0].state.seed} · ${arms[0].state.status}` : `${arms.length} runs${going ? `, ${going} of them going` : ""}`);
}

function go(to) {
  const next = times.findLastIndex((time) => time <= to);
  $("time").value = Math.max(next, 0);
  $("live").checked = false;
  load();
}

// Live: what has come since.

let isTailing = false;

async function tail() {
  isTailing = true;
  try {
    const frames = () => arms.reduce((sum, { state }) => sum + state.frames.length, 0);
    const before = frames();
    for (const arm of arms) if (arm.state.status === "running" || !arm.state.frames.length) await arm.refresh();
    gatherTimes();
    if (frames() > before) {
      courses = await Promise.all(arms.map(({ index }) => api.json(`runs/${index}/course`)));
      if ($("live").checked) $("time").value = times.length - 1;
      if (!before) await begin();
      await load();
    } else describe();
  } catch (error) {
    say(error.message, true);
  }
  isTailing = arms.some(({ state }) => state.status === "running" || !state.frames.length);
  if (isTailing) setTimeout(tail, 1000);
}

// Controls.

function options(select, entries, kept) {
  select.innerHTML = "";
  for (const [value, text] of entries) select.append(new Option(text, value, false, value === kept));
}

function fillControls() {
  const { states, substances, fields } = arms.find((arm) => arm.outline).outline;
  options($("colour"), [["", "by type"], ...[...states, ...substances].map(({ name, unit }) => [name, unit ? `${name} [${unit}]` : name])], look.colour);
  options($("map"), maps.map(({ name }) => [name, name]), look.map);
  options($("field"), [["", "none"], ...fields.map(({ name, unit }) => [name, unit ? `${name} [${unit}]` : name])], look.field);
}

function set(id, name, event = "change", read = (element) => element.value) {
  $(id).addEventListener(event, () => {
    look[name] = read($(id));
    load();
  });
}

function listen() {
  set("colour", "colour");
  set("map", "map");
  set("filter", "filter");
  set("field", "field");
  set("field-form", "fieldForm");
  set("depth", "depth", "input", (element) => +element.value);
  set("vessels", "vessels", "change", (element) => element.checked);
  set("cut-axis", "cutAxis");
  set("cut", "cut", "input", (element) => +element.value);
  $("dimensions").addEventListener("change", () => camera.flatten($("dimensions").value === "2"));
  $("home").addEventListener("click", home);
  $("clone").addEventListener("click", () => follow(""));
  $("time").addEventListener("input", () => {
    $("live").checked = false;
    load();
  });
  $("live").addEventListener("change", () => $("live").checked && (($("time").value = times.length - 1), load()));
  $("play").addEventListener("click", play);
  $("picture").addEventListener("click", picture);
  $("movie").addEventListener("click", movie);
  $("theme").addEventListener("click", theme);
  $("show-model").addEventListener("click", showModel);
  addEventListener("resize", () => (isDirty = true));
  addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, button")) return;
    const act = { " ": play, d: theme, h: home, ",": () => step(-1), ".": () => step(1) }[event.key];
    if (act) (event.preventDefault(), act());
  });
}

const home = () => camera.frame(arms.find(({ cells }) => cells).cells.size);

function theme() {
  const isDark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = isDark ? "light" : "dark";
  background();
  isDirty = true;
}

async function rewind() {
  $("time").value = 0;
  await load();
}

async function step(by) {
  const next = +$("time").value + by;
  if (next < 0 || next >= times.length) return false;
  $("time").value = next;
  await load();
  return true;
}

/// The model in place of the tissue, and back.
async function showModel() {
  const isShown = $("model").hidden;
  $("model").hidden = !isShown;
  document.querySelector("main").hidden = isShown;
  $("show-model").setAttribute("aria-pressed", isShown);
  isDirty = true;
  try {
    if (isShown) await model.show($("model"), arms, 0, edits, welcome);
  } catch (error) {
    say(error.message, true);
  }
}

/// A run that was begun from the page comes to stand beside the others.
async function welcome() {
  await gatherArms();
  await showModel();
  $("live").checked = true;
  if (!isTailing) tail();
}

let isPlaying = false;

async function play() {
  isPlaying = !isPlaying;
  $("play").textContent = isPlaying ? "❚❚" : "▶";
  $("live").checked = false;
  if (isPlaying && +$("time").value === times.length - 1) await rewind();
  while (isPlaying) {
    await new Promise((done) => setTimeout(done, 160));
    if (!(await step(1))) break;
  }
  isPlaying = false;
  $("play").textContent = "▶";
}

// Pictures and movies of what is on the screen.

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/// The arms side by side.
function composed(canvas) {
  const parts = arms.map((arm) => arm.canvas);
  [canvas.width, canvas.height] = [parts.reduce((sum, part) => sum + part.width, 0), Math.max(...parts.map((part) => part.height))];
  const context = canvas.getContext("2d");
  parts.reduce((x, part) => (context.drawImage(part, x, 0), x + part.width), 0);
  return canvas;
}

function picture() {
  composed(document.createElement("canvas")).toBlob((blob) => save(blob, `niche-${Math.round(seconds() / 3600)}h.png`));
}

async function movie() {
  const canvas = composed(document.createElement("canvas"));
  // A picture for each snapshot, however long it takes to come.
  const stream = canvas.captureStream(0);
  const recorder = new MediaRecorder(stream, { mimeType: "video/webm" });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.onstop = () => save(new Blob(parts, { type: "video/webm" }), "niche.webm");
  await rewind();
  await new Promise((done) => (Object.assign(recorder, { onstart: done }), recorder.start()));
  do {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    // Twice, for a browser that is busy drops one, and takes one up when the next one comes.
    for (let take = 0; take < 2; take++) {
      composed(canvas);
      stream.getVideoTracks()[0].requestFrame();
      await new Promise((done) => setTimeout(done, 100));
    }
  } while (await step(1));
  recorder.stop();
}

// Cells.

async function choose(arm, place) {
  chosen = place < 0 ? null : { arm, place };
  $("card").innerHTML = "";
  if (!chosen) return;
  try {
    await card.show($("card"), arm.index, arm.frame, place, (other) => choose(arm, other), follow);
  } catch (error) {
    say(error.message, true);
  }
}

/// Shows one clone alone, in all arms and at all times; all of them again where none is named.
function follow(clone) {
  look.clone = clone;
  $("clone").hidden = !clone;
  $("clone").textContent = `clone ${clone} alone ✕`;
  load();
}

// The beginning.

async function begin() {
  $("time").value = $("live").checked ? times.length - 1 : 0;
  await load();
  if (!arms.some((arm) => arm.outline)) return;
  fillControls();
  home();
}

/// A canvas for each run that has none yet.
async function gatherArms() {
  const { allowsEdits, runs } = await api.json("runs");
  edits = allowsEdits;
  for (const [index, state] of runs.entries()) {
    if (arms[index]) continue;
    const arm = new Arm(index, state);
    arms.push(arm);
    $("stage").append(arm.element);
    arm.begin();
    steer(arm.canvas, camera, home, (x, y) => choose(arm, arm.scene.pick(camera, look, x, y)));
  }
  $("stage").classList.toggle("several", arms.length > 1);
  document.title = $("title").textContent = arms.length === 1 ? arms[0].state.name : "Niche";
}

async function open() {
  background();
  say("asking for the runs…");
  await gatherArms();
  $("live").checked = arms.some(({ state }) => state.status === "running");
  courses = await Promise.all(arms.map(({ index }) => api.json(`runs/${index}/course`)));
  listen();
  gatherTimes();
  if (times.length) await begin();
  else say("no snapshot yet…");
  requestAnimationFrame(drawAll);
  tail();
}

open().catch((error) => say(error.message, true));
