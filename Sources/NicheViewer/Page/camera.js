// One camera for all arms: it circles a point of the tissue, or looks straight down on it.

import { inverse, multiply, orthographic, perspective, rotation, translation } from "./matrix.js";

const angle = 0.7;

export class Camera {
  constructor(changed) {
    this.changed = changed;
    this.isFlat = false;
    this.frame([1, 1, 1]);
  }

  /// The whole tissue in view.
  frame(size) {
    this.size = size;
    this.centre = size.map((s) => s / 2);
    this.distance = (0.62 * Math.hypot(...size)) / Math.tan(angle / 2);
    [this.yaw, this.pitch] = size[2] < 0.1 * Math.max(size[0], size[1]) ? [0, 0] : [-0.5, 1];
    this.changed();
  }

  flatten(isFlat) {
    this.isFlat = isFlat;
    this.changed();
  }

  turn(dx, dy) {
    if (this.isFlat) return this.shift(dx, dy);
    this.yaw += dx * 0.008;
    this.pitch = Math.min(Math.PI, Math.max(0, this.pitch - dy * 0.008));
    this.changed();
  }

  /// By so many shares of the view's height.
  shift(dx, dy, height = 600) {
    const scale = (2 * this.distance * Math.tan(angle / 2)) / height;
    const [yaw, pitch] = this.isFlat ? [0, 0] : [this.yaw, this.pitch];
    const back = rotation(yaw, -pitch);
    // The rows of the rotation are the directions of the screen.
    for (let i = 0; i < 3; i++) this.centre[i] += scale * (-dx * back[4 * i] + dy * back[4 * i + 1]);
    this.changed();
  }

  zoom(factor) {
    const whole = Math.hypot(...this.size);
    this.distance = Math.min(20 * whole, Math.max(0.002 * whole, this.distance * factor));
    this.changed();
  }

  /// What the shaders need for a view of these pixels.
  look(width, height) {
    const [yaw, pitch] = this.isFlat ? [0, 0] : [this.yaw, this.pitch];
    const view = multiply(
      translation(0, 0, -this.distance), multiply(rotation(yaw, -pitch), translation(...this.centre.map((c) => -c))));
    const whole = Math.hypot(...this.size);
    const half = this.distance * Math.tan(angle / 2);
    const projection = this.isFlat
      ? orthographic((half * width) / height, half, this.distance - 2 * whole, this.distance + 2 * whole)
      : perspective(angle, width / height, Math.max(this.distance - 2 * whole, 0.001 * whole), this.distance + 2 * whole);
    const eye = inverse(view).slice(12, 15);
    // Pixels of a length of 1 µm at a distance of 1 µm; everywhere, where there is no perspective.
    const pixels = this.isFlat ? height / 2 / half : height / 2 / Math.tan(angle / 2);
    return { view, projection, both: multiply(projection, view), eye, pixels, isFlat: this.isFlat };
  }
}

/// Mouse, touch and keys on a view.
export function steer(element, camera, home, picked) {
  const fingers = new Map();
  let moved = 0;
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  element.tabIndex = 0;
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    moved = 0;
  });
  element.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
    moved += Math.abs(dx) + Math.abs(dy);
    const wide = fingers.size === 2 ? spread() : 0;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 2) {
      camera.zoom(wide / spread());
      camera.shift(dx / 2, dy / 2, element.clientHeight);
    } else if (event.shiftKey || event.buttons === 2 || camera.isFlat) camera.shift(dx, dy, element.clientHeight);
    else camera.turn(dx, dy);
  });
  const lift = (event) => {
    if (fingers.delete(event.pointerId) && moved < 4 && event.type === "pointerup") {
      const box = element.getBoundingClientRect();
      picked(event.clientX - box.left, event.clientY - box.top);
    }
  };
  element.addEventListener("pointerup", lift);
  element.addEventListener("pointercancel", lift);
  element.addEventListener("contextmenu", (event) => event.preventDefault());
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    camera.zoom(Math.exp(event.deltaY * 0.001));
  }, { passive: false });
  element.addEventListener("keydown", (event) => {
    const step = 30;
    const act = {
      ArrowLeft: () => camera.turn(-step, 0), ArrowRight: () => camera.turn(step, 0), ArrowUp: () => camera.turn(0, -step),
      ArrowDown: () => camera.turn(0, step), "+": () => camera.zoom(0.85), "=": () => camera.zoom(0.85), "-": () => camera.zoom(1.18), h: home,
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}
