// Changes of an image's colors, by chance or as told, and flips by chance: what training data is varied with. Images
// are (H, W, C); an image of one channel has no saturation, hue or lighting.
#include <algorithm>
#include <cstring>

#include "gluonlab/op.h"
#include "kernels/color.h"
#include "kernels/distributions.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

void inferImage(Inference& inference) {
  const Shape& x = inference.shape(0);
  check(x.size() == 3, ErrorCode::shape, "data has shape ", x, ", expected (H, W, C)");
  inference.output(x, inference.dtype(0));
}

uint64_t oneElement(const InfoList&) { return ElementStream::kBlocks; }

// --- one factor
// --------------------------------------------------------------------------------------------------------------

using ChangeFn = void (*)(const Tensor& x, double factor, const Tensor& y);

void inferFactor(Inference& inference) {
  double low = inference.attrs.get<double>("min_factor"), high = inference.attrs.get<double>("max_factor");
  check(low <= high, ErrorCode::value, "min_factor ", low, " is above max_factor ", high);
  inferImage(inference);
}

void defineChange(OpTable& table, const char* name, const char* alias, const char* doc, ChangeFn change) {
  auto factors = [](double low, double high) { return NamedAttrs{{"min_factor", low}, {"max_factor", high}}; };
  table.op(name)
      .alias({alias})
      .doc(doc)
      .required<double>("min_factor", "smallest factor")
      .range(0, 1e30)
      .required<double>("max_factor", "largest factor")
      .range(0, 1e30)
      .inputs({"data"})
      .infer(inferFactor)
      .kernel(Backend::reference,
              [change](Call& call) {
                ElementStream stream(call.random, 0);
                const Attrs& attrs = call.attrs();
                change(call.in(), drawUniform(stream, attrs.get<double>("min_factor"), attrs.get<double>("max_factor")),
                       call.out());
                return true;
              })
      .random(oneElement)
      .inPlace()
      .samples({{{{{3, 4, 3}, DType::uint8, 0, 256}}, factors(0.5, 1.5)},
                {{{{3, 4, 1}, DType::float32, 0, 255}}, factors(1.4, 1.4)}})
      .refuses({{{{{{3, 4}}}, factors(1, 1)}, "expected (H, W, C)"},
                {{{{{3, 4, 3}}}, factors(2, 1)}, "min_factor 2 is above max_factor 1"},
                {{{{{3, 4, 3}}}, factors(-1, 1)}, "min_factor is -1"}});
}

// --- all four, in an order drawn by chance
// --------------------------------------------------------------------------------------

bool jitterKernel(Call& call) {
  struct Change {
    const char* name;
    ChangeFn apply;
    double centre;
  };
  Change changes[] = {{"brightness", scaleBrightness, 1},
                      {"contrast", scaleContrast, 1},
                      {"saturation", scaleSaturation, 1},
                      {"hue", turnHue, 0}};
  ElementStream stream(call.random, 0);
  for (size_t i = 3; i > 0; --i) std::swap(changes[i], changes[stream.word() % (i + 1)]);
  const Tensor &x = call.in(), &y = call.out();
  if (x.raw() != y.raw()) std::memcpy(y.raw(), x.raw(), x.bytes());
  for (const Change& change : changes) {
    double spread = call.attrs().get<double>(change.name);
    double factor = drawUniform(stream, change.centre - spread, change.centre + spread);
    if (spread > 0) change.apply(y, factor, y);
  }
  return true;
}

// --- lighting
// ------------------------------------------------------------------------------------------------------------------

/// The color that is `alpha` along the main directions in which ImageNet's colors vary (Krizhevsky et al., 2012).
void addLighting(const Tensor& x, const double (&alpha)[3], const Tensor& y) {
  constexpr double directions[3][3] = {{55.46 * -0.5675, 4.794 * 0.7192, 1.148 * 0.4009},
                                       {55.46 * -0.5808, 4.794 * -0.0045, 1.148 * -0.8140},
                                       {55.46 * -0.5836, 4.794 * -0.6948, 1.148 * 0.4203}};
  double color[3] = {};
  for (int c = 0; c < 3; ++c)
    for (int k = 0; k < 3; ++k) color[c] += directions[c][k] * alpha[k];
  addColor(x, color, y);
}

bool adjustLightingKernel(Call& call) {
  const auto& given = call.attrs().get<std::vector<double>>("alpha");
  addLighting(call.in(), {given[0], given[1], given[2]}, call.out());
  return true;
}

bool randomLightingKernel(Call& call) {
  ElementStream stream(call.random, 0);
  double deviation = call.attrs().get<double>("alpha_std"), alpha[3];
  for (double& a : alpha) a = drawNormal(stream, 0, deviation);
  addLighting(call.in(), alpha, call.out());
  return true;
}

// --- flips
// ---------------------------------------------------------------------------------------------------------------------

