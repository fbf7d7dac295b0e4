// The yardstick for the forces: the plain loop that one would write, on the same cloud as ForceBenchmark.
//
//     g++ -O3 -march=native forces.cpp -o forces && ./forces
//
// One step sorts the bodies into bins by counting, then adds up for each body the pushes of those in the 27 bins around it.
// Frozen: this is what our kernel is compared to, so it is not to be tuned.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

struct Cloud {
    int count;
    double size;
    std::vector<double> x, y, z, radius, repulsion, adhesion;
};

// A face-centred cubic packing, spacing 0.97 of the diameter, each place shifted by up to a tenth of it.
static Cloud packedBodies(int count) {
    const double radius = 8.4, spacing = 2 * radius * 0.97, edge = spacing * std::sqrt(2.0);
    int cells = 1;
    while (4 * cells * cells * cells < count) cells++;
    Cloud c{count, cells * edge, {}, {}, {}, {}, {}, {}};
    const double corners[4][3] = {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}};
    uint64_t state = 1;
    auto jitter = [&] {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        return (double(state >> 11) / 9007199254740992.0 - 0.5) * 0.2 * spacing;
    };
    for (int k = 0; k < cells * cells * cells; k++)
        for (int m = 0; m < 4 && int(c.x.size()) < count; m++) {
            c.x.push_back((k % cells + 0.25 + corners[m][0]) * edge + jitter());
            c.y.push_back((k / cells % cells + 0.25 + corners[m][1]) * edge + jitter());
            c.z.push_back((k / (cells * cells) + 0.25 + corners[m][2]) * edge + jitter());
        }
    c.radius.assign(count, radius);
    c.repulsion.assign(count, 10);
    c.adhesion.assign(count, 0.4);
    return c;
}

struct Forces {
    std::vector<int> start, order, bin;
    std::vector<double> vx, vy, vz, pressure;
    long neighbours = 0;

    void step(const Cloud& c) {
        const double reach = 1.25;
        double widest = 0;
        for (double r : c.radius) widest = std::max(widest, r);
        const double width = 2 * reach * widest;
        const int n = std::max(1, int(c.size / width) + 1);
        auto along = [&](double v) { return std::min(std::max(int(v / width), 0), n - 1); };
        start.assign(size_t(n) * n * n + 1, 0);
        bin.resize(c.count);
        order.resize(c.count);
        for (int i = 0; i < c.count; i++) {
            bin[i] = along(c.x[i]) + n * (along(c.y[i]) + n * along(c.z[i]));
            start[bin[i] + 1]++;
        }
        for (size_t b = 1; b < start.size(); b++) start[b] += start[b - 1];
        std::vector<int> next(start.begin(), start.end() - 1);
        for (int i = 0; i < c.count; i++) order[next[bin[i]]++] = i;

        vx.assign(c.count, 0);
        vy.assign(c.count, 0);
        vz.assign(c.count, 0);
        pressure.assign(c.count, 0);
        neighbours = 0;
        for (int i = 0; i < c.count; i++) {
            const int ix = along(c.x[i]), iy = along(c.y[i]), iz = along(c.z[i]);
            for (int kz = std::max(iz - 1, 0); kz <= std::min(iz + 1, n - 1); kz++)
                for (int ky = std::max(iy - 1, 0); ky <= std::min(iy + 1, n - 1); ky++)
                    for (int kx = std::max(ix - 1, 0); kx <= std::min(ix + 1, n - 1); kx++) {
                        const int b = kx + n * (ky + n * kz);
                        for (int k = start[b]; k < start[b + 1]; k++) {
                            const int j = order[k];
                            if (j == i) continue;
                            const double dx = c.x[i] - c.x[j], dy = c.y[i] - c.y[j], dz = c.z[i] - c.z[j];
                            const double square = dx * dx + dy * dy + dz * dz;
                            const double sum = c.radius[i] + c.radius[j], far = reach * sum;
                            if (square >= far * far || square == 0) continue;
                            neighbours++;
                            const double d = std::sqrt(square);
                            double f = 0;
                            if (d < sum) {
                                const double hard = (1 - d / sum) * (1 - d / sum);
                                f += std::sqrt(c.repulsion[i] * c.repulsion[j]) * hard;
                                pressure[i] += hard;
                            }
                            f -= std::sqrt(c.adhesion[i] * c.adhesion[j]) * (1 - d / far) * (1 - d / far);
                            vx[i] += f * dx / d;
                            vy[i] += f * dy / d;
                            vz[i] += f * dz / d;
                        }
                    }
        }
    }
};

int main(int argc, char** argv) {
    const int count = argc > 1 ? std::atoi(argv[1]) : 100000;
    const int repeats = argc > 2 ? std::atoi(argv[2]) : 20;
    const Cloud cloud = packedBodies(count);
    Forces forces;
    forces.step(cloud);
    double best = 1e300;
    for (int k = 0; k < repeats; k++) {
        const auto before = std::chrono::steady_clock::now();
        forces.step(cloud);
        const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - before;
        best = std::min(best, time.count());
    }
    double check = 0;
    for (int i = 0; i < count; i++) check += std::fabs(forces.vx[i]) + forces.pressure[i];
    std::printf(
        "{\"bodies\": %d, \"neighbours\": %.3f, \"ns_per_cell_step\": %.1f, \"check\": %.12g}\n", count,
        double(forces.neighbours) / count, best / count, check);
}
