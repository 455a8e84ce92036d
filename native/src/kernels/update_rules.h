// update_rules.h: the formula of each optimizer, for one element. Weight, gradient and states in; the new weight out,
// states changed in place. R is the type it is computed in. Formulas are MXNet's (optimizer_op-inl.h,
// contrib/adamw-inl.h).
//
// In an anonymous namespace: the SIMD kernels compile this once per instruction set, and the copies must not be merged.
#pragma once

#include <algorithm>
#include <cmath>

#include "kernels/update.h"

namespace gluonlab {
namespace {

template <class R>
inline R clipped(R g, R limit) {
  return limit >= 0 ? std::min(std::max(g, -limit), limit) : g;
}

template <class R>
inline R signOf(R x) {
  return x > 0 ? R(1) : x < 0 ? R(-1) : R(0);
}

template <class R>
struct Sgd {
  R lr, wd, rescale, clip;
  explicit Sgd(const Hyper& h) : lr(h.lr), wd(h.wd), rescale(h.rescale), clip(h.clip) {}
  R operator()(R w, R g) const { return w - lr * (clipped(rescale * g, clip) + wd * w); }
};

template <class R>
struct SgdMomentum {
  R lr, wd, rescale, clip, momentum;
  explicit SgdMomentum(const Hyper& h) : lr(h.lr), wd(h.wd), rescale(h.rescale), clip(h.clip), momentum(h.momentum) {}
  R operator()(R w, R g, R& m) const {
    m = momentum * m - lr * (clipped(rescale * g, clip) + wd * w);
    return w + m;
  }
};

/// Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k^2)", 1983.
template <class R>
struct Nag {
  R lr, wd, rescale, clip, momentum;
  explicit Nag(const Hyper& h) : lr(h.lr), wd(h.wd), rescale(h.rescale), clip(h.clip), momentum(h.momentum) {}
  R operator()(R w, R g, R& m) const {
    g = clipped(rescale * g, clip);
    R decayed = momentum * m;
    R next = w - decayed + (1 + momentum) * (decayed - lr * (g + wd * w));
    m = decayed - lr * (g + wd * next);  // MXNet decays the weight it has just written
    return next;
  }
};

template <class R>
struct SignSgd {
  R lr, wd;
  explicit SignSgd(const Hyper& h) : lr(h.lr), wd(h.wd) {}
  R operator()(R w, R g) const { return w - lr * (signOf(g) + wd * w); }
};

/// Bernstein et al., "signSGD: compressed optimisation for non-convex problems", 2018.
template <class R>
struct Signum {
  R lr, wd, rescale, clip, momentum, wdLh;
  explicit Signum(const Hyper& h)
      : lr(h.lr), wd(h.wd), rescale(h.rescale), clip(h.clip), momentum(h.momentum), wdLh(h.wdLh) {}
  R operator()(R w, R g, R& m) const {
    m = momentum * m - (1 - momentum) * (wd * w + clipped(rescale * g, clip));
    return (1 - lr * wdLh) * w + lr * signOf(m);
  }
};

/// Kingma and Ba, "Adam: a method for stochastic optimization", 2015. The bias correction is part of lr.
template <class R>
struct Adam {
  R lr, wd, rescale, clip, beta1, beta2, epsilon;
  explicit Adam(const Hyper& h)
      : lr(h.lr), wd(h.wd), rescale(h.rescale), clip(h.clip), beta1(h.beta1), beta2(h.beta2), epsilon(h.epsilon) {}
  R operator()(R w, R g, R& mean, R& var) const {
    g = clipped(rescale * g + wd * w, clip);
    mean = beta1 * mean + (1 - beta1) * g;
    var = beta2 * var + (1 - beta2) * g * g;
    return w - lr * mean / (std::sqrt(var) + epsilon);
  }
};

/// Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
template <class R>
struct AdamW {
  R lr, wd, rescale, clip, beta1, beta2, epsilon, eta;
  explicit AdamW(const Hyper& h)
      : lr(h.lr),
        wd(h.wd),
        rescale(h.rescale),
        clip(h.clip),
        beta1(h.beta1),
        beta2(h.beta2),
        epsilon(h.epsilon),
        eta(h.eta) {}
  R operator()(R w, R g, R& mean, R& var) const {
    g = clipped(rescale * g, clip);
    mean = beta1 * mean + (1 - beta1) * g;
    var = beta2 * var + (1 - beta2) * g * g;
    return w - eta * (lr * mean / (std::sqrt(var) + epsilon) + wd * w);
  }
};

/// First phase of LAMB (You et al., "Large batch optimization for deep learning", 2020): what comes out is the
/// direction.
template <class R>
struct LambDirection {
  R wd, rescale, clip, beta1, beta2, epsilon, meanScale, varScale;
  explicit LambDirection(const Hyper& h)
      : wd(h.wd),
        rescale(h.rescale),
        clip(h.clip),
        beta1(h.beta1),
        beta2(h.beta2),
        epsilon(h.epsilon),
        meanScale(h.biasCorrection ? 1 / (1 - std::pow(h.beta1, h.t)) : 1),
        varScale(h.biasCorrection ? 1 / (1 - std::pow(h.beta2, h.t)) : 1) {}
  R operator()(R w, R g, R& mean, R& var) const {
    g = clipped(rescale * g, clip);
    mean = beta1 * mean + (1 - beta1) * g;
    var = beta2 * var + (1 - beta2) * g * g;
    return mean * meanScale / (std::sqrt(var * varScale) + epsilon) + wd * w;
  }
};

/// Zheng and Kwok, "Follow the moving leader in deep learning", 2017.
template <class R>
struct Ftml {
  R wd, rescale, clip, beta1, beta2, epsilon, meanScale, varScale;
  explicit Ftml(const Hyper& h)
      : wd(h.wd),
        rescale(h.rescale),
        clip(h.clip),
        beta1(h.beta1),
        beta2(h.beta2),
        epsilon(h.epsilon),
        meanScale((1 - std::pow(h.beta1, h.t)) / h.lr),
        varScale(1 / (1 - std::pow(h.beta2, h.t))) {}
  R operator()(R w, R g, R& d, R& v, R& z) const {
    g = clipped(rescale * g + wd * w, clip);
    v = beta2 * v + (1 - beta2) * g * g;
    R next = meanScale * (std::sqrt(v * varScale) + epsilon);
    z = beta1 * z + (1 - beta1) * g - (next - beta1 * d) * w;
    d = next;
    return -z / d;
  }
};

/// McMahan et al., "Ad click prediction: a view from the trenches", 2013.
template <class R>
struct Ftrl {
  R lr, wd, rescale, clip, lamda1, beta;
  explicit Ftrl(const Hyper& h)
      : lr(h.lr), wd(h.wd), rescale(h.rescale), clip(h.clip), lamda1(h.lamda1), beta(h.beta) {}
  R operator()(R w, R g, R& z, R& n) const {
    g = clipped(rescale * g, clip);
    z += g - (std::sqrt(n + g * g) - std::sqrt(n)) * w / lr;
    n += g * g;
    R moved = (signOf(z) * lamda1 - z) / ((beta + std::sqrt(n)) / lr + wd);
    return std::abs(z) > lamda1 ? moved : R(0);
  }
};

/// Tieleman and Hinton, lecture 6.5 of "Neural networks for machine learning", 2012.
template <class R>
struct RmsProp {
  R lr, wd, rescale, clip, gamma1, epsilon, clipWeights;
  explicit RmsProp(const Hyper& h)
      : lr(h.lr),
        wd(h.wd),
        rescale(h.rescale),
        clip(h.clip),
        gamma1(h.gamma1),
        epsilon(h.epsilon),
        clipWeights(h.clipWeights) {}
  R operator()(R w, R g, R& n) const {
    g = clipped(rescale * g + wd * w, clip);
    n = (1 - gamma1) * g * g + gamma1 * n;
    return clipped(w - lr * g / std::sqrt(n + epsilon), clipWeights);
  }
};

/// Graves, "Generating sequences with recurrent neural networks", 2013.
template <class R>
struct RmsPropAlex {
  R lr, wd, rescale, clip, gamma1, gamma2, epsilon, clipWeights;
  explicit RmsPropAlex(const Hyper& h)
      : lr(h.lr),
        wd(h.wd),
        rescale(h.rescale),
        clip(h.clip),
        gamma1(h.gamma1),
        gamma2(h.gamma2),
        epsilon(h.epsilon),
        clipWeights(h.clipWeights) {}
  R operator()(R w, R g, R& n, R& mean, R& delta) const {
    g = clipped(rescale * g + wd * w, clip);
    n = (1 - gamma1) * g * g + gamma1 * n;
    mean = (1 - gamma1) * g + gamma1 * mean;
    delta = gamma2 * delta - lr * g / std::sqrt(n - mean * mean + epsilon);
    return clipped(w + delta, clipWeights);
  }
};

/// Calls use(rule) with the rule of that name, computing in R.
template <class R, class Use>
inline void withRule(Rule rule, const Hyper& hyper, Use use) {
  switch (rule) {
    case Rule::sgd:
      return use(Sgd<R>(hyper));
    case Rule::sgdMomentum:
      return use(SgdMomentum<R>(hyper));
    case Rule::nag:
      return use(Nag<R>(hyper));
    case Rule::signSgd:
      return use(SignSgd<R>(hyper));
    case Rule::signum:
      return use(Signum<R>(hyper));
    case Rule::adam:
      return use(Adam<R>(hyper));
    case Rule::adamW:
      return use(AdamW<R>(hyper));
    case Rule::lambDirection:
      return use(LambDirection<R>(hyper));
    case Rule::ftml:
      return use(Ftml<R>(hyper));
    case Rule::ftrl:
      return use(Ftrl<R>(hyper));
    case Rule::rmsProp:
      return use(RmsProp<R>(hyper));
    case Rule::rmsPropAlex:
      return use(RmsPropAlex<R>(hyper));
  }
}

}  // namespace
}  // namespace gluonlab
