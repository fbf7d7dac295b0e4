// Draws one tissue on one canvas: cells, vessels, a field, cut by a plane.

import { programs } from "./shaders.js";

/// Beyond so many cells spheres no longer cut into each other, which costs half of the time.
const mostSpheres = 200_000;
const axes = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] };

export class Scene {
  constructor(canvas) {
    this.canvas = canvas;
    const gl = canvas.getContext("webgl2", { antialias: false, preserveDrawingBuffer: true });
    if (!gl) throw new Error("this browser has no WebGL2");
    this.gl = gl;
    this.programs = programs(gl);
    this.smooth = gl.getExtension("OES_texture_float_linear") ? gl.LINEAR : gl.NEAREST;
    this.buffers = {};
    this.textures = {};
    this.cellArray = gl.createVertexArray();
    this.tubeArray = gl.createVertexArray();
    this.cells = null;
    this.tubes = 0;
    this.field = null;
    gl.enable(gl.DEPTH_TEST);
  }

  // What is drawn.

  setCells(cells) {
    this.cells = cells;
    const { gl } = this;
    gl.bindVertexArray(this.cellArray);
    [cells.x, cells.y, cells.z, cells.radius].forEach((values, i) => {
      this.fill(`cell${i}`, values);
      gl.enableVertexAttribArray(i);
      gl.vertexAttribPointer(i, 1, gl.UNSIGNED_SHORT, true, 0, 0);
    });
    [cells.type, cells.phase].forEach((values, i) => this.fillBytes(4 + i, values));
    this.setValues(null);
    this.setShown(null);
  }

  setValues(values) {
    const { gl } = this;
    gl.bindVertexArray(this.cellArray);
    if (!values) return gl.disableVertexAttribArray(6);
    this.fill("values", values);
    gl.enableVertexAttribArray(6);
    gl.vertexAttribPointer(6, 1, gl.FLOAT, false, 0, 0);
  }

  /// One byte a cell, 0 for what is hidden; null for all.
  setShown(shown) {
    const { gl } = this;
    gl.bindVertexArray(this.cellArray);
    if (shown) this.fillBytes(7, shown);
    else {
      gl.disableVertexAttribArray(7);
      gl.vertexAttribI4ui(7, 1, 0, 0, 0);
    }
  }

  setVessels(vessels) {
    const { gl } = this;
    this.tubes = vessels ? vessels.count : 0;
    if (!this.tubes) return;
    gl.bindVertexArray(this.tubeArray);
    this.fill("tubes", vessels.numbers);
    [3, 3, 1, 1].reduce((start, count, i) => {
      gl.enableVertexAttribArray(i);
      gl.vertexAttribPointer(i, count, gl.FLOAT, false, 32, 4 * start);
      gl.vertexAttribDivisor(i, 1);
      return start + count;
    }, 0);
  }

  setField(values, voxels) {
    const { gl } = this;
    this.field = values && voxels;
    if (!values) return;
    this.texture("field", gl.TEXTURE_3D, this.smooth);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texImage3D(gl.TEXTURE_3D, 0, gl.R32F, ...voxels, 0, gl.RED, gl.FLOAT, values);
  }

  /// `name` is types, values or field.
  setColours(name, bytes) {
    const { gl } = this;
    this.texture(name + "Colours", gl.TEXTURE_2D, name === "types" ? gl.NEAREST : gl.LINEAR);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }

  // Drawing.

  draw(camera, look) {
    const { gl, canvas } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((n) => Math.max(1, Math.round(n * devicePixelRatio)));
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    gl.viewport(0, 0, width, height);
    gl.clearColor(...look.ground, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    if (!this.cells) return;
    const eye = camera.look(width, height);
    this.drawCells(this.cells.count <= mostSpheres ? this.programs.spheres : this.programs.cells, eye, look);
    if (look.vessels && this.tubes) this.drawTubes(eye, look);
    if (this.field) this.drawField(eye, look);
  }

  drawCells(program, eye, look) {
    const { gl, cells } = this;
    this.use(program, {
      view: eye.view, projection: eye.projection, size: cells.size, largest: cells.largest, pixels: eye.pixels, isFlat: eye.isFlat,
      byValue: look.byValue, least: look.least, most: look.most, ...this.cutting(look),
    });
    this.bind("colours", look.byValue ? "valuesColours" : "typesColours", gl.TEXTURE_2D, 0, program);
    gl.bindVertexArray(this.cellArray);
    gl.drawArrays(gl.POINTS, 0, cells.count);
  }

  drawTubes(eye, look) {
    const { gl } = this;
    this.use(this.programs.tubes, { view: eye.view, projection: eye.projection, isFlat: eye.isFlat, ...this.cutting(look) });
    gl.bindVertexArray(this.tubeArray);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.tubes);
  }

