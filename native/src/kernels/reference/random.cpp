#include "kernels/random.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

#include "gluonlab/parallel.h"
#include "kernels/distributions.h"

namespace gluonlab {

namespace {

constexpr int64_t kBlockGrain = 2048, kElementGrain = 512;

double draw(Distribution distribution, ElementStream& s, double a, double b) {
  switch (distribution) {
    case Distribution::uniform:
      return drawUniform(s, a, b);
    case Distribution::normal:
      return drawNormal(s, a, b);
    case Distribution::exponential:
      return drawExponential(s, a);
    case Distribution::gamma:
      return drawGamma(s, a, b);
    case Distribution::poisson:
      return drawPoisson(s, a);
    case Distribution::negativeBinomial:
      return drawNegativeBinomial(s, a, b);
    case Distribution::generalizedNegativeBinomial:
      return drawGeneralizedNegativeBinomial(s, a, b);
  }
  return 0;
}

/// Elements that one block of four words gives: a double takes two words.
template <class T>
constexpr int64_t perBlock() {
  return std::is_same_v<T, double> ? 2 : 4;
}

/// In [0, 1), with no more bits than T holds, so that rounding to T never gives 1.
template <class T>
Compute<T> unit(const PhiloxBlock& block, int64_t k) {
  if constexpr (std::is_same_v<T, double>) return uniform01(block.words[2 * k], block.words[2 * k + 1]);
  constexpr int bits = std::is_same_v<T, Half> ? 11 : std::is_same_v<T, BFloat16> ? 8 : 24;
  return Compute<T>(block.words[k] >> (32 - bits)) * Compute<T>(1.0 / (1 << bits));
}

/// Calls write(element, block, position in block) for every element.
template <class T, class Write>
void forEachOfBlocks(int64_t n, RandomStart start, Write write) {
  constexpr int64_t per = perBlock<T>();
  parallelFor((n + per - 1) / per, kBlockGrain, [&](int64_t begin, int64_t end) {
    for (int64_t b = begin; b < end; ++b) {
      PhiloxBlock block = philox(start, uint64_t(b));
      for (int64_t k = 0; k < per && b * per + k < n; ++k) write(b * per + k, block, k);
    }
  });
}

template <class T>
void fillUniform(T* y, int64_t n, double low, double high, RandomStart start) {
  using R = Compute<T>;
  forEachOfBlocks<T>(n, start, [&](int64_t i, const PhiloxBlock& block, int64_t k) {
    T v = T(R(low) + unit<T>(block, k) * (R(high) - R(low)));
    y[i] = R(v) < R(high) ? v : T(R(low));  // rounding may have reached `high`
  });
}

template <class T>
void fillNormal(T* y, int64_t n, double loc, double scale, RandomStart start) {
  using R = Compute<T>;
  constexpr R turn = R(2 * std::numbers::pi);
  forEachOfBlocks<T>(n, start, [&](int64_t i, const PhiloxBlock& block, int64_t k) {
    // Words come in pairs of radius and angle; a pair gives two elements.
    using Wide = std::conditional_t<std::is_same_v<T, double>, double, float>;
    R u = 1 - unit<Wide>(block, k & ~int64_t{1}), angle = turn * unit<Wide>(block, k | 1);
    R radius = std::sqrt(-2 * std::log(u));
    y[i] = T(R(loc) + R(scale) * radius * (k & 1 ? std::sin(angle) : std::cos(angle)));
  });
}

double parameterAt(const Tensor& x, int64_t i) {
  return dispatch(x.dtype(), [&]<class T>() { return double(static_cast<Compute<T>>(x.data<T>()[i])); });
}

/// A whole number below `range`, by multiplication (Lemire 2019, without the rejection: ranges here are far below
/// 2^64).
uint64_t below(uint64_t range, uint32_t high, uint32_t low) {
  __extension__ using Wide = unsigned __int128;
  return uint64_t((Wide((uint64_t(high) << 32) | low) * range) >> 64);
}

}  // namespace

uint64_t drawBlocks(const TensorInfo& out) { return uint64_t(sizeOf(out.shape)) * ElementStream::kBlocks; }

uint64_t fillBlocks(Distribution distribution, const TensorInfo& out) {
  bool fixed = distribution == Distribution::uniform || distribution == Distribution::normal;
  return fixed ? uint64_t(sizeOf(out.shape) + 1) / 2 : drawBlocks(out);
}

void fillRandom(Distribution distribution, double a, double b, RandomStart start, Tensor& out) {
  int64_t n = out.size();
  dispatchFloating(out.dtype(), [&]<class T>() {
    T* y = out.data<T>();
    if (distribution == Distribution::uniform) {
      fillUniform(y, n, a, b, start);
    } else if (distribution == Distribution::normal) {
      fillNormal(y, n, a, b, start);
    } else {
      parallelFor(n, kElementGrain, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i) {
          ElementStream stream(start, uint64_t(i));
          y[i] = T(Compute<T>(draw(distribution, stream, a, b)));
        }
      });
    }
  });
}

