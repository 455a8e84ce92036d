// convolution_shape.h: from the parameters of Convolution and Deconvolution to a checked description of the sums.
//
//   Convolution c = convolutionOf(attrs, dataShape, weightShape);     // throws a sentence that names the wrong extent
#pragma once

#include "gluonlab/op.h"
#include "kernels/convolution.h"

namespace gluonlab {

/// Declares kernel, stride, dilate and pad.
void declareWindow(OpDef& op);
/// Declares MXNet's parameters that steer memory and cuDNN; they change nothing here.
void declareTuning(OpDef& op, int64_t workspace);

/// `attrs` must hold kernel, stride, dilate, pad, num_group; data is (N, C, spatial...), `filters` the number of
/// results.
Convolution convolutionOf(const Attrs& attrs, const Shape& data, int64_t filters);
/// The same for a transposed convolution, whose `data` takes the place of a convolution's result.
Convolution deconvolutionOf(const Attrs& attrs, const Shape& data, int64_t filters);
/// (filters, channels / groups, kernel...).
Shape weightShape(const Convolution& c);
Shape dataShape(const Convolution& c);
Shape outShape(const Convolution& c);
/// One output of `shape` in the layout that the active back end computes in.
void convolutionOutput(Inference& inference, const Shape& shape);
void checkBias(const Inference& inference, size_t index, int64_t filters);
void checkSameDTypes(const Inference& inference);

}  // namespace gluonlab
