#include "kernels/sums.h"

#include <cmath>

namespace gluonlab {

double sumOfSquares(const Tensor& x) {
  // Eight partial sums: one would wait for each addition in turn.
  double sums[8] = {};
  int64_t n = x.size();
  dispatch(x.dtype(), [&]<class T>() {
    const T* p = x.data<T>();
    for (int64_t i = 0; i < n; ++i) {
      double v = double(static_cast<Compute<T>>(p[i]));
      sums[i & 7] += v * v;
    }
  });
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

bool isAllFinite(const Tensor& x) {
  if (!isFloating(x.dtype())) return true;
  return dispatchFloating(x.dtype(), [&]<class T>() {
    const T* p = x.data<T>();
    bool finite = true;
    for (int64_t i = 0; i < x.size(); ++i) finite &= std::isfinite(static_cast<Compute<T>>(p[i]));
    return finite;
  });
}

}  // namespace gluonlab
