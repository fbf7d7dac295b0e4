// The yardstick for transport: diffusion and decay by locally one-dimensional steps, as agent-based simulators commonly do it.
//
//     g++ -O3 -march=native lod.cpp -o lod && ./lod [voxels along an edge] [substances] [steps]
//
// A step is three sweeps of implicit Euler, one an axis, each solved by Thomas's algorithm with its factors worked out beforehand, and
// all substances of a voxel together in a small vector, in a vector of voxels. One line is printed: the costs of a step, and the
// largest error after six minutes against the exact answer, a product of cosines that decays.
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

// One exact mode: c = 1 + cos(w x) cos(w y) cos(w z), whose second part decays at 3 D w² + k and whose first at k.
static double largestError(int n, double spacing, double diffusion, double decay, double dt, double time) {
    Tissue tissue(n, 1, spacing);
    const double wave = 2 * M_PI / (n * spacing);
    auto mode = [&](int i, int j, int k) {
        return std::cos(wave * (i + 0.5) * spacing) * std::cos(wave * (j + 0.5) * spacing) * std::cos(wave * (k + 0.5) * spacing);
    };
    for (int k = 0, v = 0; k < n; k++)
        for (int j = 0; j < n; j++)
            for (int i = 0; i < n; i++, v++) tissue.voxels[v][0] = 1 + mode(i, j, k);
    tissue.prepare({diffusion}, {decay}, dt);
    const int steps = (int)std::lround(time / dt);
    for (int step = 0; step < steps; step++) tissue.step();
    double error = 0;
    for (int k = 0, v = 0; k < n; k++)
        for (int j = 0; j < n; j++)
            for (int i = 0; i < n; i++, v++) {
                double exact = std::exp(-decay * time) * (1 + std::exp(-3 * diffusion * wave * wave * time) * mode(i, j, k));
                error = std::max(error, std::abs(tissue.voxels[v][0] - exact));
            }
    return error;
}

int main(int argc, char** argv) {
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
