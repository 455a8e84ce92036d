// The forward checks of the op table's samples, and the registration of all of them (op_samples.h).
#include "op_samples.h"

#include <algorithm>
#include <cstring>

#include "gluonlab/engine.h"
#include "sample_call.h"

namespace gluonlab {

namespace {

/// Restores the preferred back end.
class BackendScope {
 public:
  explicit BackendScope(Backend b) : before_(backend()) { setBackend(b); }
  ~BackendScope() { setBackend(before_); }
  BackendScope(const BackendScope&) = delete;
  BackendScope& operator=(const BackendScope&) = delete;

 private:
  Backend before_;
};

template <class Body>
void forEachSample(const OpDef& op, Body body) {
  for (size_t i = 0; i < op.sampleList.size(); ++i) {
    SampleCall call(op, i);
    SCOPED_TRACE(call.text());
    try {
      body(call);
      waitAll();
    } catch (const std::exception& e) {
      ADD_FAILURE() << "threw: " << e.what();
    }
  }
}

/// Outputs and what became of the mutated inputs.
TensorList resultsOf(const SampleCall& call, const TensorList& inputs, const TensorList& outputs = {}) {
  TensorList results = call.run(inputs, outputs);
  for (int m : call.mutated()) results.push_back(inputs[size_t(m)]);
  return results;
}

void expectClose(const TensorList& got, const TensorList& expected, Tolerance atLeast = {}) {
  ASSERT_EQ(got.size(), expected.size());
  for (size_t i = 0; i < got.size(); ++i) {
    ASSERT_STREQ(dtypeName(got[i].dtype()), dtypeName(expected[i].dtype())) << "result " << i;
    EXPECT_TRUE(isClose(got[i], expected[i], looser(atLeast, toleranceOf(expected[i].dtype())))) << "result " << i;
  }
}

/// The same elements behind reversed axes.
Tensor transposedView(const Tensor& x) {
  Shape reversed(x.shape().end() - x.ndim(), x.shape().end());
  std::reverse(reversed.begin(), reversed.end());
  Tensor store = Tensor::empty(reversed, x.dtype());
  Strides strides = store.strides();
  std::reverse(strides.begin(), strides.end());
  Tensor view = store.view(x.shape(), strides);
  return invoke(findOp("_copy"), findOp("_copy").defaults, {x}, {view})[0];
}

/// The same elements, every second one of a longer array and not at its start.
Tensor gappedView(const Tensor& x) {
  Strides strides = contiguousStrides(x.shape());
  for (int64_t& s : strides) s *= 2;
  Tensor store = Tensor::empty({2 * x.size() + 3}, x.dtype());
  std::memset(store.raw(), 0xFF, store.bytes());  // NaN, or large: an element outside the view that is read shows
  Tensor view = store.view(x.shape(), strides, 3);
  return invoke(findOp("_copy"), findOp("_copy").defaults, {x}, {view})[0];
}

}  // namespace

void checkDescription(const OpDef& op) {
  EXPECT_FALSE(op.docText.empty()) << "no doc";
  EXPECT_FALSE(op.sampleList.empty()) << "no samples";
  EXPECT_TRUE(bool(op.inferFn)) << "no inference";
  EXPECT_TRUE(bool(op.kernels[0]) || bool(op.aliasFn)) << "no reference kernel";
  EXPECT_FALSE(op.gradFn && op.hasZeroGradient) << "a gradient and a zero gradient";
  for (const ParamDef& p : op.params) EXPECT_FALSE(p.doc.empty()) << "parameter " << p.name << " has no doc";
}

void checkBackends(const OpDef& op) {
  forEachSample(op, [&](SampleCall& call) {
    TensorList expected;
    {
      BackendScope scope(Backend::reference);
      expected = resultsOf(call, call.inputs());
      waitAll();
    }
    for (Backend b : {Backend::simd, Backend::onednn}) {
      if (!op.kernels[size_t(b)] || b > backend()) continue;
      SCOPED_TRACE(backendName(b));
      BackendScope scope(b);
      expectClose(resultsOf(call, call.inputs()), expected);
    }
  });
}

void checkDtypes(const OpDef& op) {
  forEachSample(op, [&](SampleCall& call) {
    bool floating = false;
    for (const SampleInput& x : call.sample().inputs) floating |= isFloating(x.dtype);
    if (!floating) return;
    for (DType dtype : {DType::float32, DType::float16, DType::bfloat16}) {
      SCOPED_TRACE(dtypeName(dtype));
      TensorList inputs = call.inputs(dtype), wide;
      for (const Tensor& x : inputs)
        wide.push_back(fromValues(valuesOf(x), x.shape(), isFloating(x.dtype()) ? DType::float64 : x.dtype()));
      TensorList got, expected;
      try {
        expected = resultsOf(call, wide);
        got = resultsOf(call, inputs);
      } catch (const Error& e) {
        ASSERT_STREQ(errorCodeName(e.code()), errorCodeName(ErrorCode::dtype)) << e.what();
        continue;  // an operator may refuse a dtype, in a dtype error
      }
      ASSERT_EQ(got.size(), expected.size());
      for (size_t i = 0; i < got.size(); ++i) {
        Tolerance tolerance =
            isFloating(got[i].dtype()) ? looser(toleranceOf(dtype), toleranceOf(got[i].dtype())) : Tolerance{};
        EXPECT_TRUE(isClose(got[i], expected[i], tolerance)) << "result " << i;
      }
    }
  });
}

void checkViews(const OpDef& op) {
  forEachSample(op, [&](SampleCall& call) {
    TensorList expected = resultsOf(call, call.inputs());
    for (auto [how, makeView] : {std::pair{"transposed", &transposedView}, std::pair{"gapped", &gappedView}}) {
      SCOPED_TRACE(how);
      TensorList inputs = call.inputs();
      for (size_t i = 0; i < inputs.size(); ++i)
        if (!call.isMutated(i)) inputs[i] = makeView(inputs[i]);
      expectClose(resultsOf(call, inputs), expected);
    }
  });
}

void checkGivenOutputs(const OpDef& op) {
  constexpr int64_t kFence = 16;
  forEachSample(op, [&](SampleCall& call) {
    TensorList expected = call.run(call.inputs());
    // Each output inside a larger array: what lies around it must stay.
    TensorList stores, given;
    for (const Tensor& y : expected) {
      Tensor store = Tensor::empty({y.size() + 2 * kFence + 1}, y.dtype());
      std::memset(store.raw(), 0x5A, store.bytes());
      given.push_back(store.view(y.shape(), contiguousStrides(y.shape()), kFence + 1));
      stores.push_back(store);
    }
    TensorList got = call.run(call.inputs(), given);
    waitAll();
    expectClose(got, expected);
    for (size_t i = 0; i < got.size(); ++i) {
      EXPECT_EQ(&got[i].storage(), &stores[i].storage()) << "output " << i << " is not the array that was given";
      const auto* bytes = static_cast<const unsigned char*>(stores[i].raw());
      size_t item = itemSize(stores[i].dtype()), first = (kFence + 1) * item, last = first + expected[i].bytes();
      for (size_t k = 0; k < stores[i].bytes(); ++k) {
        bool outside = k < first || k >= last;
        ASSERT_TRUE(!outside || bytes[k] == 0x5A) << "byte " << k << " outside output " << i << " was written";
      }
    }
    // Over an input: in place where the kernel can, through a copy where it cannot.
    TensorList inputs = call.inputs();
    bool fits = !inputs.empty() && !op.mutatesFn && !expected.empty() && inputs[0].shape() == expected[0].shape() &&
                inputs[0].dtype() == expected[0].dtype();
    if (fits) {
      SCOPED_TRACE("over input 0");
      expectClose({call.run(inputs, {inputs[0]})[0]}, {expected[0]});
    }
  });
}

void checkRefusals(const OpDef& op) {
  for (const Refusal& refusal : op.refusalList) {
    SampleCall call(op, refusal.sample, 0);
    SCOPED_TRACE(call.text());
    try {
      call.run(call.inputs());
      waitAll();
      ADD_FAILURE() << "accepted, expected an error that says: " << refusal.sentence;
    } catch (const Error& e) {
      EXPECT_NE(std::string(e.what()).find(refusal.sentence), std::string::npos)
          << "the error is \"" << e.what() << "\", expected it to say \"" << refusal.sentence << "\"";
      EXPECT_STRNE(errorCodeName(e.code()), errorCodeName(ErrorCode::internal)) << e.what();
      EXPECT_EQ(e.op(), op.name);
    }
  }
}

void checkRandomStream(const OpDef& op) {
  forEachSample(op, [&](SampleCall& call) {
    auto drawWith = [&](int threadCount) {
      setThreads(threadCount);
      seedRandom(42);
      TensorList results = resultsOf(call, call.inputs());
      waitAll();
      return results;
    };
    int before = threads();
    TensorList one = drawWith(1), three = drawWith(3);
    setThreads(before);
    for (size_t i = 0; i < one.size(); ++i)
      EXPECT_TRUE(isClose(three[i], one[i], {})) << "one seed, two streams: result " << i;
  });
}

namespace {

class OpCheck : public ::testing::Test {
 public:
  OpCheck(void (*check)(const OpDef&), const OpDef& op) : check_(check), op_(op) {}
  void TestBody() override { check_(op_); }

