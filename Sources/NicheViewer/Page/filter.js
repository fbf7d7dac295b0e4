// Which cells are shown: "macrophage and N > 0.5". Names are types (a word of theirs will do: tumour, CD8), phases, live, dead, and the states and
// substances of cells.

const signs = /\s*(?:([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)|([\p{L}_][\p{L}\p{N}_]*)|(<=|>=|==|!=|[-+*/()<>]))/uy;

function tokens(text) {
  const found = [];
  signs.lastIndex = 0;
  while (signs.lastIndex < text.trimEnd().length) {
    const start = signs.lastIndex;
    const match = signs.exec(text);
    if (!match) throw new Error(`"${text.slice(start).trim()[0]}" does not belong here`);
    found.push(match[1] !== undefined ? { number: +match[1] } : match[2] !== undefined ? { word: match[2] } : { sign: match[3] });
  }
  return found;
}

const operations = {
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b, "<": (a, b) => a < b, ">": (a, b) => a > b,
  "<=": (a, b) => a <= b, ">=": (a, b) => a >= b, "==": (a, b) => a === b, "!=": (a, b) => a !== b,
};

/// A type by its name, or by a word that stands in no other's.
function typeNamed(word, types) {
  if (types.includes(word)) return types.indexOf(word);
  const found = types.flatMap((name, i) => (name.split(" ").includes(word) ? [i] : []));
  return found.length === 1 ? found[0] : -1;
}

/// Reads a filter.
///
/// `known` says what words mean: { types, phases, columns }, each a list of names.
/// Returns the columns that it needs, and a function of a cell's type, phase, and values by name.
export function read(text, known) {
  const list = tokens(text);
  const columns = new Set();
  let i = 0;
  const peek = (...wanted) => wanted.includes(list[i]?.sign) || wanted.includes(list[i]?.word);
  const take = (...wanted) => peek(...wanted) && (list[i].sign ?? list[i].word) && list[i++];
  const binary = (next, wanted, build) => () => {
    let left = next();
    while (peek(...wanted)) {
      const sign = list[i].sign ?? list[i].word;
      i++;
      left = build(sign, left, next());
    }
    return left;
  };
  const arithmetic = (sign, a, b) => (cell) => operations[sign](a(cell), b(cell));
  function atom() {
    const token = list[i++];
    if (!token) throw new Error("it ends too early");
    if (token.number !== undefined) return () => token.number;
    if (token.sign === "(") {
      const inner = either();
      if (!take(")")) throw new Error("a closing bracket is missing");
      return inner;
    }
    if (token.sign === "-") {
      const inner = atom();
      return (cell) => -inner(cell);
    }
    const word = token.word;
    if (word === undefined) throw new Error(`"${token.sign}" does not belong here`);
    if (word === "not") {
      const inner = atom();
      return (cell) => !inner(cell);
    }
    if (word === "dead") return (cell) => cell.phase > 127;
    if (word === "live") return (cell) => cell.phase <= 127;
    const type = typeNamed(word, known.types);
    if (type >= 0) return (cell) => cell.type === type;
    if (known.columns.includes(word)) {
      columns.add(word);
      return (cell) => cell[word];
    }
    const phase = known.phases.indexOf(word);
    if (phase >= 0) return (cell) => (cell.phase & 127) === phase;
    throw new Error(`no type, phase or state is called "${word}"`);
  }
  const product = binary(atom, ["*", "/"], arithmetic);
  const sum = binary(product, ["+", "-"], arithmetic);
  const comparison = binary(sum, ["<", ">", "<=", ">=", "==", "!="], arithmetic);
  const both = binary(comparison, ["and"], (_, a, b) => (cell) => a(cell) && b(cell));
  const either = binary(both, ["or"], (_, a, b) => (cell) => a(cell) || b(cell));
  const test = either();
  if (i < list.length) throw new Error(`"${list[i].word ?? list[i].sign ?? list[i].number}" does not belong here`);
  return { columns: [...columns], test };
}

/// One byte a cell: whether it passes.
export function apply({ test }, cells, columns) {
  const shown = new Uint8Array(cells.count);
  const cell = { type: 0, phase: 0 };
  const entries = Object.entries(columns);
  for (let i = 0; i < cells.count; i++) {
    cell.type = cells.type[i];
    cell.phase = cells.phase[i];
    for (const [name, { values }] of entries) cell[name] = values[i];
    shown[i] = test(cell) ? 1 : 0;
  }
  return shown;
}
