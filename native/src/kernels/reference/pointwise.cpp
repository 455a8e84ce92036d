#include "kernels/pointwise.h"

#include <algorithm>

#include "gluonlab/parallel.h"
#include "kernels/element_rows.h"
#include "kernels/packed.h"

namespace gluonlab {

namespace {

constexpr int64_t kTile = 512;     // elements; a tile of doubles per operand stays in the first-level cache
constexpr int64_t kLongRow = 64;   // shorter innermost axes are gathered across rows
constexpr int64_t kGrain = 16384;  // elements that are worth a thread

struct Operand {
  const char* data = nullptr;
  DType dtype = DType::float32;
  Strides strides;       // in the plan's axes
  bool isFlat = false;   // adjacent elements in the plan's order
  bool isFixed = false;  // one element for all
};

/// Axes in the order in which the output lies in memory, neighbours merged where every operand allows it.
struct Plan {
  Shape shape;
  Operand operands[kMaxOperands];
  size_t count = 0;
  char* out = nullptr;
  DType outDtype = DType::float32;
};

enum class ComputeType { inFloat, inDouble, inInteger };

ComputeType computeType(std::span<const Tensor> inputs, std::span<const double> numbers, const Tensor& out,
                        bool exactIntegers) {
  bool allSmallFloats = true, allIntegers = true;
  auto look = [&](DType d) {
    allSmallFloats &= isFloating(d) && d != DType::float64;
    allIntegers &= !isFloating(d);
  };
  for (const Tensor& x : inputs) look(x.dtype());
  look(out.dtype());
  if (allSmallFloats) return ComputeType::inFloat;
  for (double v : numbers) allIntegers &= v == std::floor(v) && std::abs(v) < 9e18;
  return allIntegers && exactIntegers ? ComputeType::inInteger : ComputeType::inDouble;
}

bool canMerge(const Plan& plan, const Strides& outStrides, size_t i) {
  if (outStrides[i] != outStrides[i + 1] * plan.shape[i + 1]) return false;
  for (size_t k = 0; k < plan.count; ++k) {
    const Strides& s = plan.operands[k].strides;
    if (s[i] != s[i + 1] * plan.shape[i + 1]) return false;
  }
  return true;
}

void mergeAxes(Plan& plan, Strides& outStrides) {
  for (size_t i = plan.shape.size(); i-- > 1;) {
    if (!canMerge(plan, outStrides, i - 1)) continue;
    plan.shape[i - 1] *= plan.shape[i];
    plan.shape.erase(i);
    outStrides[i - 1] = outStrides[i];
    outStrides.erase(i);
    for (size_t k = 0; k < plan.count; ++k) {
      Strides& s = plan.operands[k].strides;
      s[i - 1] = s[i];
      s.erase(i);
    }
  }
}

// Takes axes of extent 1 out and puts the rest in the order of the output's memory.
void sortAxes(Plan& plan, Strides& outStrides) {
  Dims order;
  for (size_t i = 0; i < plan.shape.size(); ++i)
    if (plan.shape[i] != 1) order.push_back(int64_t(i));
  std::stable_sort(order.begin(), order.end(),
                   [&](int64_t a, int64_t b) { return outStrides[size_t(a)] > outStrides[size_t(b)]; });
  auto pick = [&](const Dims& from) {
    Dims to;
    for (int64_t axis : order) to.push_back(from[size_t(axis)]);
    if (to.empty()) to.push_back(1);
    return to;
  };
  for (size_t k = 0; k < plan.count; ++k) plan.operands[k].strides = pick(plan.operands[k].strides);
  outStrides = pick(outStrides);
  plan.shape = pick(plan.shape);
}

Plan makePlan(std::span<const Tensor> inputs, const Tensor& out) {
  Plan plan;
  plan.shape = out.shape();
  plan.out = static_cast<char*>(out.raw());
  plan.outDtype = out.dtype();
  for (const Tensor& x : inputs) {
    Operand& operand = plan.operands[plan.count++];
    operand.data = static_cast<const char*>(x.raw());
    operand.dtype = x.dtype();
    operand.strides = broadcastStrides(x.shape(), x.strides(), out.shape());
  }
  Strides outStrides = out.strides();
  sortAxes(plan, outStrides);
  mergeAxes(plan, outStrides);
  for (size_t k = 0; k < plan.count; ++k) {
    Operand& operand = plan.operands[k];
    operand.isFlat = isContiguous(plan.shape, operand.strides);
    operand.isFixed = std::all_of(operand.strides.begin(), operand.strides.end(), [](int64_t s) { return s == 0; });
  }
  return plan;
}

/// Where flat position `flat` of the plan lies in an operand.
int64_t offsetOf(const Shape& shape, const Strides& strides, int64_t flat) {
  int64_t offset = 0;
  for (size_t i = shape.size(); i-- > 0;) {
    offset += flat % shape[i] * strides[i];
    flat /= shape[i];
  }
  return offset;
}

template <class C>
class Runner {
 public:
  Runner(const Plan& plan, std::span<const double> numbers, PointwiseLoop loop) : plan_(plan), loop_(loop) {
    for (double v : numbers) std::fill_n(tiles_[count_++ + plan.count], kTile, C(v));
    count_ += plan.count;
    hasRows_ = plan.shape.size() > 1 && plan.shape.back() >= kLongRow;
    outIsDirect_ = plan.outDtype == dtypeOf();
    needsTiles_ = !outIsDirect_ || count_ > plan.count;
    for (size_t k = 0; k < plan.count; ++k) needsTiles_ |= !canReadDirectly(plan.operands[k]);
  }

