// The most floating-point work the processor does: independent fused multiply-adds on all threads, in GF/s.
//   c++ -O3 -march=native -pthread peak.cpp -o peak && ./peak 2
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#if defined(__AVX512F__)
constexpr int kLanes = 16;
#else
constexpr int kLanes = 8;
#endif
typedef float Vector __attribute__((vector_size(kLanes * 4)));
constexpr int kChains = 12;  // enough to hide the latency of a multiply-add
constexpr long kSteps = 4'000'000;

float burn() {
  Vector sums[kChains], a = Vector{} + 0.999f, b = Vector{} + 0.0005f;
  // A compiler computes equal chains once, and one that begins at its limit b / (1 - a) = 0.5 not at all.
  float start = 0;
  for (Vector& sum : sums) sum = Vector{} + start++;
  for (long step = 0; step < kSteps; ++step) {
#pragma GCC unroll 12
    for (Vector& sum : sums) sum = sum * a + b;
  }
  float total = 0;
  for (const Vector& sum : sums) total += sum[0];
  return total;
}

int main(int argc, char** argv) {
  const int threads = argc > 1 ? std::atoi(argv[1]) : 1;
  std::vector<float> sinks(threads);
  double best = 0;
  for (int round = 0; round < 5; ++round) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> team;
    for (int i = 0; i < threads; ++i) team.emplace_back([&sinks, i] { sinks[i] = burn(); });
    for (std::thread& thread : team) thread.join();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    best = std::max(best, 2.0 * kLanes * kChains * kSteps * threads / seconds / 1e9);
  }
  std::printf("%.0f\n", best);
  return sinks[0] > 1e30f;
}