/// The axis is 0 for upside down, 1 for left to right.
template <size_t axis>
bool randomFlipKernel(Call& call) {
  const Tensor& x = call.in();
  size_t item = itemSize(x.dtype());
  bool turns = ElementStream(call.random, 0).uniform() < 0.5;
  copyStrided(x.shape(), item, turns ? reversed(areaOf(x), x.shape(), axis, item) : areaOf(x), areaOf(call.out()));
  return true;
}

void defineRandomFlip(OpTable& table, const char* name, const char* alias, const char* doc, KernelFn kernel) {
  table.op(name)
      .alias({alias})
      .doc(doc)
      .inputs({"data"})
      .infer(inferImage)
      .kernel(Backend::reference, std::move(kernel))
      .random(oneElement)
      .samples({{{{{4, 5, 3}}}}, {{{{3, 3, 1}, DType::uint8, 0, 256}}}})
      .refuses({{{{{{4, 5}}}}, "expected (H, W, C)"}});
}

const OpFamily family([](OpTable& table) {
  SampleInput color{{3, 4, 3}, DType::uint8, 0, 256}, grey{{3, 4, 1}, DType::float32, 0, 255};
  auto alpha = [](std::vector<double> values) { return NamedAttrs{{"alpha", values}}; };
  auto spreads = [](double all) {
    return NamedAttrs{{"brightness", all}, {"contrast", all}, {"saturation", all}, {"hue", all}};
  };
  defineChange(table, "_image_random_brightness", "_npx__image_random_brightness",
               "The image times a factor drawn uniformly from [min_factor, max_factor).", scaleBrightness);
  defineChange(table, "_image_random_contrast", "_npx__image_random_contrast",
               "The image's distance from its mean grey times a factor drawn uniformly from [min_factor, max_factor).",
               scaleContrast);
  defineChange(table, "_image_random_saturation", "_npx__image_random_saturation",
               "Each pixel's distance from its grey times a factor drawn uniformly from [min_factor, max_factor).",
               scaleSaturation);
  defineChange(table, "_image_random_hue", "_npx__image_random_hue",
               "Each pixel's hue turned by a part of the color circle drawn uniformly from [min_factor, max_factor).",
               turnHue);
  table.op("_image_random_color_jitter")
      .alias({"_npx__image_random_color_jitter"})
      .doc("Brightness, contrast, saturation and hue changed by chance, in an order drawn by chance.")
      .required<double>("brightness", "the factor is drawn from [1 - brightness, 1 + brightness)")
      .required<double>("contrast", "the factor is drawn from [1 - contrast, 1 + contrast)")
      .required<double>("saturation", "the factor is drawn from [1 - saturation, 1 + saturation)")
      .required<double>("hue", "the turn is drawn from [-hue, hue)")
      .inputs({"data"})
      .infer(inferImage)
      .kernel(Backend::reference, jitterKernel)
      .random(oneElement)
      .inPlace()
      .samples({{{color}, spreads(0.3)}, {{grey}, spreads(0)}})
      .refuses({{{{{{3, 4}}}, spreads(0.1)}, "expected (H, W, C)"}});
  table.op("_image_adjust_lighting")
      .alias({"_npx__image_adjust_lighting"})
      .doc("A color added to the image: alpha along the three main directions of ImageNet's colors.")
      .required<std::vector<double>>("alpha", "how far along each direction")
      .inputs({"data"})
      .infer([](Inference& inference) {
        size_t count = inference.attrs.get<std::vector<double>>("alpha").size();
        check(count == 3, ErrorCode::value, "alpha has ", count, " values, expected 3");
        inferImage(inference);
      })
      .kernel(Backend::reference, adjustLightingKernel)
      .inPlace()
      .samples({{{color}, alpha({0.1, -0.05, 0.02})},
                {{{{2, 33, 3}, DType::float32, 0, 255}}, alpha({-0.3, 0.2, 0.1})},
                {{grey}, alpha({1, 1, 1})}})
      .refuses({{{{color}, alpha({1, 2})}, "alpha has 2 values, expected 3"}});
  table.op("_image_random_lighting")
      .alias({"_npx__image_random_lighting"})
      .doc("A color added to the image, drawn by chance along the three main directions of ImageNet's colors.")
      .param<double>("alpha_std", 0.05, "standard deviation of the step along each direction")
      .inputs({"data"})
      .infer(inferImage)
      .kernel(Backend::reference, randomLightingKernel)
      .random(oneElement)
      .inPlace()
      .samples({{{color}}, {{grey}, {{"alpha_std", 0.5}}}})
      .refuses({{{{{{3, 4}}}}, "expected (H, W, C)"}});
  defineRandomFlip(table, "_image_random_flip_left_right", "_npx__image_random_flip_left_right",
                   "The image turned left to right, or as it is, with the same chance.", randomFlipKernel<1>);
  defineRandomFlip(table, "_image_random_flip_top_bottom", "_npx__image_random_flip_top_bottom",
                   "The image turned upside down, or as it is, with the same chance.", randomFlipKernel<0>);
});

}  // namespace

}  // namespace gluonlab