 private:
  void (*check_)(const OpDef&);
  const OpDef& op_;
};

void registerCheck(const char* suite, void (*check)(const OpDef&), const OpDef& op) {
  ::testing::RegisterTest(suite, op.name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [check, &op]() -> ::testing::Test* { return new OpCheck(check, op); });
}

}  // namespace

void registerOpSampleTests() {
  const OpTable& table = opTable();
  // Suites must be registered as a whole, one after another.
  auto forEachOp = [&](auto body) {
    for (size_t i = 0; i < table.size(); ++i) body(table.at(int(i)));
  };
  forEachOp([](const OpDef& op) { registerCheck("description", checkDescription, op); });
  forEachOp([](const OpDef& op) {
    if (!op.refusalList.empty()) registerCheck("refusals", checkRefusals, op);
  });
  forEachOp([](const OpDef& op) {
    if (op.randomBlocks) registerCheck("random", checkRandomStream, op);
  });
  forEachOp([](const OpDef& op) {
    if (!op.randomBlocks) registerCheck("forward", checkBackends, op);
  });
  forEachOp([](const OpDef& op) {
    if (!op.randomBlocks) registerCheck("dtypes", checkDtypes, op);
  });
  forEachOp([](const OpDef& op) {
    if (!op.randomBlocks) registerCheck("views", checkViews, op);
  });
  forEachOp([](const OpDef& op) {
    if (!op.randomBlocks) registerCheck("out", checkGivenOutputs, op);
  });
  forEachOp([](const OpDef& op) {
    if (!op.randomBlocks && op.gradFn) registerCheck("gradient", checkGradient, op);
  });
  forEachOp([](const OpDef& op) {
    bool smooth = op.gradFn && !op.randomBlocks && !op.hasConventionalGradient;
    if (smooth) registerCheck("gradient_of_gradient", checkGradientOfGradient, op);
  });
}

}  // namespace gluonlab
