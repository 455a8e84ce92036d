// row_norm.h: normalisation of rows: y = (x - mean) / std * gamma + beta with the mean and deviation of each row.
// Layer, group and instance normalisation differ only in what a row is and how gamma and beta run along it.
//
// Arrays are contiguous. Element j of row (o, i) lies at (o * length + j) * inner + i; rows count o * inner + i.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

struct RowNorm {
  int64_t outer = 1, length = 1, inner = 1;
  int64_t period = 0;  // 0: gamma has one value per position in a row; else row r takes value r % period
  double eps = 1e-5;
  int64_t rows() const { return outer * inner; }
};

/// mean and std hold one value per row; std = sqrt(variance + eps).
bool rowNormReference(const RowNorm& r, const Tensor& x, const Tensor& gamma, const Tensor& beta, const Tensor& y,
                      const Tensor& mean, const Tensor& std);
bool rowNormSimd(const RowNorm& r, const Tensor& x, const Tensor& gamma, const Tensor& beta, const Tensor& y,
                 const Tensor& mean, const Tensor& std);

struct RowNormGradient {
  Tensor dy, x, gamma, mean, std;
  Tensor dx, dgamma, dbeta;
};
bool rowNormGradientReference(const RowNorm& r, const RowNormGradient& t);
bool rowNormGradientSimd(const RowNorm& r, const RowNormGradient& t);

}  // namespace gluonlab
