#include "kernels/softmax.h"

#include <algorithm>
#include <cmath>

#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {

/// Calls line(first element's offset, elements that take part) for every (outer, inner).
template <class Line>
void forEachLine(const Softmax& task, Line line) {
  int64_t lines = task.outer * task.inner;
  parallelFor(lines, std::max<int64_t>(1, 4096 / std::max<int64_t>(1, task.n)), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      int64_t offset = i / task.inner * task.n * task.inner + i % task.inner;
      int64_t count = task.lengths ? std::clamp<int64_t>((*task.lengths)[size_t(i)], 0, task.n) : task.n;
      line(offset, count);
    }
  });
}

template <class T>
double get(const T* p, int64_t i) {
  return double(static_cast<Compute<T>>(p[i]));
}
template <class T>
void put(T* p, int64_t i, double v) {
  p[i] = T(static_cast<Compute<T>>(v));
}

}  // namespace

bool softmaxReference(const Softmax& task, const Tensor& from, const Tensor& to) {
  dispatchFloating(from.dtype(), [&]<class X>() {
    dispatchFloating(to.dtype(), [&]<class Y>() {
      const X* x = from.data<X>();
      Y* y = to.data<Y>();
      forEachLine(task, [&](int64_t at, int64_t count) {
        double largest = -INFINITY, sum = 0;
        for (int64_t i = 0; i < count; ++i) largest = std::max(largest, task.scale * get(x, at + i * task.inner));
        for (int64_t i = 0; i < count; ++i) sum += std::exp(task.scale * get(x, at + i * task.inner) - largest);
        for (int64_t i = 0; i < task.n; ++i) {
          double z = task.scale * get(x, at + i * task.inner) - largest;
          put(y, at + i * task.inner, i >= count ? 0 : task.isLog ? z - std::log(sum) : std::exp(z) / sum);
        }
      });
    });
  });
  return true;
}

bool softmaxBackwardReference(const Softmax& task, const Tensor& head, const Tensor& output, const Tensor& gradient) {
  dispatchFloating(output.dtype(), [&]<class Y>() {
    dispatchFloating(gradient.dtype(), [&]<class X>() {
      const Y *dy = head.data<Y>(), *y = output.data<Y>();
      X* dx = gradient.data<X>();
      forEachLine(task, [&](int64_t at, int64_t count) {
        double sum = 0;
        for (int64_t i = 0; i < count; ++i) {
          int64_t k = at + i * task.inner;
          sum += task.isLog ? get(dy, k) : get(dy, k) * get(y, k);
        }
        for (int64_t i = 0; i < task.n; ++i) {
          int64_t k = at + i * task.inner;
          double d = task.isLog ? get(dy, k) - std::exp(get(y, k)) * sum : get(y, k) * (get(dy, k) - sum);
          put(dx, k, i < count ? task.scale * d : 0);
        }
      });
    });
  });
  return true;
}

}  // namespace gluonlab