  drawField(eye, look) {
    const { gl } = this;
    const isCloud = look.fieldForm === "volume";
    const program = isCloud ? this.programs.cloud : this.programs.slice;
    gl.enable(gl.BLEND);
    const sight = [2, 6, 10].map((i) => -eye.view[i]);
    this.use(program, {
      both: eye.both, size: this.cells.size, least: look.fieldLeast, most: look.fieldMost, axis: look.cutAxis ? "xyz".indexOf(look.cutAxis) : 2,
      depth: look.depth, eye: eye.eye, isFlat: eye.isFlat, sight,
    });
    this.bind("field", "field", gl.TEXTURE_3D, 0, program);
    this.bind("colours", "fieldColours", gl.TEXTURE_2D, 1, program);
    gl.bindVertexArray(null);
    if (isCloud) {
      gl.disable(gl.DEPTH_TEST);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.drawArrays(gl.TRIANGLES, 0, 36);
      gl.enable(gl.DEPTH_TEST);
    } else {
      gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
    gl.disable(gl.BLEND);
  }

  /// The place in the list of the cell under a point of the canvas, or -1.
  pick(camera, look, x, y) {
    const { gl, canvas } = this;
    if (!this.cells) return -1;
    const [width, height] = [canvas.width, canvas.height];
    const frame = gl.createFramebuffer();
    const colour = gl.createRenderbuffer();
    const depth = gl.createRenderbuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    for (const [buffer, format, point] of [[colour, gl.RGBA8, gl.COLOR_ATTACHMENT0], [depth, gl.DEPTH_COMPONENT24, gl.DEPTH_ATTACHMENT]]) {
      gl.bindRenderbuffer(gl.RENDERBUFFER, buffer);
      gl.renderbufferStorage(gl.RENDERBUFFER, format, width, height);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, point, gl.RENDERBUFFER, buffer);
    }
    const [px, py] = [Math.floor(x * devicePixelRatio), height - 1 - Math.floor(y * devicePixelRatio)];
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(px, py, 1, 1);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    this.drawCells(this.programs.picks, camera.look(width, height), look);
    const found = new Uint8Array(4);
    gl.readPixels(px, py, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, found);
    gl.disable(gl.SCISSOR_TEST);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.deleteFramebuffer(frame);
    gl.deleteRenderbuffer(colour);
    gl.deleteRenderbuffer(depth);
    return new Uint32Array(found.buffer)[0] - 1;
  }

  // Plumbing.

  cutting(look) {
    const axis = axes[look.cutAxis];
    return axis ? { cutAxis: axis, cut: look.cut * this.cells.size["xyz".indexOf(look.cutAxis)] } : { cutAxis: [0, 0, 0], cut: 1 };
  }

  fill(name, values) {
    const { gl } = this;
    this.buffers[name] ??= gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[name]);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
  }

  fillBytes(at, values) {
    const { gl } = this;
    this.fill(`byte${at}`, values);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribIPointer(at, 1, gl.UNSIGNED_BYTE, 0, 0);
  }

  texture(name, kind, filter) {
    const { gl } = this;
    this.textures[name] ??= gl.createTexture();
    gl.bindTexture(kind, this.textures[name]);
    gl.texParameteri(kind, gl.TEXTURE_MIN_FILTER, filter);
    gl.texParameteri(kind, gl.TEXTURE_MAG_FILTER, filter);
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R]) gl.texParameteri(kind, side, gl.CLAMP_TO_EDGE);
  }

  bind(uniform, name, kind, unit, { places }) {
    const { gl } = this;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(kind, this.textures[name]);
    gl.uniform1i(places[uniform], unit);
    gl.activeTexture(gl.TEXTURE0);
  }

  use({ program, places }, values) {
    const { gl } = this;
    gl.useProgram(program);
    for (const [name, value] of Object.entries(values)) {
      const place = places[name];
      if (!place) continue;
      if (value.length === 16) gl.uniformMatrix4fv(place, false, value);
      else if (value.length === 3) gl.uniform3fv(place, value);
      else if (typeof value === "boolean" || name === "axis") gl.uniform1i(place, value);
      else gl.uniform1f(place, value);
    }
  }
}
