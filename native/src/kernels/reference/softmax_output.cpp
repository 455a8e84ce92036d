#include "kernels/softmax_output.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {

double numberAt(const Tensor& x, int64_t i) {
  return dispatch(x.dtype(), [&]<class T>() { return double(static_cast<Compute<T>>(x.data<T>()[i])); });
}

std::vector<double> numbersOf(const Tensor& x) {
  std::vector<double> values(static_cast<size_t>(x.size()));
  for (size_t i = 0; i < values.size(); ++i) values[i] = numberAt(x, int64_t(i));
  return values;
}

/// What the gradient is divided by (MXNet: softmax_output-inl.h).
double divisor(const Attrs& attrs, const ClassLayout& layout, const std::vector<double>& label) {
  const std::string& normalization = attrs.get<std::string>("normalization");
  double spatial = attrs.get<bool>("multi_output") ? double(layout.inner) : 1;
  if (normalization == "batch") return spatial * double(layout.rows);
  if (normalization == "null") return spatial;
  double ignored = attrs.get<double>("ignore_label");
  auto valid = std::count_if(label.begin(), label.end(), [&](double v) { return v != ignored; });
  return double(std::max<int64_t>(valid, 1));
}

}  // namespace

ClassLayout classLayoutOf(const Attrs& attrs, const Shape& shape) {
  if (attrs.get<bool>("multi_output")) {
    int64_t inner = 1;
    for (size_t i = 2; i < shape.size(); ++i) inner *= shape[i];
    return {shape[0], shape[1], inner};
  }
  int64_t classes = attrs.get<bool>("preserve_shape") || shape.size() == 1 ? shape.back() : 1;
  if (classes == 1 && !attrs.get<bool>("preserve_shape"))
    for (size_t i = 1; i < shape.size(); ++i) classes *= shape[i];
  return {classes == 0 ? 0 : sizeOf(shape) / classes, classes, 1};
}

bool softmaxOutput(Call& call) {
  ClassLayout layout = classLayoutOf(call.attrs(), call.in().shape());
  dispatchFloating(call.in().dtype(), [&]<class T>() {
    using R = Compute<T>;
    const T* x = call.in().data<T>();
    T* y = call.out().data<T>();
    parallelFor(layout.rows * layout.inner, 4096 / std::max<int64_t>(layout.classes, 1) + 1,
                [&](int64_t begin, int64_t end) {
                  std::vector<R> row(static_cast<size_t>(layout.classes));
                  for (int64_t r = begin; r < end; ++r) {
                    int64_t first = r / layout.inner * layout.classes * layout.inner + r % layout.inner;
                    R largest = -std::numeric_limits<R>::infinity(), sum = 0;
                    for (int64_t c = 0; c < layout.classes; ++c)
                      largest = std::max(largest, row[size_t(c)] = R(x[first + c * layout.inner]));
                    for (R& v : row) sum += v = std::exp(v - largest);
                    for (int64_t c = 0; c < layout.classes; ++c) y[first + c * layout.inner] = T(row[size_t(c)] / sum);
                  }
                });
  });
  return true;
}

bool softmaxOutputBackward(Call& call) {
  const Attrs& attrs = call.attrs();
  const Tensor &out = call.in(0), &label = call.in(1);
  ClassLayout layout = classLayoutOf(attrs, out.shape());
  double scale = attrs.get<double>("grad_scale"),
         alpha = attrs.get<bool>("multi_output") ? 0 : attrs.get<double>("smooth_alpha");
  double ignored = attrs.get<double>("ignore_label");
  bool soft = label.shape() == out.shape(), useIgnore = attrs.get<bool>("use_ignore"),
       useHead = attrs.get<bool>("out_grad");
  std::vector<double> labels = numbersOf(label);
  if (!soft) scale /= divisor(attrs, layout, labels);
  double rest = layout.classes > 1 ? alpha / double(layout.classes - 1) : 0;
  dispatchFloating(out.dtype(), [&]<class T>() {
    using R = Compute<T>;
    const T* p = out.data<T>();
    T* dx = call.out().data<T>();
    const T* head = useHead ? call.in(2).data<T>() : nullptr;
    for (int64_t r = 0; r < layout.rows * layout.inner; ++r) {
      int64_t first = r / layout.inner * layout.classes * layout.inner + r % layout.inner;
      double k = soft ? 0 : labels[size_t(r)];
      bool skip = !soft && useIgnore && k == ignored;
      for (int64_t c = 0; c < layout.classes; ++c) {
        int64_t i = first + c * layout.inner;
        double target = soft ? labels[size_t(i)] : c == int64_t(k) ? 1 - alpha : rest;
        double gradient = skip ? 0 : (double(R(p[i])) - target) * scale;
        dx[i] = T(R(head ? gradient * double(R(head[i])) : gradient));
      }
    }
  });
  return true;
}

bool svmOutputBackward(Call& call) {
  const Attrs& attrs = call.attrs();
  double margin = attrs.get<double>("margin"), weight = attrs.get<double>("regularization_coefficient");
  bool linear = attrs.get<bool>("use_linear");
  const Tensor &data = call.in(0), &label = call.in(1);
  int64_t rows = data.dim(0), classes = data.size() / rows;
  dispatchFloating(data.dtype(), [&]<class T>() {
    using R = Compute<T>;
    const T* x = data.data<T>();
    T* dx = call.out().data<T>();
    for (int64_t r = 0; r < rows; ++r) {
      int64_t k = int64_t(numberAt(label, r));
      for (int64_t c = 0; c < classes; ++c) {
        double side =
            c == k ? 1 : -1;  // the score of the class must be above the margin, the others below minus the margin
        double missing = margin - side * double(R(x[r * classes + c]));
        double slope = missing <= 0 ? 0 : linear ? 1 : 2 * missing;
        dx[r * classes + c] = T(R(-side * slope * weight));
      }
    }
  });
  return true;
}

}  // namespace gluonlab
