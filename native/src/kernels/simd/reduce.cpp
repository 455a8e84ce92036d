// Reductions of float32: rows in wide registers, columns in tiles that stay in cache. Sums run in float over blocks of
// at most kBlock terms, blocks are added in double.
#include "kernels/reduce.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "gluonlab/parallel.h"
#include "kernels/simd/dispatch.h"

namespace gluonlab::GLUONLAB_ISA {

namespace {

using Wide = float __attribute__((vector_size(64)));
constexpr int64_t kLanes = 16;
constexpr int64_t kBlock = 4096;  // adjacent terms summed in float
constexpr int64_t kRows = 64;     // terms of a column summed in float
constexpr int64_t kTile = 512;    // columns kept in cache
constexpr int64_t kGrain = 32768;

template <Reduction kind>
struct Step {
  static constexpr bool isProduct = kind == Reduction::prod || kind == Reduction::nanprod;
  static constexpr bool isExtreme = kind == Reduction::max || kind == Reduction::min;
  static constexpr double first = isProduct                ? 1.0
                                  : kind == Reduction::max ? -std::numeric_limits<double>::infinity()
                                  : kind == Reduction::min ? std::numeric_limits<double>::infinity()
                                                           : 0.0;
  /// One more term; V is float or Wide.
  template <class V>
  [[gnu::always_inline]] static inline void add(V& sum, const V& x) {
    if constexpr (kind == Reduction::prod)
      sum = sum * x;
    else if constexpr (kind == Reduction::max)
      sum = (x > sum) | (x != x) ? x : sum;
    else if constexpr (kind == Reduction::min)
      sum = (x < sum) | (x != x) ? x : sum;
    else if constexpr (kind == Reduction::nansum)
      sum = x == x ? sum + x : sum;
    else if constexpr (kind == Reduction::nanprod)
      sum = x == x ? sum * x : sum;
    else if constexpr (kind == Reduction::norm1)
      sum = sum + (x < V{} ? -x : x);
    else if constexpr (kind == Reduction::norm2)
      sum = sum + x * x;
    else
      sum = sum + x;
  }
  /// Two partial results together.
  static double join(double a, double b) {
    if constexpr (isProduct)
      return a * b;
    else if constexpr (kind == Reduction::max)
      return b > a || b != b ? b : a;
    else if constexpr (kind == Reduction::min)
      return b < a || b != b ? b : a;
    else
      return a + b;
  }
  static float joinLane(float a, float b) { return float(join(double(a), double(b))); }
};

template <Reduction kind>
double reduceRow(const float* x, int64_t n) {
  using S = Step<kind>;
  double total = S::first;
  for (int64_t begin = 0; begin < n; begin += kBlock) {
    int64_t end = std::min(n, begin + kBlock), i = begin;
    float sum = float(S::first);
    if (end - i >= 4 * kLanes) {
      Wide a = Wide{} + float(S::first), b = a, c = a, d = a;
      for (; i + 4 * kLanes <= end; i += 4 * kLanes) {
        Wide v[4];
        std::memcpy(v, x + i, sizeof v);
        S::add(a, v[0]);
        S::add(b, v[1]);
        S::add(c, v[2]);
        S::add(d, v[3]);
      }
      for (int64_t lane = 0; lane < kLanes; ++lane)
        sum = S::joinLane(sum, S::joinLane(S::joinLane(a[lane], b[lane]), S::joinLane(c[lane], d[lane])));
    }
    for (; i < end; ++i) S::add(sum, x[i]);
    total = S::join(total, double(sum));
  }
  return total;
}

/// totals[c] joined with `rows` rows of x, `stride` apart, for c < columns <= kTile.
template <Reduction kind>
void reduceColumns(const float* x, int64_t rows, int64_t stride, int64_t columns, double* totals) {
  using S = Step<kind>;
  alignas(64) float sums[kTile];
  for (int64_t begin = 0; begin < rows; begin += kRows) {
    int64_t end = std::min(rows, begin + kRows);
    std::fill_n(sums, columns, float(S::first));
    for (int64_t r = begin; r < end; ++r) {
      const float* row = x + r * stride;
#pragma GCC ivdep
      for (int64_t c = 0; c < columns; ++c) S::add(sums[c], row[c]);
    }
    for (int64_t c = 0; c < columns; ++c) totals[c] = S::join(totals[c], double(sums[c]));
  }
}

template <Reduction kind>
float finish(double total, int64_t count) {
  if constexpr (kind == Reduction::mean)
    return float(total / double(count));
  else if constexpr (kind == Reduction::norm2)
    return float(std::sqrt(total));
  else
    return float(total);
}

/// x is (r0, k0, r1): each output joins r0 rows.
template <Reduction kind>
void reduceRows(const ReduceLayout& l, const float* x, float* y) {
  int64_t count = l.r0 * l.r1;
  auto output = [&](int64_t k) {
    double total = Step<kind>::first;
    for (int64_t r = 0; r < l.r0; ++r)
      total = Step<kind>::join(total, reduceRow<kind>(x + (r * l.k0 + k) * l.r1, l.r1));
    y[k] = finish<kind>(total, count);
  };
  if (l.k0 == 1 && teamSize() > 1 && l.r1 > 2 * kGrain) {  // one long row: a part for each thread
    double parts[64];
    int64_t n = std::min<int64_t>({64, teamSize(), l.r1 / kGrain});
    parallelFor(n, 1, [&](int64_t begin, int64_t end) {
      for (int64_t p = begin; p < end; ++p) {
        int64_t from = l.r1 * p / n, to = l.r1 * (p + 1) / n;
        double total = Step<kind>::first;
        for (int64_t r = 0; r < l.r0; ++r)
          total = Step<kind>::join(total, reduceRow<kind>(x + r * l.r1 + from, to - from));
        parts[p] = total;
      }
    });
    double total = Step<kind>::first;
    for (int64_t p = 0; p < n; ++p) total = Step<kind>::join(total, parts[p]);
    y[0] = finish<kind>(total, count);
    return;
  }
  parallelFor(l.k0, std::max<int64_t>(1, kGrain / count), [&](int64_t begin, int64_t end) {
    for (int64_t k = begin; k < end; ++k) output(k);
  });
}

/// x is (r0, k0, r1, k1): tiles of k1 columns. Few outputs of many rows: the rows are shared out, too.
template <Reduction kind>
void reduceTiles(const ReduceLayout& l, const float* x, float* y) {
  int64_t count = l.r0 * l.r1, tiles = (l.k1 + kTile - 1) / kTile, tasks = l.k0 * tiles, parts = 1;
  if (l.r0 == 1 && tasks < teamSize())
    parts = std::max<int64_t>(1, std::min<int64_t>({teamSize(), l.r1 / kRows, count * l.k1 / kGrain}));
  std::vector<double> totals(size_t(parts * tasks * kTile), Step<kind>::first);
  int64_t rows = l.r1 / parts;
  auto reduceTask = [&](int64_t work) {
    int64_t part = work / tasks, k = work % tasks / tiles, tile = work % tiles * kTile;
    int64_t from = l.r1 * part / parts, to = l.r1 * (part + 1) / parts;
    for (int64_t r = 0; r < l.r0; ++r)
      reduceColumns<kind>(x + ((r * l.k0 + k) * l.r1 + from) * l.k1 + tile, to - from, l.k1,
                          std::min(kTile, l.k1 - tile), totals.data() + work * kTile);
  };
  int64_t taskElements = l.r0 * rows * std::min(l.k1, kTile);
  parallelFor(parts * tasks, std::max<int64_t>(1, kGrain / std::max<int64_t>(1, taskElements)),
              [&](int64_t begin, int64_t end) {
                for (int64_t work = begin; work < end; ++work) reduceTask(work);
              });
  for (int64_t task = 0; task < tasks; ++task) {
    int64_t tile = task % tiles * kTile, columns = std::min(kTile, l.k1 - tile);
    for (int64_t c = 0; c < columns; ++c) {
      double total = Step<kind>::first;
      for (int64_t p = 0; p < parts; ++p)
        total = Step<kind>::join(total, totals[size_t((p * tasks + task) * kTile + c)]);
      y[task / tiles * l.k1 + tile + c] = finish<kind>(total, count);
    }
  }
}

template <Reduction kind>
void run(const ReduceLayout& l, const float* x, float* y) {
  if (l.k1 == 1) {
    reduceRows<kind>(l, x, y);
  } else {
    reduceTiles<kind>(l, x, y);
  }
}

}  // namespace

bool reduceFloat(Call& call, Reduction kind) {
  const Tensor& x = call.in();
  if (x.dtype() != DType::float32 || call.out().dtype() != DType::float32 || x.size() == 0) return false;
  ReduceLayout l(x.shape(), reducedAxes(call.attrs(), x.ndim()));
  if (!l.fits) return false;
  const float* from = x.data<float>();
  float* to = call.out().data<float>();
  switch (kind) {
    case Reduction::sum:
      run<Reduction::sum>(l, from, to);
      break;
    case Reduction::mean:
      run<Reduction::mean>(l, from, to);
      break;
    case Reduction::prod:
      run<Reduction::prod>(l, from, to);
      break;
    case Reduction::max:
      run<Reduction::max>(l, from, to);
      break;
    case Reduction::min:
      run<Reduction::min>(l, from, to);
      break;
    case Reduction::nansum:
      run<Reduction::nansum>(l, from, to);
      break;
    case Reduction::nanprod:
      run<Reduction::nanprod>(l, from, to);
      break;
    case Reduction::norm1:
      run<Reduction::norm1>(l, from, to);
      break;
    case Reduction::norm2:
      run<Reduction::norm2>(l, from, to);
      break;
  }
  return true;
}

}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(bool, reduceSimd, (Call & call, Reduction kind), reduceFloat, (call, kind))
