// gluonlab.h: the whole face of the engine.
#pragma once

#include "gluonlab/autograd.h"
#include "gluonlab/engine.h"
#include "gluonlab/invoke.h"
#include "gluonlab/memory.h"
#include "gluonlab/op.h"
#include "gluonlab/parallel.h"
#include "gluonlab/random.h"
#include "gluonlab/tensor.h"
