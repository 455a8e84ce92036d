#include "kernels/order.h"

#include <algorithm>

#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {

template <class T>
bool isLess(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    if (a != a) return false;
    if (b != b) return true;
  }
  return a < b;
}

/// An element and where it stands; ordered by value, then by position.
template <class T>
struct Ranked {
  T value;
  int64_t position;
};

template <class T>
void orderLane(std::vector<Ranked<T>>& lane, int64_t count, bool ascending) {
  auto rank = [&](auto before) {
    auto comes = [before](const Ranked<T>& a, const Ranked<T>& b) {
      return before(a.value, b.value) || (!before(b.value, a.value) && a.position < b.position);
    };
    if (count < int64_t(lane.size())) {
      std::nth_element(lane.begin(), lane.begin() + count, lane.end(), comes);
      std::sort(lane.begin(), lane.begin() + count, comes);
    } else {
      std::sort(lane.begin(), lane.end(), comes);
    }
  };
  if (ascending) {
    rank([](T a, T b) { return isLess(a, b); });
  } else {
    rank([](T a, T b) { return isLess(b, a); });
  }
}

}  // namespace

void orderLanes(const Tensor& x, AxisView view, int64_t count, bool ascending, int64_t* positions) {
  dispatch(x.dtype(), [&]<class T>() {
    const T* data = x.data<T>();
    int64_t grain = std::max<int64_t>(1, 2048 / std::max<int64_t>(1, view.extent));
    parallelFor(view.outer * view.inner, grain, [&](int64_t begin, int64_t end) {
      std::vector<Ranked<Compute<T>>> lane(size_t(view.extent));
      for (int64_t at = begin; at < end; ++at) {
        int64_t o = at / view.inner, n = at % view.inner;
        const T* first = data + o * view.extent * view.inner + n;
        for (int64_t i = 0; i < view.extent; ++i) lane[size_t(i)] = {Compute<T>(first[i * view.inner]), i};
        orderLane(lane, count, ascending);
        int64_t* to = positions + o * count * view.inner + n;
        for (int64_t i = 0; i < count; ++i) to[i * view.inner] = lane[size_t(i)].position;
      }
    });
  });
}

}  // namespace gluonlab
