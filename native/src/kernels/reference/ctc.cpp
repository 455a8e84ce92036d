// Forward-backward over the label interleaved with blanks, in logarithms (Graves et al., ICML 2006, sections 4.1
// and 4.2).
#include "kernels/ctc.h"

#include <cmath>
#include <limits>
#include <vector>

#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

double logAdd(double a, double b) {
  if (a == kNever) return b;
  if (b == kNever) return a;
  return std::max(a, b) + std::log1p(std::exp(-std::abs(a - b)));
}

double numberAt(const Tensor& x, int64_t i) {
  return dispatch(x.dtype(), [&]<class T>() { return double(static_cast<Compute<T>>(x.data<T>()[i])); });
}

/// One sequence: log probabilities [time][class] and the label with blanks between, before and after.
struct Alignment {
  int64_t steps, classes;
  std::vector<double> logp;
  std::vector<int64_t> path;
  size_t states() const { return path.size(); }
  double at(int64_t t, size_t s) const { return logp[size_t(t * classes + path[s])]; }
  /// A blank may be skipped between two different labels.
  bool mayskip(size_t s) const { return s >= 2 && path[s] != path[s - 2] && s % 2 == 1; }

  std::vector<double> forward() const {
    std::vector<double> a(size_t(steps) * states(), kNever);
    a[0] = at(0, 0);
    if (states() > 1) a[1] = at(0, 1);
    for (int64_t t = 1; t < steps; ++t) {
      const double* before = &a[size_t(t - 1) * states()];
      for (size_t s = 0; s < states(); ++s) {
        double sum = before[s];
        if (s >= 1) sum = logAdd(sum, before[s - 1]);
        if (mayskip(s)) sum = logAdd(sum, before[s - 2]);
        a[size_t(t) * states() + s] = sum + at(t, s);
      }
    }
    return a;
  }
  /// Log probability of the rest of the label after time t, given state s at t.
  std::vector<double> backward() const {
    std::vector<double> b(size_t(steps) * states(), kNever);
    double* last = &b[size_t(steps - 1) * states()];
    last[states() - 1] = 0;
    if (states() > 1) last[states() - 2] = 0;
    for (int64_t t = steps - 2; t >= 0; --t) {
      const double* after = &b[size_t(t + 1) * states()];
      for (size_t s = 0; s < states(); ++s) {
        double sum = after[s] + at(t + 1, s);
        if (s + 1 < states()) sum = logAdd(sum, after[s + 1] + at(t + 1, s + 1));
        if (s + 2 < states() && mayskip(s + 2)) sum = logAdd(sum, after[s + 2] + at(t + 1, s + 2));
        b[size_t(t) * states() + s] = sum;
      }
    }
    return b;
  }
};

std::vector<double> logSoftmax(const Tensor& data, int64_t n, int64_t steps) {
  int64_t batch = data.dim(1), classes = data.dim(2);
  std::vector<double> out(size_t(steps * classes));
  for (int64_t t = 0; t < steps; ++t) {
    double largest = kNever, sum = 0;
    for (int64_t c = 0; c < classes; ++c) largest = std::max(largest, numberAt(data, (t * batch + n) * classes + c));
    for (int64_t c = 0; c < classes; ++c) sum += std::exp(numberAt(data, (t * batch + n) * classes + c) - largest);
    for (int64_t c = 0; c < classes; ++c)
      out[size_t(t * classes + c)] = numberAt(data, (t * batch + n) * classes + c) - largest - std::log(sum);
  }
  return out;
}

/// Writes gradient[t, n, c] through `set`; returns the loss.
template <class Set>
double alignOne(const Alignment& path, Set set) {
  std::vector<double> a = path.forward(), b = path.backward();
  size_t last = size_t(path.steps) * path.states() - 1;
  double total = path.states() > 1 ? logAdd(a[last], a[last - 1]) : a[last];
  for (int64_t t = 0; t < path.steps; ++t) {
    std::vector<double> occupied(size_t(path.classes), kNever);
    for (size_t s = 0; s < path.states(); ++s) {
      double& sum = occupied[size_t(path.path[s])];
      sum = logAdd(sum, a[size_t(t) * path.states() + s] + b[size_t(t) * path.states() + s]);
    }
    for (int64_t c = 0; c < path.classes; ++c) {
      bool impossible = total == kNever;
      set(t, c,
          impossible ? 0 : std::exp(path.logp[size_t(t * path.classes + c)]) - std::exp(occupied[size_t(c)] - total));
    }
  }
  return -total;
}

}  // namespace

bool ctcLoss(Call& call) {
  const Attrs& attrs = call.attrs();
  const Tensor &data = call.in(0), &label = call.in(1);
  int64_t steps = data.dim(0), batch = data.dim(1), classes = data.dim(2), width = label.dim(1);
  bool first = attrs.get<std::string>("blank_label") == "first";
  bool hasSteps = attrs.get<bool>("use_data_lengths"), hasLengths = attrs.get<bool>("use_label_lengths");
  int64_t blank = first ? 0 : classes - 1, padding = first ? 0 : -1;

  auto alignment = [&](int64_t n) {
    Alignment a;
    a.classes = classes;
    a.steps = hasSteps ? int64_t(numberAt(call.in(2), n)) : steps;
    check(a.steps >= 1 && a.steps <= steps, ErrorCode::value, "data_lengths[", n, "] is ", a.steps,
          ", allowed is 1 to ", steps);
    int64_t length = 0;
    if (hasLengths) {
      length = int64_t(numberAt(call.in(hasSteps ? 3 : 2), n));
      check(length >= 0 && length <= width, ErrorCode::value, "label_lengths[", n, "] is ", length,
            ", allowed is 0 to ", width);
    } else {
      while (length < width && int64_t(numberAt(label, n * width + length)) != padding) ++length;
    }
    a.path.push_back(blank);
    for (int64_t i = 0; i < length; ++i) {
      int64_t k = int64_t(numberAt(label, n * width + i));
      check(k >= 0 && k < classes && k != blank, ErrorCode::value, "label[", n, ", ", i, "] is ", k,
            ", allowed are 0 to ", classes - 1, " without the blank ", blank);
      a.path.push_back(k);
      a.path.push_back(blank);
    }
    a.logp = logSoftmax(data, n, a.steps);
    return a;
  };

  dispatchFloating(data.dtype(), [&]<class T>() {
    T* loss = call.out(0).data<T>();
    T* gradient = call.out(1).data<T>();
    for (int64_t i = 0; i < data.size(); ++i) gradient[i] = T(Compute<T>(0));
    for (int64_t n = 0; n < batch; ++n) {
      loss[n] = T(Compute<T>(alignOne(alignment(n), [&](int64_t t, int64_t c, double value) {
        gradient[(t * batch + n) * classes + c] = T(Compute<T>(value));
      })));
    }
  });
  return true;
}

}  // namespace gluonlab
