// What the graphics card runs.

const head = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler3D;
`;

/// A value's place in its range, and the colour there; of types the colours stand one after the other.
const colouring = `
uniform sampler2D colours;
uniform float least, most;
float share(float value) { return clamp((value - least) / max(most - least, 1e-30), 0.0, 1.0); }
vec3 colourAt(float share) { return texture(colours, vec2((share * 255.0 + 0.5) / 256.0, 0.5)).rgb; }
`;

/// Cells as lit spheres: a square of pixels each, of which a disc is drawn. DEPTH lets spheres cut into each other; PICK draws places instead of colours.
const cellVertex = `${colouring}
layout(location = 0) in float x;
layout(location = 1) in float y;
layout(location = 2) in float z;
layout(location = 3) in float width;
layout(location = 4) in uint type;
layout(location = 5) in uint phase;
layout(location = 6) in float value;
layout(location = 7) in uint shown;
uniform mat4 view, projection;
uniform vec3 size, cutAxis;
uniform float largest, pixels, cut;
uniform bool isFlat, byValue;
flat out vec3 colour;
flat out float radius;
flat out vec3 middle;
flat out int place;
void main() {
  vec3 position = vec3(x, y, z) * size;
  vec4 seen = view * vec4(position, 1.0);
  radius = width * largest;
  middle = seen.xyz;
  place = gl_VertexID + 1;
  bool hidden = shown == 0u || dot(cutAxis, position) > cut;
  gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : projection * seen;
  gl_PointSize = hidden ? 0.0 : max(2.0, 2.0 * radius * pixels / (isFlat ? 1.0 : -seen.z));
  bool known = value == value;
  colour = !byValue ? colourAt(float(type) / 255.0) : known ? colourAt(share(value)) : vec3(0.6);
  if (phase > 127u && !byValue) colour = mix(colour, vec3(0.75), 0.65);
}`;

const cellFragment = `
uniform mat4 projection;
flat in vec3 colour;
flat in float radius;
flat in vec3 middle;
flat in int place;
out vec4 drawn;
void main() {
  vec2 p = 2.0 * gl_PointCoord - 1.0;
  float square = dot(p, p);
  if (square > 1.0) discard;
  vec3 normal = vec3(p.x, -p.y, sqrt(1.0 - square));
#ifdef DEPTH
  vec4 clip = projection * vec4(middle + radius * normal, 1.0);
  gl_FragDepth = 0.5 * clip.z / clip.w + 0.5;
#endif
#ifdef PICK
  drawn = vec4(float(place & 255), float((place >> 8) & 255), float((place >> 16) & 255), float((place >> 24) & 255)) / 255.0;
#else
  float light = 0.45 + 0.55 * max(0.0, dot(normal, normalize(vec3(-0.4, 0.5, 0.8))));
  drawn = vec4(colour * light + vec3(0.12 * pow(max(0.0, normal.z), 24.0)), 1.0);
#endif
}`;

/// Segments as tubes: a strip along each that always faces us.
const tubeVertex = `
layout(location = 0) in vec3 from;
layout(location = 1) in vec3 to;
layout(location = 2) in float radius;
layout(location = 3) in float flows;
uniform mat4 view, projection;
uniform vec3 cutAxis;
uniform float cut;
uniform bool isFlat;
out vec2 place;
flat out float blood, reach;
void main() {
  int corner = gl_VertexID % 4;
  vec3 a = (view * vec4(from, 1.0)).xyz, b = (view * vec4(to, 1.0)).xyz;
  vec3 along = b - a;
  vec3 sight = isFlat ? vec3(0.0, 0.0, -1.0) : normalize(0.5 * (a + b));
  // As it is seen: its length across the line of sight, and rounded ends, so that one seen from its end is a disc.
  vec3 seen = along - dot(along, sight) * sight;
  float span = length(seen);
  seen = span > 1e-4 * radius ? seen / span : normalize(cross(sight, vec3(0.0, 1.0, 1e-3)));
  vec3 side = cross(seen, sight);
  bool isEnd = (corner & 2) != 0;
  float across = (corner & 1) == 0 ? -1.0 : 1.0;
  reach = span / radius;
  place = vec2(isEnd ? reach + 1.0 : -1.0, across);
  blood = flows;
  vec3 point = (isEnd ? b + radius * seen : a - radius * seen) + across * radius * side;
  bool hidden = dot(cutAxis, 0.5 * (from + to)) > cut;
  gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : projection * vec4(point, 1.0);
}`;

const tubeFragment = `
in vec2 place;
flat in float blood, reach;
out vec4 drawn;
void main() {
  float square = dot(vec2(place.x - clamp(place.x, 0.0, reach), place.y), vec2(place.x - clamp(place.x, 0.0, reach), place.y));
  if (square > 1.0) discard;
  float light = 0.4 + 0.6 * sqrt(1.0 - square);
  drawn = vec4((blood > 0.5 ? vec3(0.84, 0.16, 0.18) : vec3(0.62, 0.66, 0.72)) * light, 1.0);
}`;

/// A field on a plane.
const sliceVertex = `
uniform mat4 both;
uniform vec3 size;
uniform int axis;
uniform float depth;
out vec3 place;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  place = axis == 0 ? vec3(depth, corner) : axis == 1 ? vec3(corner.x, depth, corner.y) : vec3(corner, depth);
  gl_Position = both * vec4(place * size, 1.0);
}`;

const sliceFragment = `${colouring}
uniform sampler3D field;
in vec3 place;
out vec4 drawn;
void main() {
  drawn = vec4(colourAt(share(texture(field, place).r)), 0.92);
}`;

/// A field as a cloud: light gathered along the ray through the box.
const cloudVertex = `
uniform mat4 both;
uniform vec3 size;
out vec3 place;
void main() {
  // Twelve triangles of a box from the bits of their number.
  int face = gl_VertexID / 6, i = gl_VertexID % 6;
  vec2 corner = vec2(i == 1 || i == 2 || i == 4 ? 1.0 : 0.0, i == 2 || i == 4 || i == 5 ? 1.0 : 0.0);
  int axis = face % 3;
  float end = face < 3 ? 0.0 : 1.0;
  place = axis == 0 ? vec3(end, corner) : axis == 1 ? vec3(corner.x, end, corner.y) : vec3(corner, end);
  gl_Position = both * vec4(place * size, 1.0);
}`;

const cloudFragment = `${colouring}
uniform sampler3D field;
uniform vec3 eye, size, sight;
uniform bool isFlat;
in vec3 place;
out vec4 drawn;
void main() {
  vec3 along = isFlat ? sight / size : place - eye / size;
  along = normalize(along * size) / size;
  // From where the ray enters the box to where it leaves it; each is met from one of its faces only.
  vec3 safe = mix(along, vec3(1e-9), lessThan(abs(along), vec3(1e-9)));
  vec3 a = (vec3(0.0) - place) / safe, b = (vec3(1.0) - place) / safe;
  vec3 far = max(a, b), near = min(a, b);
  float leaves = min(far.x, min(far.y, far.z)), enters = max(near.x, max(near.y, near.z));
  if (leaves > 1e-4 * length(size)) discard;
  float reach = leaves - enters;
  vec4 light = vec4(0.0);
  for (int i = 0; i < 64; i++) {
    vec3 p = place + along * (leaves - reach * (1.0 - (float(i) + 0.5) / 64.0));
    float much = share(texture(field, p).r);
    float veil = (1.0 - light.a) * much * much * 0.06;
    light += vec4(colourAt(much) * veil, veil);
  }
  drawn = light;
}`;

function compile(gl, vertex, fragment, defined = "") {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, head + defined + text);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  const places = {};
  for (let i = 0; i < gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS); i++) {
    const { name } = gl.getActiveUniform(program, i);
    places[name] = gl.getUniformLocation(program, name);
  }
  return { program, places };
}

export const programs = (gl) => ({
  cells: compile(gl, cellVertex, cellFragment),
  spheres: compile(gl, cellVertex, cellFragment, "#define DEPTH\n"),
  picks: compile(gl, cellVertex, cellFragment, "#define DEPTH\n#define PICK\n"),
  tubes: compile(gl, tubeVertex, tubeFragment),
  slice: compile(gl, sliceVertex, sliceFragment),
  cloud: compile(gl, cloudVertex, cloudFragment),
});