  void run(int64_t begin, int64_t end) {
    int64_t inner = plan_.shape.back();
    while (begin < end) {
      int64_t n = end - begin;
      if (hasRows_) n = std::min(n, inner - begin % inner);
      if (needsTiles_) n = std::min(n, kTile);
      const void* in[kMaxOperands];
      for (size_t k = 0; k < plan_.count; ++k) in[k] = fetch(k, begin, n);
      for (size_t k = plan_.count; k < count_; ++k) in[k] = tiles_[k];
      char* out = plan_.out + begin * int64_t(itemSize(plan_.outDtype));
      if (outIsDirect_) {
        loop_(n, in, out);
      } else {
        loop_(n, in, result_);
        storeRow<C>(result_, plan_.outDtype, out, 1, n);
      }
      begin += n;
    }
  }

 private:
  static constexpr DType dtypeOf() { return DTypeOf<C>::value; }
  bool canReadDirectly(const Operand& x) const {
    return x.dtype == dtypeOf() && (x.isFlat || (hasRows_ && x.strides.back() == 1));
  }

  const void* fetch(size_t k, int64_t begin, int64_t n) {
    const Operand& x = plan_.operands[k];
    int64_t item = int64_t(itemSize(x.dtype));
    C* tile = tiles_[k];
    if (x.isFixed) {
      if (!filled_[k]) loadRow<C>(x.dtype, x.data, 0, kTile, tile);
      filled_[k] = true;
      return tile;
    }
    if (x.isFlat) {
      if (x.dtype == dtypeOf()) return x.data + begin * item;
      loadRow<C>(x.dtype, x.data + begin * item, 1, n, tile);
      return tile;
    }
    if (hasRows_) {
      const char* start = x.data + offsetOf(plan_.shape, x.strides, begin) * item;
      if (x.dtype == dtypeOf() && x.strides.back() == 1) return start;
      loadRow<C>(x.dtype, start, x.strides.back(), n, tile);
      return tile;
    }
    gather(x, begin, n, tile);
    return tile;
  }

