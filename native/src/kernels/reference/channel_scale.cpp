// L2 and local response normalisation by their definitions, in double.
#include "kernels/channel_scale.h"

#include <algorithm>
#include <cmath>

#include "gluonlab/parallel.h"
#include "kernels/reference/element.h"

namespace gluonlab {

namespace {

/// Sum of f over the channels whose window holds `channel`; the window is symmetric, so these are the ones it holds
/// itself.
template <class F>
double sumOverWindow(const LocalResponse& l, int64_t channel, F&& f) {
  double sum = 0;
  int64_t half = l.size / 2;
  for (int64_t c = std::max<int64_t>(0, channel - half); c <= std::min(l.channels - 1, channel + half); ++c)
    sum += f(c);
  return sum;
}

/// Calls f(position of channel 0 of the cell, distance between channels) for each cell of each sample.
template <class F>
void forEachCell(const LocalResponse& l, F&& f) {
  parallelFor(l.batch * l.cells, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) f(i / l.cells * l.channels * l.cells + i % l.cells);
  });
}

}  // namespace

bool l2NormalizeReference(const L2Rows& r, const Tensor& x, const Tensor& y, const Tensor& norm) {
  dispatchFloating(x.dtype(), [&]<class T>() {
    parallelFor(r.outer * r.inner, 1, [&](int64_t begin, int64_t end) {
      for (int64_t row = begin; row < end; ++row) {
        int64_t first = row / r.inner * r.length * r.inner + row % r.inner;
        double sum = 0;
        for (int64_t j = 0; j < r.length; ++j) sum += get<T>(x, first + j * r.inner) * get<T>(x, first + j * r.inner);
        double length = std::sqrt(sum + r.eps);
        for (int64_t j = 0; j < r.length; ++j) put<T>(y, first + j * r.inner, get<T>(x, first + j * r.inner) / length);
        put<T>(norm, row, length);
      }
    });
  });
  return true;
}

bool localResponseReference(const LocalResponse& l, const Tensor& x, const Tensor& y, const Tensor& norm) {
  dispatchFloating(x.dtype(), [&]<class T>() {
    forEachCell(l, [&](int64_t first) {
      for (int64_t c = 0; c < l.channels; ++c) {
        double squares = sumOverWindow(l, c, [&](int64_t k) {
          double v = get<T>(x, first + k * l.cells);
          return v * v;
        });
        double n = l.knorm + l.alpha / double(l.size) * squares;
        put<T>(norm, first + c * l.cells, n);
        put<T>(y, first + c * l.cells, get<T>(x, first + c * l.cells) * std::pow(n, -l.beta));
      }
    });
  });
  return true;
}

bool localResponseGradientReference(const LocalResponse& l, const Tensor& dy, const Tensor& x, const Tensor& norm,
                                    const Tensor& dx) {
  dispatchFloating(x.dtype(), [&]<class T>() {
    forEachCell(l, [&](int64_t first) {
      for (int64_t c = 0; c < l.channels; ++c) {
        int64_t at = first + c * l.cells;
        double shared = sumOverWindow(l, c, [&](int64_t k) {
          int64_t other = first + k * l.cells;
          return get<T>(dy, other) * get<T>(x, other) * std::pow(get<T>(norm, other), -l.beta - 1);
        });
        double own = get<T>(dy, at) * std::pow(get<T>(norm, at), -l.beta);
        put<T>(dx, at, own - 2 * l.alpha * l.beta / double(l.size) * get<T>(x, at) * shared);
      }
    });
  });
  return true;
}

}  // namespace gluonlab