void drawForEach(Distribution distribution, const Tensor& a, const Tensor& b, RandomStart start, Tensor& out) {
  int64_t each = a.size() == 0 ? 0 : out.size() / a.size();
  dispatchFloating(out.dtype(), [&]<class T>() {
    T* y = out.data<T>();
    parallelFor(out.size(), kElementGrain, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        ElementStream stream(start, uint64_t(i));
        double first = parameterAt(a, i / each), second = b.defined() ? parameterAt(b, i / each) : 0;
        y[i] = T(Compute<T>(draw(distribution, stream, first, second)));
      }
    });
  });
}

void fillIntegers(int64_t low, int64_t high, RandomStart start, Tensor& out) {
  uint64_t range = uint64_t(high) - uint64_t(low);
  dispatch(out.dtype(), [&]<class T>() {
    T* y = out.data<T>();
    forEachOfBlocks<double>(out.size(), start, [&](int64_t i, const PhiloxBlock& block, int64_t k) {
      y[i] = static_cast<T>(int64_t(uint64_t(low) + below(range, block.words[2 * k], block.words[2 * k + 1])));
    });
  });
}

void drawClasses(const Tensor& data, RandomStart start, Tensor& out, Tensor* logProbability) {
  int64_t classes = data.dim(-1), rows = data.size() / classes, each = out.size() / rows;
  std::vector<double> sums(static_cast<size_t>(classes));
  for (int64_t row = 0; row < rows; ++row) {
    double sum = 0;
    for (int64_t c = 0; c < classes; ++c) {
      double p = parameterAt(data, row * classes + c);
      check(p >= 0, ErrorCode::value, "data[", row, ", ", c, "] is ", p, ", a probability is at least 0");
      sums[size_t(c)] = sum += p;
    }
    for (int64_t k = 0; k < each; ++k) {
      int64_t i = row * each + k;
      double u = ElementStream(start, uint64_t(i)).uniform();
      int64_t c = std::upper_bound(sums.begin(), sums.end() - 1, u) - sums.begin();
      dispatch(out.dtype(), [&]<class T>() { out.data<T>()[i] = static_cast<T>(static_cast<Compute<T>>(c)); });
      if (!logProbability) continue;
      double p = parameterAt(data, row * classes + c);
      dispatchFloating(logProbability->dtype(),
                       [&]<class T>() { logProbability->data<T>()[i] = T(Compute<T>(std::log(p))); });
    }
  }
}

void shuffleRows(const Tensor& x, RandomStart start, Tensor& out) {
  int64_t rows = x.dim(0);
  size_t bytes = x.bytes() / size_t(rows);
  std::vector<int64_t> order(static_cast<size_t>(rows));
  std::iota(order.begin(), order.end(), int64_t{0});
  for (int64_t i = rows - 1; i > 0; --i) {  // Fisher and Yates
    PhiloxBlock block = philox(start, uint64_t(i));
    std::swap(order[size_t(i)], order[below(uint64_t(i) + 1, block.words[0], block.words[1])]);
  }
  const char* from = static_cast<const char*>(x.raw());
  char* to = static_cast<char*>(out.raw());
  for (int64_t i = 0; i < rows; ++i)
    std::memcpy(to + size_t(i) * bytes, from + size_t(order[size_t(i)]) * bytes, bytes);
}

}  // namespace gluonlab