  // Short rows: walks them like an odometer.
  void gather(const Operand& x, int64_t begin, int64_t n, C* tile) {
    size_t ndim = plan_.shape.size();
    Dims index(ndim, 0);
    int64_t rest = begin;
    for (size_t i = ndim; i-- > 0;) {
      index[i] = rest % plan_.shape[i];
      rest /= plan_.shape[i];
    }
    int64_t item = int64_t(itemSize(x.dtype)), inner = plan_.shape.back(), step = x.strides.back();
    int64_t offset = 0;
    for (size_t i = 0; i < ndim; ++i) offset += index[i] * x.strides[i];
    for (int64_t done = 0; done < n;) {
      int64_t length = std::min(n - done, inner - index[ndim - 1]);
      if (x.dtype == dtypeOf()) {
        const C* source = reinterpret_cast<const C*>(x.data) + offset;
        for (int64_t i = 0; i < length; ++i) tile[done + i] = source[i * step];
      } else {
        loadRow<C>(x.dtype, x.data + offset * item, step, length, tile + done);
      }
      done += length;
      offset += length * step;
      index[ndim - 1] += length;
      for (size_t i = ndim - 1; i > 0 && index[i] == plan_.shape[i]; --i) {
        offset += x.strides[i - 1] - index[i] * x.strides[i];
        index[i] = 0;
        ++index[i - 1];
      }
    }
  }

  const Plan& plan_;
  PointwiseLoop loop_;
  size_t count_ = 0;
  bool hasRows_ = false, outIsDirect_ = false, needsTiles_ = false;
  bool filled_[kMaxOperands] = {};
  alignas(64) C tiles_[kMaxOperands][kTile];
  alignas(64) C result_[kTile];
};

template <class C>
void runAll(const Plan& plan, std::span<const double> numbers, PointwiseLoop loop) {
  parallelFor(sizeOf(plan.shape), kGrain, [&](int64_t begin, int64_t end) {
    Runner<C> runner(plan, numbers, loop);
    runner.run(begin, end);
  });
}

// An input that shares the output's memory in another layout must be read before anything is written.
bool overlapsHarmfully(const Tensor& x, const Tensor& out) {
  if (&x.storage() != &out.storage()) return false;
  return x.raw() != out.raw() || !(x.shape() == out.shape()) || !(x.strides() == out.strides()) ||
         x.dtype() != out.dtype();
}

}  // namespace

bool runShort(PointwiseLoop loop, const Call& call, std::span<const double> numbers) {
  constexpr int64_t kShort = 256;
  int64_t n = call.outputs[0].size();
  if (n > kShort || !isPlainFloat(call, n)) return false;
  alignas(64) float tiles[kMaxOperands][kShort];
  const void* in[kMaxOperands];
  size_t count = 0;
  for (const Tensor& x : call.inputs) in[count++] = x.raw();
  for (double v : numbers) {
    std::fill_n(tiles[count], n, float(v));
    in[count] = tiles[count];
    ++count;
  }
  loop(n, in, call.outputs[0].raw());
  return true;
}

bool runPointwise(const PointwiseLoops& loops, std::span<const Tensor> inputs, std::span<const double> numbers,
                  const Tensor& out) {
  ComputeType type = computeType(inputs, numbers, out, loops.inInteger != nullptr);
  PointwiseLoop loop = type == ComputeType::inFloat    ? loops.inFloat
                       : type == ComputeType::inDouble ? loops.inDouble
                                                       : loops.inInteger;
  if (!loop) return false;
  TensorList safe;
  for (const Tensor& x : inputs) safe.push_back(overlapsHarmfully(x, out) ? duplicate(x) : x);
  Plan plan = makePlan(std::span<const Tensor>(safe), out);
  switch (type) {
    case ComputeType::inFloat:
      runAll<float>(plan, numbers, loop);
      break;
    case ComputeType::inDouble:
      runAll<double>(plan, numbers, loop);
      break;
    case ComputeType::inInteger:
      runAll<int64_t>(plan, numbers, loop);
      break;
  }
  return true;
}

}  // namespace gluonlab
