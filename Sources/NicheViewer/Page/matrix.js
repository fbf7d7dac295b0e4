// 4 x 4 matrices, a column after the other, as WebGL has them.

export function multiply(a, b) {
  const out = new Float32Array(16);
  for (let c = 0; c < 4; c++) {
    for (let r = 0; r < 4; r++) {
      for (let k = 0; k < 4; k++) out[4 * c + r] += a[4 * k + r] * b[4 * c + k];
    }
  }
  return out;
}

export const translation = (x, y, z) => new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1]);

/// About z by `yaw`, then about x by `pitch`.
export function rotation(yaw, pitch) {
  const [c, s, d, t] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  return new Float32Array([c, d * s, t * s, 0, -s, d * c, t * c, 0, 0, -t, d, 0, 0, 0, 0, 1]);
}

export function perspective(angle, aspect, near, far) {
  const f = 1 / Math.tan(angle / 2);
  return new Float32Array([f / aspect, 0, 0, 0, 0, f, 0, 0, 0, 0, (far + near) / (near - far), -1, 0, 0, (2 * far * near) / (near - far), 0]);
}

export function orthographic(halfWidth, halfHeight, near, far) {
  return new Float32Array([1 / halfWidth, 0, 0, 0, 0, 1 / halfHeight, 0, 0, 0, 0, 2 / (near - far), 0, 0, 0, (far + near) / (near - far), 1]);
}

/// The inverse, by Gauss and Jordan.
export function inverse(m) {
  const a = Array.from({ length: 4 }, (_, r) => [...Array.from({ length: 4 }, (_, c) => m[4 * c + r]), ...[0, 1, 2, 3].map((c) => +(c === r))]);
  for (let i = 0; i < 4; i++) {
    const pivot = a.slice(i).reduce((best, row, k) => (Math.abs(row[i]) > Math.abs(a[best][i]) ? i + k : best), i);
    [a[i], a[pivot]] = [a[pivot], a[i]];
    const scale = a[i][i];
    a[i] = a[i].map((v) => v / scale);
    for (let r = 0; r < 4; r++) {
      if (r === i) continue;
      const factor = a[r][i];
      a[r] = a[r].map((v, c) => v - factor * a[i][c]);
    }
  }
  return new Float32Array([0, 1, 2, 3].flatMap((c) => a.map((row) => row[4 + c])));
}
