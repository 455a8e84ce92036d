// Dropout for any mask that broadcasts to the data.
#include "kernels/dropout.h"

#include "gluonlab/parallel.h"
#include "gluonlab/random.h"

namespace gluonlab {

bool dropoutReference(const Dropout& d, const Tensor& x, const Tensor& y, const Tensor& mask) {
  const uint64_t threshold = dropoutThreshold(d.keep);
  const Shape& shape = x.shape();
  Strides maskStrides = broadcastStrides(mask.shape(), mask.strides(), shape);
  dispatchFloating(x.dtype(), [&]<class T>() {
    T scale = d.keep > 0 ? T(Compute<T>(1 / d.keep)) : T(Compute<T>(0));
    parallelFor((mask.size() + 3) / 4, 1024, [&](int64_t begin, int64_t end) {
      for (int64_t block = begin; block < end; ++block) {
        PhiloxBlock words = philox(d.random, uint64_t(block));
        for (int64_t i = block * 4; i < std::min(block * 4 + 4, mask.size()); ++i)
          mask.data<T>()[i] = words.words[i - block * 4] < threshold ? scale : T(Compute<T>(0));
      }
    });
    parallelFor(x.size(), 4096, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        int64_t rest = i, at = 0;
        for (size_t k = shape.size(); k-- > 0; rest /= shape[k]) at += rest % shape[k] * maskStrides[k];
        y.data<T>()[i] = T(Compute<T>(x.data<T>()[i]) * Compute<T>(mask.data<T>()[at]));
      }
    });
  });
  return true;
}

}  // namespace gluonlab
