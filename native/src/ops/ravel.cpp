// Positions in an array as coordinates or as one flat number: _ravel_multi_index and _unravel_index; and counts of
// values in bins: _histogram.
#include <algorithm>

#include "gluonlab/op.h"
#include "kernels/convert.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

// --- flat numbers
// ------------------------------------------------------------------------------------------------------------------

/// Writes whole numbers as elements of y.
void writeIntegers(const std::vector<int64_t>& values, const Tensor& y) {
  dispatch(y.dtype(), [&]<class T>() {
    for (size_t i = 0; i < values.size(); ++i) y.data<T>()[i] = static_cast<T>(static_cast<Compute<T>>(values[i]));
  });
}

void inferRavel(Inference& inference) {
  const Shape &data = inference.shape(0), &shape = inference.attrs.get<Dims>("shape");
  check(!data.empty() && data[0] == int64_t(shape.size()), ErrorCode::shape, "data has shape ", data, ", expected ",
        shape.size(), " coordinates on axis 0 for shape ", shape);
  inference.output(Shape(data.begin() + 1, data.end()), inference.dtype(0));
}

bool ravelKernel(Call& call) {
  const Dims& shape = call.attrs().get<Dims>("shape");
  std::vector<int64_t> coordinates = toIntegers(call.in()), flat(size_t(call.out().size()), 0);
  for (size_t axis = 0; axis < shape.size(); ++axis)
    for (size_t i = 0; i < flat.size(); ++i) flat[i] = flat[i] * shape[axis] + coordinates[axis * flat.size() + i];
  writeIntegers(flat, call.out());
  return true;
}

void inferUnravel(Inference& inference) {
  const Dims& shape = inference.attrs.get<Dims>("shape");
  for (size_t i = 0; i < shape.size(); ++i)
    check(shape[i] > 0 || (i == 0 && shape[i] == -1), ErrorCode::value, "shape ", shape,
          " must have positive extents; only the first may be -1, unknown");
  Shape out = inference.shape(0);
  out.insert(0, int64_t(shape.size()));
  inference.output(out, inference.dtype(0));
}

bool unravelKernel(Call& call) {
  const Dims& shape = call.attrs().get<Dims>("shape");
  std::vector<int64_t> flat = toIntegers(call.in()), coordinates(size_t(call.out().size()));
  for (size_t axis = shape.size(); axis-- > 0;) {
    for (size_t i = 0; i < flat.size(); ++i) {
      coordinates[axis * flat.size() + i] = axis == 0 ? flat[i] : flat[i] % shape[axis];
      flat[i] /= axis == 0 ? 1 : shape[axis];
    }
  }
  writeIntegers(coordinates, call.out());
  return true;
}

// --- histogram
// ---------------------------------------------------------------------------------------------------------------------

bool hasBinArray(const Attrs& attrs) { return attrs.isNone("bin_cnt"); }

void inferHistogram(Inference& inference) {
  const Attrs& attrs = inference.attrs;
  if (hasBinArray(attrs)) {
    const Shape& bins = inference.shape(1);
    check(bins.size() == 1 && bins[0] >= 2, ErrorCode::shape, "bins has shape ", bins,
          ", expected one axis of at least 2 edges");
    inference.output({bins[0] - 1}, DType::int64);
    return inference.output(bins, inference.dtype(1));
  }
  int64_t count = attrs.get<int64_t>("bin_cnt");
  check(count > 0, ErrorCode::value, "bin_cnt is ", count, ", expected at least 1");
  check(!attrs.isNone("range"), ErrorCode::value, "range is None, it is needed with bin_cnt");
  const auto& range = attrs.get<std::vector<double>>("range");
  check(range.size() == 2 && range[0] < range[1], ErrorCode::value, "range must be two rising numbers");
  inference.output({count}, DType::int64);
  inference.output({count + 1}, inference.dtype(0));
}

std::vector<double> edgesOf(const Call& call) {
  std::vector<double> edges;
  if (hasBinArray(call.attrs())) {
    dispatch(call.in(1).dtype(), [&]<class T>() {
      for (int64_t i = 0; i < call.in(1).size(); ++i)
        edges.push_back(double(static_cast<Compute<T>>(call.in(1).data<T>()[i])));
    });
    return edges;
  }
  int64_t count = call.attrs().get<int64_t>("bin_cnt");
  const auto& range = call.attrs().get<std::vector<double>>("range");
  for (int64_t i = 0; i <= count; ++i) edges.push_back(range[0] + (range[1] - range[0]) * double(i) / double(count));
  return edges;
}

