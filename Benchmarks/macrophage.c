/* The yardstick for expressions: the macrophage of the library in a well, written out by hand, eight cells at a time.
 *
 *     niche bench expressions Benchmarks/macrophage.yaml --dump cells.bin
 *     gcc -O3 -march=native -ffp-contract=off macrophage.c -o macrophage -lm && ./macrophage cells.bin
 *
 * One step of 6 min: exponential Heun of nine states with its error and sub-steps, noise, three hazards, what is published and
 * exchanged. The same equations stand in Macrophage.swift. Frozen: this is what our programs are compared to.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef double v8 __attribute__((vector_size(64)));
typedef int64_t m8 __attribute__((vector_size(64)));
typedef uint64_t u8 __attribute__((vector_size(64)));
typedef double v8u __attribute__((vector_size(64), aligned(8)));

static inline v8 all(double x) { return (v8){x, x, x, x, x, x, x, x}; }
static inline v8 choose(m8 mask, v8 a, v8 b) { return (v8)(((m8)a & mask) | ((m8)b & ~mask)); }
static inline v8 greater(v8 a, v8 b) { return choose(a > b, a, b); }
static inline v8 smaller(v8 a, v8 b) { return choose(a < b, a, b); }
static inline v8 size(v8 a) { return (v8)((u8)a & 0x7FFFFFFFFFFFFFFFull); }

static double exp1(double x) { return exp(x); }

static inline v8 log8(v8 x) { /* for x in (0, 1): after fdlibm */
    u8 u = (u8)x + (0x3FF0000000000000ull - 0x3FE6A09E667F3BCDull);
    v8 k = (v8)((u >> 52) | 0x4330000000000000ull) - (0x1p52 + 1023);
    v8 f = (v8)((u & 0x000FFFFFFFFFFFFFull) + 0x3FE6A09E667F3BCDull) - 1;
    v8 s = f / (2 + f), z = s * s, w = z * z;
    v8 odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    v8 even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    v8 half = 0.5 * f * f;
    return k * 0x1.62e42fee00000p-1 + (f - (half - (s * (half + (odd + even)) + k * 0x1.a39ef35793c76p-33)));
}

static inline v8 root8(v8 x) {
    v8 r;
    for (int i = 0; i < 8; i++) r[i] = __builtin_sqrt(x[i]);
    return r;
}

static inline v8 cos8(v8 x) {
    v8 t = x * 0x1.45f306dc9c883p-1 + 0x1.8p52, k = t - 0x1.8p52;
    v8 coarse = x - k * 0x1.921fb54400000p0, second = k * 0x1.0b4611a600000p-34, fine = coarse - second;
    v8 third = k * 0x1.3198a2e037073p-69 - ((coarse - fine) - second);
    v8 r = fine - third, tail = (fine - r) - third, z = r * r;
    v8 ss = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
    v8 cube = z * r;
    v8 sine = r - ((z * (0.5 * tail - cube * ss) - tail) - cube * -1.66666666666666324348e-01);
    v8 cs = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
    v8 half = 0.5 * z, one = 1 - half;
    v8 cosine = one + (((1 - one) - half) + (z * cs - r * tail));
    u8 quarter = (u8)t, swap = 0 - (quarter & 1);
    u8 d = ((u8)sine ^ (u8)cosine) & swap;
    return (v8)(((u8)cosine ^ d) ^ (((quarter + 1) & 2) << 62));
}

static inline uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

static inline v8 unit(u8 low, u8 high) {
    u8 word = low | high << 32;
    return (((v8)((word >> 12) | 0x4330000000000000ull) - 0x1p52) + 0.5) * 0x1p-52;
}

