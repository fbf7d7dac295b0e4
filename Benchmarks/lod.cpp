// The yardstick for transport: diffusion and decay by locally one-dimensional steps, as agent-based simulators commonly do it.
//
//     g++ -O3 -march=native lod.cpp -o lod && ./lod [voxels along an edge] [substances] [steps]
//     ./lod sweep [voxels along an edge]        cost against error, with the columns of `niche bench transport --sweep`
//
// A step is three sweeps of implicit Euler, one an axis, each solved by Thomas's algorithm with its factors worked out beforehand, and
// all substances of a voxel together in a small vector, in a vector of voxels. One line is printed: voxels, substances, the time of
// a step [ms] and that for a voxel and substance [ns].
// Frozen: this is what our kernel is compared to, so it is not to be tuned.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

using Voxels = std::vector<std::vector<double>>;

struct Axis {
    int count, stride;
    // Of each substance: the factor of the row above and the reciprocal pivot, by place along the axis.
    std::vector<std::vector<double>> coupling, pivot;
};

struct Tissue {
    int n, substances;
    double spacing;
    Voxels voxels;
    Axis axes[3];

    Tissue(int n, int substances, double spacing)
        : n(n), substances(substances), spacing(spacing), voxels((size_t)n * n * n, std::vector<double>(substances, 0.0)) {}

    void prepare(const std::vector<double>& diffusion, const std::vector<double>& decay, double dt) {
        const int strides[3] = {1, n, n * n};
        for (int a = 0; a < 3; a++) {
            axes[a] = {n, strides[a], {}, {}};
            std::vector<double> previous(substances, 0.0);
            for (int i = 0; i < n; i++) {
                std::vector<double> coupling(substances), pivot(substances);
                for (int s = 0; s < substances; s++) {
                    double r = dt * diffusion[s] / (spacing * spacing);
                    int neighbours = (i > 0) + (i + 1 < n);
                    double diagonal = 1 + dt * decay[s] / 3 + neighbours * r;
                    if (i > 0) diagonal -= r * previous[s];
                    pivot[s] = 1 / diagonal;
                    coupling[s] = r * pivot[s];
                    previous[s] = coupling[s];
                }
                axes[a].coupling.push_back(coupling);
                axes[a].pivot.push_back(pivot);
            }
        }
        rates.assign(substances, 0.0);
        for (int s = 0; s < substances; s++) rates[s] = dt * diffusion[s] / (spacing * spacing);
    }

    void step() {
        for (const Axis& axis : axes)
            for (int b = 0; b < n; b++)
                for (int a = 0; a < n; a++) sweep(axis, start(axis, a, b));
    }

  private:
    std::vector<double> rates;

    size_t start(const Axis& axis, int a, int b) const {
        if (axis.stride == 1) return (size_t)n * (a + (size_t)n * b);
        if (axis.stride == n) return a + (size_t)n * n * b;
        return a + (size_t)n * b;
    }

    void sweep(const Axis& axis, size_t first) {
        {
            std::vector<double>& c = voxels[first];
            for (int s = 0; s < substances; s++) c[s] *= axis.pivot[0][s];
        }
        for (int i = 1; i < axis.count; i++) {
            const std::vector<double>& below = voxels[first + (size_t)(i - 1) * axis.stride];
            std::vector<double>& c = voxels[first + (size_t)i * axis.stride];
            const std::vector<double>& pivot = axis.pivot[i];
            for (int s = 0; s < substances; s++) c[s] = (c[s] + rates[s] * below[s]) * pivot[s];
        }
        for (int i = axis.count - 2; i >= 0; i--) {
            const std::vector<double>& above = voxels[first + (size_t)(i + 1) * axis.stride];
            std::vector<double>& c = voxels[first + (size_t)i * axis.stride];
            const std::vector<double>& coupling = axis.coupling[i];
            for (int s = 0; s < substances; s++) c[s] += coupling[s] * above[s];
        }
    }
};

static double cpuSeconds() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

// The two problems of `niche bench transport --sweep`. c = 1 + f with f a product of cosines: `slow` has D = 600, k = 0.05 and fades
// from there; `fast` has D = 1e5, k = 1 and sources that hold c there, and starts where they were 1 % weaker.
static void sweep(int n, const char* name, double diffusion, double decay, bool hasSources, double dt) {
    const double spacing = 2000.0 / n, wave = 2 * M_PI / 2000.0, time = 6;
    Tissue tissue(n, 1, spacing);
    std::vector<double> mode((size_t)n * n * n), source(mode.size(), 0.0);
    const double rate = 3 * diffusion * wave * wave;
    size_t v = 0;
    for (int k = 0; k < n; k++)
        for (int j = 0; j < n; j++)
            for (int i = 0; i < n; i++, v++) {
                mode[v] = std::cos(wave * (i + 0.5) * spacing) * std::cos(wave * (j + 0.5) * spacing) * std::cos(wave * (k + 0.5) * spacing);
                tissue.voxels[v][0] = (hasSources ? 0.99 : 1.0) * (1 + mode[v]);
                if (hasSources) source[v] = decay + (decay + rate) * mode[v];
            }
    tissue.prepare({diffusion}, {decay}, dt);
    const int steps = (int)std::lround(time / dt);
    const double start = cpuSeconds();
    for (int step = 0; step < steps; step++) {
        if (hasSources)
            for (v = 0; v < mode.size(); v++) tissue.voxels[v][0] += dt * source[v];
        tissue.step();
    }
    const double spent = cpuSeconds() - start;
    double error = 0;
    for (v = 0; v < mode.size(); v++) {
        const double exact = hasSources ? 1 + mode[v] : std::exp(-decay * time) * (1 + std::exp(-rate * time) * mode[v]);
        error = std::max(error, std::abs(tissue.voxels[v][0] - exact));
    }
    std::printf("%s,lod,%g,0,%.6g,%.6g\n", name, dt, spent * 1e3, error / 2);
}

int main(int argc, char** argv) {
    if (argc > 1 && std::string(argv[1]) == "sweep") {
        const int n = argc > 2 ? std::atoi(argv[2]) : 50;
        for (double dt : {6.0, 3.0, 1.0, 0.3, 0.1, 0.03, 0.01}) sweep(n, "slow", 600, 0.05, false, dt);
        for (double dt : {6.0, 3.0, 1.0, 0.3, 0.1, 0.03, 0.01}) sweep(n, "fast", 1e5, 1, true, dt);
        return 0;
    }
    const int n = argc > 1 ? std::atoi(argv[1]) : 100;
    const int substances = argc > 2 ? std::atoi(argv[2]) : 10;
    const int steps = argc > 3 ? std::atoi(argv[3]) : 20;
    Tissue tissue(n, substances, 20);
    unsigned long long state = 1;
    for (auto& voxel : tissue.voxels)
        for (double& c : voxel) {
            state = state * 6364136223846793005ull + 1442695040888963407ull;
            c = double(state >> 11) / 9007199254740992.0;
        }
    tissue.prepare(std::vector<double>(substances, 600.0), std::vector<double>(substances, 0.05), 0.01);
    tissue.step();
    std::vector<double> times;
    for (int step = 0; step < steps; step++) {
        double start = cpuSeconds();
        tissue.step();
        times.push_back(cpuSeconds() - start);
    }
    std::sort(times.begin(), times.end());
    const double median = times[times.size() / 2];
    std::printf("lod,%d,%d,%.6g,%.6g\n", n, substances, median * 1e3, median * 1e9 / ((double)n * n * n * substances));
    return 0;
}