/// A bin holds its lower edge and not its upper one, except for the last, which holds both.
bool histogramKernel(Call& call) {
  const Tensor& data = call.in();
  std::vector<double> edges = edgesOf(call);
  fill(call.out(0), 0);
  int64_t* counts = call.out(0).data<int64_t>();
  dispatch(data.dtype(), [&]<class T>() {
    for (int64_t i = 0; i < data.size(); ++i) {
      double value = double(static_cast<Compute<T>>(data.data<T>()[i]));
      if (!(value >= edges.front() && value <= edges.back())) continue;
      int64_t bin = std::upper_bound(edges.begin(), edges.end(), value) - edges.begin() - 1;
      ++counts[std::min(bin, int64_t(edges.size()) - 2)];
    }
  });
  dispatch(call.out(1).dtype(), [&]<class T>() {
    for (size_t i = 0; i < edges.size(); ++i) call.out(1).data<T>()[i] = toElement<T>(edges[i]);
  });
  return true;
}

const OpFamily family([](OpTable& table) {
  auto shape = [](Dims extents) { return NamedAttrs{{"shape", extents}}; };
  DType i = DType::int32;
  table.op("_ravel_multi_index")
      .alias({"ravel_multi_index"})
      .doc("The flat positions of elements given by coordinates, one row of data for each axis.")
      .param<Dims>("shape", Dims{}, "shape of the array the coordinates are for")
      .inputs({"data"})
      .infer(inferRavel)
      .zeroGradient()
      .kernel(Backend::reference, ravelKernel)
      .samples({{{{{2, 3}, DType::float32, 0, 3}}, shape({3, 4})},
                {{{{3, 33}, i, 0, 2}}, shape({2, 3, 4})},
                {{{{2, 0}, i}}, shape({3, 4})}})
      .refuses({{{{{{3, 2}, i}}, shape({3, 4})},
                 "data has shape (3, 2), expected 2 coordinates on axis 0 for shape (3, 4)"}});
  table.op("_unravel_index")
      .alias({"unravel_index"})
      .doc("The coordinates of elements given by flat positions, one row of the result for each axis.")
      .param<Dims>("shape", Dims{}, "shape of the array the positions are for; its first extent may be -1, unknown")
      .inputs({"data"})
      .infer(inferUnravel)
      .zeroGradient()
      .kernel(Backend::reference, unravelKernel)
      .samples({{{{{3}, i, 0, 12}}, shape({3, 4})},
                {{{{2, 2}, DType::float32, 0, 6}}, shape({6})},
                {{{{33}, i, 0, 99}}, shape({-1, 4})},
                {{{{0}, i}}, shape({3, 4})}})
      .refuses({{{{{{3}, i}}, shape({3, -1})}, "only the first may be -1"}});
  table.op("_histogram")
      .alias({"_npi_histogram"})
      .doc("How many elements of data lie in each bin, and the edges of the bins.")
      .optional<int64_t>("bin_cnt", "number of equal bins over range; None: the input bins holds the edges")
      .optional<std::vector<double>>("range", "lower and upper edge of all bins")
      .inputs({"data", "bins"})
      .inputCount([](const Attrs& attrs) { return hasBinArray(attrs) ? size_t{2} : size_t{1}; })
      .outputs({"counts", "edges"})
      .infer(inferHistogram)
      .zeroGradient()
      .kernel(Backend::reference, histogramKernel)
      .samples({{{{{20}}}, {{"bin_cnt", int64_t{4}}, {"range", std::vector<double>{-1, 1.5}}}},
                {{{{3, 33}}, {{5}, i, 0, 1}}},
                {{{{6}, i, 0, 10}}, {{"bin_cnt", int64_t{5}}, {"range", std::vector<double>{0, 10}}}}})
      .refuses({{{{{{3}}}, {{"bin_cnt", int64_t{4}}}}, "range is None"},
                {{{{{3}}}, {{"bin_cnt", int64_t{4}}, {"range", std::vector<double>{2, 1}}}},
                 "range must be two rising numbers"},
                {{{{{3}}, {{1}}}}, "bins has shape (1,), expected one axis of at least 2 edges"}});
});

}  // namespace

}  // namespace gluonlab
