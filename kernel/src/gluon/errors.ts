// The one error of gluonlab: data first (code, op, layer), one sentence second.
import { native } from '@gluonlab/native';

export type ErrorCode =
  | 'shape'
  | 'dtype'
  | 'value'
  | 'device'
  | 'disposed'
  | 'memory'
  | 'interrupted'
  | 'autograd'
  | 'format'
  | 'notYet'
  | 'internal';

/** Says what was given, what is allowed and where. With code 'memory' its name is OutOfMemoryError. */
export class GluonError extends Error {
  readonly code: ErrorCode;
  /** MXNet's name of the operator that refused, if one did. */
  readonly op: string | undefined;
  /** Path of the layer whose forward failed, innermost first seen: `net.features.0`. */
  layer: string | undefined;

  constructor(message: string, code: ErrorCode = 'value', op = '') {
    super(message);
    this.name = code === 'memory' ? 'OutOfMemoryError' : 'GluonError';
    this.code = code;
    this.op = op || undefined;
  }
}

native.setErrorClass(GluonError as new (message: string, code: string, op: string) => Error);
