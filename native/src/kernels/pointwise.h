// pointwise.h: runs a formula over whole arrays: broadcasting, any strides, any dtypes, all threads. TensorIterator in
// spirit.
//
//   .kernel(Backend::reference, pointwise<formula::Add>)           // a KernelFn
//   .kernel(Backend::simd, pointwiseSimd<formula::Add>)
//   runPointwise(simdLoops<formula::Leaky>(), {x}, {0.25}, y);     // numbers stand after the arrays
//
// A formula gives one loop over adjacent elements per compute type (float, double, int64_t). Everything else,
// conversion included, happens here, in tiles that stay in the first-level cache.
#pragma once

#include <span>

#include "gluonlab/op.h"
#include "kernels/formulas.h"
#include "kernels/std_math.h"

namespace gluonlab {

/// out[i] = f(in[0][i], in[1][i], ...) for i < n, all of the loop's compute type. `out` may be an input.
using PointwiseLoop = void (*)(int64_t n, const void* const* in, void* out);

struct PointwiseLoops {
  PointwiseLoop inFloat = nullptr, inDouble = nullptr, inInteger = nullptr;
};

inline constexpr size_t kMaxOperands = 4;

/// Computes `out`, whose elements are dense in some order of its axes. False when the loop of the compute type is
/// missing.
bool runPointwise(const PointwiseLoops& loops, std::span<const Tensor> inputs, std::span<const double> numbers,
                  const Tensor& out);

template <class F, class M, class T>
inline void pointwiseLoop(int64_t n, const void* const* in, void* out) {
  T* y = static_cast<T*>(out);
  const T* a = static_cast<const T*>(in[0]);
  if constexpr (F::arity == 1) {
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) y[i] = F::template value<M>(a[i]);
  } else {
    const T* b = static_cast<const T*>(in[1]);
    if constexpr (F::arity == 2) {
#pragma GCC ivdep
      for (int64_t i = 0; i < n; ++i) y[i] = F::template value<M>(a[i], b[i]);
    } else {
      const T* c = static_cast<const T*>(in[2]);
      if constexpr (F::arity == 3) {
#pragma GCC ivdep
        for (int64_t i = 0; i < n; ++i) y[i] = F::template value<M>(a[i], b[i], c[i]);
      } else {
        const T* d = static_cast<const T*>(in[3]);
#pragma GCC ivdep
        for (int64_t i = 0; i < n; ++i) y[i] = F::template value<M>(a[i], b[i], c[i], d[i]);
      }
    }
  }
}

template <class F>
PointwiseLoops referenceLoops() {
  PointwiseLoops loops{pointwiseLoop<F, StdMath, float>, pointwiseLoop<F, StdMath, double>, nullptr};
  if constexpr (F::integers) loops.inInteger = pointwiseLoop<F, StdMath, int64_t>;
  return loops;
}

// The SIMD loops of each list, best instruction set of this machine; position as in the list.
PointwiseLoop arithmeticSimd(int position);
PointwiseLoop functionSimd(int position);
PointwiseLoop activationSimd(int position);

template <class F, class... All>
constexpr int positionIn(FormulaList<All...>) {
  int position = 0;
  bool found = ((std::is_same_v<F, All> || (++position, false)) || ...);
  return found ? position : -1;
}

template <class F>
PointwiseLoops simdLoops() {
  PointwiseLoops loops;
  if constexpr (constexpr int p = positionIn<F>(formula::Arithmetic{}); p >= 0) loops.inFloat = arithmeticSimd(p);
  if constexpr (constexpr int p = positionIn<F>(formula::Functions{}); p >= 0) loops.inFloat = functionSimd(p);
  if constexpr (constexpr int p = positionIn<F>(formula::Activations{}); p >= 0) loops.inFloat = activationSimd(p);
  return loops;
}

/// True when the call is float32 and every array has the output's shape, adjacent elements and no harmful overlap.
inline bool isPlainFloat(const Call& call, int64_t n) {
  const Tensor& y = call.outputs[0];
  if (y.dtype() != DType::float32 || !y.isContiguous()) return false;
  const float* out = y.data<float>();
  for (const Tensor& x : call.inputs) {
    if (x.dtype() != DType::float32 || !x.isContiguous() || !(x.shape() == y.shape())) return false;
    const float* in = x.data<float>();
    if (in != out && in < out + n && out < in + n) return false;
  }
  return true;
}

inline constexpr int64_t kPlainLimit = 8192;  // beyond it a team may help

/// A short plain call with numbers after the arrays: no plan is worth making.
bool runShort(PointwiseLoop loop, const Call& call, std::span<const double> numbers);

template <class F>
bool pointwise(Call& call) {
  static const PointwiseLoops loops = referenceLoops<F>();
  return runPointwise(loops, call.inputs, {}, call.outputs[0]);
}

template <class F>
bool pointwiseSimd(Call& call) {
  static const PointwiseLoops loops = simdLoops<F>();
  int64_t n = call.outputs[0].size();
  if (n <= kPlainLimit && isPlainFloat(call, n)) {
    const void* in[kMaxOperands];
    for (size_t k = 0; k < call.inputs.size(); ++k) in[k] = call.inputs[k].raw();
    loops.inFloat(n, in, call.outputs[0].raw());
    return true;
  }
  return runPointwise(loops, call.inputs, {}, call.outputs[0]);
}

}  // namespace gluonlab
