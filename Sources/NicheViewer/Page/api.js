// What the server is asked, with the token that stands behind the "#" of the address.

const token = location.hash.slice(1);

async function ask(path, more = {}) {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${token}` }, ...more });
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({}));
  throw new Error(said.error ?? `${answer.status} for ${path}`);
}

export const json = async (path) => (await ask(path)).json();
export const send = async (path, wish) => (await ask(path, { method: "POST", body: JSON.stringify(wish) })).json();
const bytes = async (path) => (await ask(path)).arrayBuffer();

export async function cells(run, frame) {
  const buffer = await bytes(`runs/${run}/frames/${frame}/cells`);
  const [time, sx, sy, sz, largest] = new Float32Array(buffer, 4, 5);
  const count = new Uint32Array(buffer, 0, 1)[0];
  const short = (i) => new Uint16Array(buffer, 24 + 2 * i * count, count);
  const byte = (i) => new Uint8Array(buffer, 24 + 8 * count + i * count, count);
  return {
    count, time, size: [sx, sy, sz], largest,
    x: short(0), y: short(1), z: short(2), radius: short(3), type: byte(0), phase: byte(1),
  };
}

function column(buffer) {
  const [least, most] = new Float32Array(buffer, 0, 2);
  return { least, most, values: new Float32Array(buffer, 8) };
}

export const values = async (run, frame, name) =>
  column(await bytes(`runs/${run}/frames/${frame}/values?of=${encodeURIComponent(name)}`));

export const field = async (run, frame, name) =>
  column(await bytes(`runs/${run}/frames/${frame}/field?of=${encodeURIComponent(name)}`));

/// One byte a cell: whether it descends from the founder of a clone.
export const clone = async (run, frame, id) => new Uint8Array(await bytes(`runs/${run}/frames/${frame}/clone?of=${id}`));

export async function vessels(run, frame) {
  const buffer = await bytes(`runs/${run}/frames/${frame}/vessels`);
  return { count: new Uint32Array(buffer, 0, 1)[0], numbers: new Float32Array(buffer, 4) };
}
