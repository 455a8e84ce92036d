// Normalisation of rows by its definition, in double.
#include "kernels/row_norm.h"

#include <cmath>
#include <vector>

#include "gluonlab/parallel.h"
#include "kernels/reference/element.h"

namespace gluonlab {

namespace {

/// Calls f(position in memory, index into gamma) for the elements of a row.
template <class F>
void forEachOf(const RowNorm& r, int64_t row, F&& f) {
  int64_t first = row / r.inner * r.length * r.inner + row % r.inner;
  for (int64_t j = 0; j < r.length; ++j) f(first + j * r.inner, r.period ? row % r.period : j);
}

}  // namespace

bool rowNormReference(const RowNorm& r, const Tensor& x, const Tensor& gamma, const Tensor& beta, const Tensor& y,
                      const Tensor& mean, const Tensor& std) {
  dispatchFloating(x.dtype(), [&]<class T>() {
    parallelFor(r.rows(), 1, [&](int64_t begin, int64_t end) {
      for (int64_t row = begin; row < end; ++row) {
        double sum = 0, squares = 0;
        forEachOf(r, row, [&](int64_t at, int64_t) { sum += get<T>(x, at); });
        double centre = sum / double(r.length);
        forEachOf(r, row, [&](int64_t at, int64_t) { squares += (get<T>(x, at) - centre) * (get<T>(x, at) - centre); });
        double deviation = std::sqrt(squares / double(r.length) + r.eps);
        forEachOf(r, row, [&](int64_t at, int64_t k) {
          put<T>(y, at, (get<T>(x, at) - centre) / deviation * get<T>(gamma, k) + get<T>(beta, k));
        });
        put<T>(mean, row, centre);
        put<T>(std, row, deviation);
      }
    });
  });
  return true;
}

bool rowNormGradientReference(const RowNorm& r, const RowNormGradient& t) {
  dispatchFloating(t.x.dtype(), [&]<class T>() {
    std::vector<double> dgamma(size_t(t.dgamma.size())), dbeta(dgamma.size());
    for (int64_t row = 0; row < r.rows(); ++row) {
      double centre = get<T>(t.mean, row), deviation = get<T>(t.std, row), sum = 0, product = 0;
      auto normal = [&](int64_t at) { return (get<T>(t.x, at) - centre) / deviation; };
      forEachOf(r, row, [&](int64_t at, int64_t k) {
        double d = get<T>(t.dy, at), scaled = d * get<T>(t.gamma, k);
        sum += scaled;
        product += scaled * normal(at);
        dgamma[size_t(k)] += d * normal(at);
        dbeta[size_t(k)] += d;
      });
      double n = double(r.length);
      forEachOf(r, row, [&](int64_t at, int64_t k) {
        put<T>(t.dx, at, (get<T>(t.dy, at) * get<T>(t.gamma, k) - sum / n - normal(at) * product / n) / deviation);
      });
    }
    for (int64_t k = 0; k < t.dgamma.size(); ++k) {
      put<T>(t.dgamma, k, dgamma[size_t(k)]);
      put<T>(t.dbeta, k, dbeta[size_t(k)]);
    }
  });
  return true;
}

}  // namespace gluonlab
