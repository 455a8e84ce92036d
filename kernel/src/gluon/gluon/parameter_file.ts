// saveParameters and loadParameters: a net's parameters in MXNet's .params files, by structural name.
// Also read: files of Module.saveCheckpoint and HybridBlock.export, whose names begin with arg: or aux:.
import { pause } from '../autograd.js';
import type { DType } from '../dtype.js';
import { GluonError } from '../errors.js';
import { load, save } from '../io/params.js';
import type { NDArray } from '../ndarray.js';
import { checkOptions } from '../options.js';
import type { Parameter } from './parameter.js';

interface ParameterTree {
  namedParameters(): Iterable<[string, Parameter]>;
}

export interface LoadParametersOptions {
  /** Parameters the file lacks keep what they have. Default false: an error. */
  allowMissing?: boolean;
  /** Arrays of the file the net has no parameter for are left out. Default false: an error. */
  ignoreExtra?: boolean;
  /** Convert where element types differ. Default false: an error. */
  castDtype?: boolean;
  /** With castDtype: whose element type remains, the net's ('current') or the file's ('saved'). Default 'current'. */
  dtypeSource?: 'current' | 'saved';
}

export function saveFrom(net: ParameterTree, file: string, deduplicate: boolean): void {
  const arrays = new Map<string, NDArray>();
  const seen = new Set<Parameter>();
  for (const [name, parameter] of net.namedParameters()) {
    if (deduplicate && seen.has(parameter)) continue;
    seen.add(parameter);
    if (!parameter.isInitialized) {
      throw new GluonError(`saveParameters: '${name}' has no values yet: initialize the net and call it once`, 'value');
    }
    arrays.set(name, parameter.data());
  }
  save(file, arrays);
}

export function loadInto(net: ParameterTree, file: string, options: LoadParametersOptions = {}): void {
  checkOptions('loadParameters', options, ['allowMissing', 'ignoreExtra', 'castDtype', 'dtypeSource']);
  const { allowMissing = false, ignoreExtra = false, castDtype = false, dtypeSource = 'current' } = options;
  const loaded = load(file);
  if (Array.isArray(loaded)) {
    throw new GluonError(`loadParameters: ${file} holds a list without names, expected parameters by name`, 'format');
  }
  const arrays = new Map(Object.entries(loaded).map(([name, array]) => [name.replace(/^(arg|aux):/, ''), array]));
  const parameters = new Map(net.namedParameters());
  const missing = missingNames(parameters, arrays);
  if (missing.length > 0 && !allowMissing) {
    throw new GluonError(
      `loadParameters: ${file} lacks ${listed(missing)}; it holds ${listed([...arrays.keys()])}. ` +
        '{ allowMissing: true } keeps what the net has',
      'value',
    );
  }
  const extra = [...arrays.keys()].filter((name) => !parameters.has(name));
  if (extra.length > 0 && !ignoreExtra) {
    throw new GluonError(
      `loadParameters: ${file} holds ${listed(extra)}, the net has ${listed([...parameters.keys()])}. ` +
        '{ ignoreExtra: true } leaves them out',
      'value',
    );
  }
  // All are checked before the first is changed: a file that does not fit leaves the net as it was.
  const fitting = [...parameters].filter(([name]) => arrays.has(name));
  for (const [name, parameter] of fitting) checkFit(name, parameter, arrays.get(name)!, file, castDtype);
  pause(() => {
    for (const [name, parameter] of fitting) {
      const array = arrays.get(name)!;
      if (castDtype && dtypeSource === 'saved') parameter.cast(array.dtype);
      parameter.setData(array);
    }
  });
}

/** Names the file lacks; a shared parameter needs only one of its names. */
function missingNames(parameters: Map<string, Parameter>, arrays: Map<string, NDArray>): string[] {
  const present = new Set([...parameters].filter(([name]) => arrays.has(name)).map(([, parameter]) => parameter));
  return [...parameters].filter(([, parameter]) => !present.has(parameter)).map(([name]) => name);
}

function checkFit(name: string, parameter: Parameter, array: NDArray, file: string, castDtype: boolean): void {
  const { shape } = parameter;
  const given = array.shape;
  const fits = shape === null || (shape.length === given.length && shape.every((d, i) => d === 0 || d === given[i]));
  if (!fits) {
    throw new GluonError(
      `loadParameters: '${name}' has shape (${given.join(', ')}) in ${file}, the net's has (${shape.join(', ')})`,
      'shape',
    );
  }
  const dtype: DType = array.dtype;
  if (dtype !== parameter.dtype && !castDtype) {
    throw new GluonError(
      `loadParameters: '${name}' is ${dtype} in ${file}, the net's is ${parameter.dtype}; { castDtype: true } converts`,
      'dtype',
    );
  }
}

function listed(names: string[]): string {
  const shown = names.slice(0, 8).map((name) => `'${name}'`);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
