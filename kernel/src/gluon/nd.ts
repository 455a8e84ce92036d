// The nd namespace: creation, every operator of the table, and MXNet's sub-namespaces.
import './methods.js';
import * as creation from './creation.js';
import { hasOp, invoke } from './call.js';
import { load, loadFromBytes, save } from './io/params.js';
import { waitall } from './engine.js';
import { contrib, image, internal, linalg, operators, random as randomOps, sparse } from './ops.generated.js';

export const nd = {
  ...operators,
  ...creation,
  random: randomOps,
  linalg,
  contrib,
  image,
  sparse,
  internal,
  invoke,
  hasOp,
  save,
  load,
  loadFromBytes,
  waitall,
};