static inline void philox(u8 key, uint32_t tick, uint64_t stream, v8 *first, v8 *second) {
    u8 x0 = key & 0xFFFFFFFFull, x1 = key >> 32, x2 = (u8){} + tick, x3 = (u8){};
    uint32_t k0 = (uint32_t)stream, k1 = (uint32_t)(stream >> 32);
    for (int i = 0; i < 10; i++) {
        u8 a = (x0 & 0xFFFFFFFFull) * 0xD2511F53ull, b = (x2 & 0xFFFFFFFFull) * 0xCD9E8D57ull;
        u8 y0 = (b >> 32) ^ x1 ^ k0, y2 = (a >> 32) ^ x3 ^ k1;
        x1 = b & 0xFFFFFFFFull;
        x3 = a & 0xFFFFFFFFull;
        x0 = y0;
        x2 = y2;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    *first = unit(x0, x1);
    *second = unit(x2, x3);
}

/* --- the model ------------------------------------------------------------------------------------------------------------- */

enum { H1, H1s, H2, G, VOLUME, X, Y, E, LOAD, STATES };
static const char *stateNames[] = {"H1", "H1s", "H2", "G", "volume", "x", "y", "e", "load"};
enum { OXYGEN, CSF1, TGFb, IL10, TNF, IFNg, SAMPLES };
static const char *sampleNames[] = {"oxygen", "CSF1", "TGFb", "IL10", "TNF", "IFNg"};
enum { USE, VEGF, SF, TGFb_, IL10_, EMTcyt, TNF_, CXCL9, CCL2, RATES };
static const char *rateNames[] = {"oxygen", "VEGF", "SF", "TGFb", "IL10", "EMTcyt", "TNF", "CXCL9", "CCL2"};
static const char *eventNames[] = {"death", "anoxia", "division"};
enum { DEATH, ANOXIA, DIVISION, EVENTS };

typedef struct { double share[STATES], fast[3], h; } Shares; /* 1 - e^(-h/T) */

static Shares shares(double h) {
    Shares s = {.h = h};
    double t[STATES] = {60, 60, 300, 360, 360, 360, 360, 2880, 1};
    double fast[3] = {6, 6, 15};
    for (int i = 0; i < STATES; i++) s.share[i] = 1 - exp1(-h / t[i]);
    for (int i = 0; i < 3; i++) s.fast[i] = 1 - exp1(-h / fast[i]);
    return s;
}

static inline v8 hill1(v8 u) { return choose(u <= 0, all(0), u / (1 + u)); }
static inline v8 hill4(v8 x) {
    v8 u = x * 2;
    u = u * u;
    u = u * u;
    return choose(x <= 0, all(0), u / (1 + u));
}
static inline v8 hat(v8 v) { return v / (0.5 + v); }

typedef struct { v8 stabilised, h2, cues, cues2; } Frozen;

static inline Frozen sensed(const v8 *c) {
    Frozen f;
    v8 a = c[OXYGEN] / 13, b = c[OXYGEN] / 28;
    f.stabilised = 1 / (1 + a * (a * a));
    f.h2 = 1 / (1 + b * (b * b));
    v8 sigma = hill1(c[IFNg]);
    f.cues = smaller(0.02 + 0.45 * sigma + 0.3 * hill1(c[TNF]), all(2.1)); /* no antibody */
    f.cues2 = 0.05 + 0.10 * (hill1(c[CSF1]) + hill1(c[TGFb]) + hill1(c[IL10]));
    return f;
}

static inline void slopes(const v8 *y, const v8 *at, const Frozen *f, const Shares *s, v8 *d) {
    v8 t1 = f->stabilised * (1 - 0.6 * at[G]);
    d[H1] = (t1 - y[H1]) * choose(at[H1] < t1, all(s->share[H1]), all(s->fast[0]));
    d[H1s] = (f->stabilised - y[H1s]) * choose(at[H1s] < f->stabilised, all(s->share[H1s]), all(s->fast[1]));
    d[H2] = (f->h2 - y[H2]) * choose(at[H2] < f->h2, all(s->share[H2]), all(s->fast[2]));
    d[G] = (f->stabilised - y[G]) * s->share[G];
    d[VOLUME] = (5000 - y[VOLUME]) * s->share[VOLUME];
    v8 px = at[X] * 2, py = at[Y] * 2;
    v8 cues2 = f->cues2 + 0.04 * (at[H1] + at[H2]) + 0.10 * smaller(at[LOAD], all(1));
    v8 tx = (f->cues + 0.05 * greater(-at[E], all(0)) + 0.7 * hill4(at[X])) / (1 + py * py);
    v8 ty = (cues2 + 0.05 * greater(at[E], all(0)) + 0.7 * hill4(at[Y])) / (1 + px * px);
    d[X] = (tx - y[X]) * s->share[X];
    d[Y] = (ty - y[Y]) * s->share[Y];
    d[E] = ((at[Y] - at[X]) - y[E]) * s->share[E];
    d[LOAD] = s->h * (-at[LOAD] / 480);
}

static inline v8 heun(v8 *y, const Frozen *f, const Shares *s) {
    v8 first[STATES], trial[STATES], second[STATES], excess = all(-INFINITY);
    static const double scale[STATES] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    slopes(y, y, f, s, first);
    for (int i = 0; i < STATES; i++) trial[i] = y[i] + first[i];
    slopes(y, trial, f, s, second);
    for (int i = 0; i < STATES; i++) {
        v8 next = y[i] + 0.5 * (first[i] + second[i]);
        excess = greater(excess, size(next - trial[i]) - 1e-3 * greater(size(next), all(scale[i])));
        y[i] = next;
    }
    return excess;
}

typedef struct {
    long count;
    double dt;
    uint64_t seed, purpose[EVENTS], noise[2];
    int64_t tick;
    uint64_t *keys;
    double *state[STATES], *sample[SAMPLES], *rate[RATES];
    long fired[EVENTS];
} Cells;

static Shares table[7];

__attribute__((noinline)) static void step(Cells *c) {
    uint64_t bits = (uint64_t)c->tick & 0xFFFFFFFF00000000ull, stream[EVENTS], noise[2];
    for (int e = 0; e < EVENTS; e++) stream[e] = mix(c->seed ^ mix(bits | c->purpose[e]));
    for (int e = 0; e < 2; e++) noise[e] = mix(c->seed ^ mix(bits | c->noise[e]));
    double b = 0.02 / sqrt(60), deviation = sqrt(b * b * 360 / 2 * (1 - exp1(-2 * c->dt / 360)));
    memset(c->fired, 0, sizeof c->fired);
    for (long i = 0; i < c->count; i += 8) {
        v8 y[STATES], s[SAMPLES], first, second;
        u8 key;
        memcpy(&key, c->keys + i, 64);
        for (int k = 0; k < STATES; k++) y[k] = *(v8u *)(c->state[k] + i);
        for (int k = 0; k < SAMPLES; k++) s[k] = *(v8u *)(c->sample[k] + i);
        Frozen f = sensed(s);
        v8 start[STATES];
        memcpy(start, y, sizeof y);
        m8 pending = heun(y, &f, &table[0]) > 0;
        for (int level = 1; level < 7; level++) {
            long any = 0;
            for (int l = 0; l < 8; l++) any |= pending[l];
            if (!any) break;
            v8 z[STATES], worst = all(-INFINITY);
            memcpy(z, start, sizeof z);
            for (int n = 0; n < 1 << level; n++) worst = greater(worst, heun(z, &f, &table[level]));
            m8 accepted = pending & (level == 6 ? pending : (m8)(worst <= 0));
            for (int k = 0; k < STATES; k++) y[k] = choose(pending, z[k], y[k]);
            pending = pending & ~accepted;
        }
        for (int k = 0; k < 2; k++) {
            philox(key, (uint32_t)c->tick, noise[k], &first, &second);
            v8 normal = root8(-2 * log8(first)) * cos8(0x1.921fb54442d18p2 * second);
            y[X + k] = size(y[X + k] + deviation * normal);
        }
        for (int k = 0; k < STATES; k++) *(v8u *)(c->state[k] + i) = y[k];

        v8 hazard[EVENTS] = {0.004 / 60 + 0.03 / 60 / (1 + 4 * s[CSF1]), choose(s[OXYGEN] < 0.5, all(0.01 / 60), all(0)), all(0)};
        for (int e = 0; e < DIVISION; e++) {
            long any = 0;
            m8 open = hazard[e] > 0;
            for (int l = 0; l < 8; l++) any |= open[l];
            if (!any) continue;
            philox(key, (uint32_t)c->tick, stream[e], &first, &second);
            m8 near = first >= 1 - hazard[e] * c->dt;
            any = 0;
            for (int l = 0; l < 8; l++) any |= near[l];
            if (any) for (int l = 0; l < 8; l++) c->fired[e] += -log(first[l]) / hazard[e][l] < c->dt;
        }

        v8 x = hat(y[X]), mend = hat(y[Y]), sigma = hill1(s[IFNg]);
        v8 out[RATES] = {all(0), 0.3 * ((0.2 + mend) * (1 + 3 * greater(y[H1], y[H2]))), (0.3 + mend) * (1 + y[H1s]), mend, mend,
                         0.35 * mend, x, x * sigma, all(0.2)};
        for (int k = VEGF; k < RATES; k++) *(v8u *)(c->rate[k] + i) = out[k];
    }
}

/* --- reading, checking, timing --------------------------------------------------------------------------------------------- */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int compare(const void *a, const void *b) { return (*(double *)a > *(double *)b) - (*(double *)a < *(double *)b); }

int main(int argc, char **argv) {
    FILE *file = fopen(argc > 1 ? argv[1] : "cells.bin", "rb");
    if (!file) return 66;
    char line[65536], *names[512];
    Cells c = {0};
    int columns = 0;
    long expected[EVENTS] = {0};
    while (fgets(line, sizeof line, file) && strncmp(line, "end", 3)) {
        char kind[64], name[64];
        unsigned long long value;
        if (sscanf(line, "cells %ld", &c.count) == 1 || sscanf(line, "tick %lld", (long long *)&c.tick) == 1) continue;
        if (sscanf(line, "seed %llu", (unsigned long long *)&c.seed) == 1 || sscanf(line, "step %lf", &c.dt) == 1) continue;
        if (sscanf(line, "%63s %63s %llu", kind, name, &value) != 3) continue;
        if (!strcmp(kind, "column")) names[columns++] = strdup(name);
        for (int e = 0; e < EVENTS; e++) {
            if (!strcmp(kind, "event") && !strcmp(name, eventNames[e])) c.purpose[e] = value;
            if (!strcmp(kind, "fired") && !strcmp(name, eventNames[e])) expected[e] = value;
        }
        if (!strcmp(kind, "noise") && !strcmp(name, "x")) c.noise[0] = value;
        if (!strcmp(kind, "noise") && !strcmp(name, "y")) c.noise[1] = value;
    }
    c.keys = aligned_alloc(64, 8 * c.count);
    double *before = aligned_alloc(64, 8 * c.count * columns), *after = aligned_alloc(64, 8 * c.count * columns);
    if (fread(c.keys, 8, c.count, file) != (size_t)c.count) return 65;
    if (fread(before, 8 * c.count, columns, file) != (size_t)columns) return 65;
    if (fread(after, 8 * c.count, columns, file) != (size_t)columns) return 65;
    char wanted[80];
    for (int k = 0; k < columns; k++) {
        for (int s = 0; s < STATES; s++) if (snprintf(wanted, 80, "state.%s", stateNames[s]), !strcmp(names[k], wanted)) c.state[s] = before + k * c.count;
        for (int s = 0; s < SAMPLES; s++) if (snprintf(wanted, 80, "sample.%s", sampleNames[s]), !strcmp(names[k], wanted)) c.sample[s] = before + k * c.count;
        for (int s = 0; s < RATES; s++) if (snprintf(wanted, 80, "exchange.%s", rateNames[s]), !strcmp(names[k], wanted)) c.rate[s] = before + k * c.count;
    }
    for (int level = 0; level < 7; level++) table[level] = shares(c.dt / (1 << level));

    step(&c);
    double worst = 0;
    for (int k = 0; k < columns; k++) {
        if (strncmp(names[k], "state.", 6) && strncmp(names[k], "exchange.", 9)) continue;
        if (!strcmp(names[k], "exchange.oxygen")) continue; /* a constant, which only the engine writes down */
        for (long i = 0; i < c.count; i++) {
            double a = before[k * c.count + i], b = after[k * c.count + i], d = fabs(a - b) / fmax(fabs(b), 1);
            if (!(d <= 1e-12)) { fprintf(stderr, "%s of cell %ld is %.17g, not %.17g\n", names[k], i, a, b); return 1; }
            worst = fmax(worst, d);
        }
    }
    for (int e = 0; e < EVENTS; e++) if (c.fired[e] != expected[e]) { fprintf(stderr, "%s fired %ld times, not %ld\n", eventNames[e], c.fired[e], expected[e]); return 1; }
    double times[101];
    for (int r = 0; r < 101; r++) {
        double start = now();
        step(&c);
        times[r] = (now() - start) / c.count * 1e9;
    }
    qsort(times, 101, sizeof(double), compare);
    printf("{\"language\":\"C\",\"ns_per_cell_step\":%.2f,\"worst_difference\":%.2g}\n", times[50], worst);
    return 0;
}
