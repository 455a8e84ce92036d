// The op table (JSON of the engine) as a TypeScript module: one function per operator and alias, NDArray's methods, namespaces.

/** Operators that are also methods of NDArray: MXNet's own list, by operator name, where methods.ts has none of that name. */
const METHODS = new Set(
  `abs arccos arccosh arcsin arcsinh arctan arctanh argmax argmax_channel argmin argsort batch_dot broadcast_axis
  broadcast_like broadcast_to cbrt ceil clip cos cosh degrees depth_to_space diag dot elemwise_add erf erfinv exp expand_dims
  expm1 fix Flatten reverse floor gammaln log log10 log1p log2 logical_not log_softmax max mean min nanprod nansum norm
  one_hot Pad pick prod radians rcbrt reciprocal relu repeat reshape_like rint round rsqrt sigmoid sign sin sinh size_array
  shape_array slice slice_axis slice_like softmax softmin softsign sort space_to_depth SliceChannel _split_v2 sqrt square
  squeeze stack sum SwapAxis take tan tanh tile topk transpose trunc where zeros_like ones_like`.split(/\s+/),
);
/** A method's name where MXNet's differs from the operator's. */
const METHOD_NAMES = {
  Flatten: 'flatten',
  reverse: 'flip',
  Pad: 'pad',
  SliceChannel: 'split',
  _split_v2: 'splitV2',
  SwapAxis: 'swapaxes',
};

/** Operators whose results always come as a list. */
const LISTS = new Set(['SliceChannel', '_split_v2', 'amp_multicast', 'moments', 'broadcast_arrays']);

/** Where MXNet keeps the operators whose names begin so. */
const NAMESPACES = [
  ['_random_', 'random'],
  ['_sample_', 'random'],
  ['_linalg_', 'linalg'],
  ['_contrib_', 'contrib'],
  ['_image_', 'image'],
  ['_sparse_', 'sparse'],
  ['_', 'internal'],
];

/** MXNet's name in camelCase: FullyConnected -> fullyConnected, L2Normalization -> l2Normalization, LRN -> lrn. */
export function camelCase(name) {
  const joined = name.replace(/^_+/, '').replace(/_+([a-zA-Z0-9])/g, (_, c) => c.toUpperCase());
  const run = /^[A-Z]+/.exec(joined)?.[0].length ?? 0;
  if (run === joined.length) return joined.toLowerCase();
  const lower = run > 1 && /[a-z]/.test(joined[run] ?? '') ? run - 1 : run;
  return joined.slice(0, lower).toLowerCase() + joined.slice(lower);
}

/** Namespace and function name of an operator's name: ['random', 'uniform']; '' is nd itself. */
export function placeOf(name) {
  for (const [prefix, space] of NAMESPACES) {
    if (!name.startsWith(prefix) || (prefix === '_' && !/^_[a-z0-9]/i.test(name))) continue;
    const rest = name.slice(prefix === '_sample_' ? 1 : prefix.length);
    return [space, camelCase(rest)];
  }
  return ['', camelCase(name)];
}

const TYPES = {
  boolean: 'boolean',
  integer: 'number',
  real: 'number',
  text: 'string',
  dims: 'number[]',
  reals: 'number[]',
};

function optionType(param) {
  let type = TYPES[param.type];
  if (param.choices.length > 0) type = param.choices.map((choice) => `'${choice}'`).join(' | ');
  if (param.type === 'dims') type = param.optional ? 'number | number[]' : 'number | (number | null)[]';
  if (param.type === 'reals') type = 'number | number[]';
  return param.optional ? `${type} | null` : type;
}

/** A default as TypeScript spells it: the table writes it as MXNet does, (0, 0), None, 1e-08. */
export function defaultText({ type, default: text }) {
  if (text === 'None' || text === 'null') return 'null';
  if (type === 'boolean') return text.toLowerCase();
  if (type === 'text') return `'${text}'`;
  if (type === 'dims' || type === 'reals') return text.replace(/,?\)$/, ']').replace(/^\(/, '[');
  return Number.isNaN(Number(text)) ? text : String(Number(text));
}

function optionDoc(param) {
  const fallback = param.required ? 'Required.' : `Default ${defaultText(param)}.`;
  return `${sentence(param.doc)} ${fallback}`;
}

const sentence = (text) => {
  const safe = text.replace(/\*\//g, '* /').trim();
  return safe === '' ? '' : safe[0].toUpperCase() + safe.slice(1) + (/[.!?]$/.test(safe) ? '' : '.');
};

const identifier = (name) =>
  /^(in|with|default|delete|new|function|var|class|switch)$/.test(name) ? `${name}_` : name;

function describe(op) {
  const [space, name] = placeOf(op.name);
  const words = [space, name].filter((word) => word !== '');
  const symbol = words.map((word, i) => (i === 0 ? word : word[0].toUpperCase() + word.slice(1))).join('');
  const returns = LISTS.has(op.name) || (!op.manyOutputs ? false : op.outputs.length > 1 && !op.varyingOutputs);
  return { ...op, space, short: name, symbol: identifier(symbol), list: returns };
}

/** Where two names fall together (MakeLoss, make_loss), the one in lower case keeps its own spelling. */
function apart(op, _, ops) {
  const clashes = ops.some((other) => other !== op && other.symbol === op.symbol);
  return clashes && op.name === op.name.toLowerCase() ? { ...op, short: op.name, symbol: op.name } : op;
}

function optionsInterface(op) {
  const lines = op.params.flatMap((param) => [
    `  /** ${optionDoc(param)} */`,
    `  ${camelCase(param.name)}${param.required ? '' : '?'}: ${optionType(param)};`,
  ]);
  return `export interface ${optionsName(op)} extends OutOption {\n${lines.join('\n')}\n}`;
}

const optionsName = (op) =>
  op.params.length === 0 ? 'OutOption' : `${op.symbol[0].toUpperCase()}${op.symbol.slice(1)}Options`;

/** Parameters of the function: the inputs, then the options. */
function signature(op, inputs) {
  const required = op.params.some((param) => param.required);
  const options = `options${required ? '' : '?'}: ${optionsName(op)}`;
  return [...inputs, options].join(', ');
}

function functionText(op) {
  const returns = op.list ? 'NDArray[]' : 'NDArray';
  const doc = [
    `/**`,
    ` * ${sentence(op.doc)}`,
    ` * MXNet: ${[op.name, ...op.aliases.filter((a) => !a.startsWith('_np'))].join(', ')}.`,
    ` */`,
  ].join('\n');
  const result = op.list ? '' : '[0]!';
  const names = op.inputs.map((name) => identifier(camelCase(name)));
  const head = `${doc}\nexport function ${op.symbol}`;
  if (op.variadic) {
    return `${head}(${signature(op, ['data: readonly NDArray[]'])}): ${returns} {\n  return callList(${op.symbol}Op, data, options)${result};\n}`;
  }
  if (op.optionalInputs) {
    // Trailing inputs may be left out, so the options are found by what they are.
    const required = op.params.some((param) => param.required);
    const rest = names.slice(1).map((name) => `${name}?: NDArray | null`);
    const overloads = [
      `export function ${op.symbol}(${names[0]}: NDArray, options${required ? '' : '?'}: ${optionsName(op)}): ${returns};`,
      ...rest.map(
        (_, k) =>
          `export function ${op.symbol}(${[`${names[0]}: NDArray`, ...names.slice(1, k + 2).map((n) => `${n}: NDArray | null | undefined`), `options${required ? '' : '?'}: ${optionsName(op)}`].join(', ')}): ${returns};`,
      ),
    ].join('\n');
    return `${doc}\n${overloads}\nexport function ${op.symbol}(...args: unknown[]): ${returns} {\n  return callArguments(${op.symbol}Op, args)${result};\n}`;
  }
  const inputs = names.map((name) => `${name}: NDArray`);
  if (!op.list && names.length >= 1 && names.length <= 3) {
    return `${head}(${signature(op, inputs)}): ${returns} {\n  return call${names.length}(${op.symbol}Op, ${names.join(', ')}, options);\n}`;
  }
  return `${head}(${signature(op, inputs)}): ${returns} {\n  return callList(${op.symbol}Op, [${names.join(', ')}], options)${result};\n}`;
}

function opText(op) {
  const params = op.params.map((param) => `${camelCase(param.name)}: '${param.name}'`).join(', ');
  return `const ${op.symbol}Op = new Op('${op.name}', {${params === '' ? '' : ` ${params} `}});`;
}

function methodsText(ops, written) {
  const name = (op) => METHOD_NAMES[op.name] ?? op.short;
  const entries = ops.filter(
    (op) => (METHODS.has(op.name) || op.method) && !written.has(name(op)) && op.inputs.length > 0,
  );
  const rest = (op) => op.inputs.slice(1).map((input) => identifier(camelCase(input)));
  const declared = entries.map((op) => {
    const returns = op.list ? 'NDArray[]' : 'NDArray';
    const inputs = op.variadic
      ? []
      : rest(op).map((input) => (op.optionalInputs ? `${input}?: NDArray | null` : `${input}: NDArray`));
    const all = op.optionalInputs ? [] : inputs;
    return `    /** ${sentence(op.doc)} */\n    ${name(op)}(${signature(op, all)}): ${returns};`;
  });
  const defined = entries.map((op) => {
    const count = op.optionalInputs ? 1 : Math.max(rest(op).length + (op.params.some((p) => p.required) ? 1 : 0), 1);
    const tuple = Array(count).fill('never').join(', ');
    const call = op.variadic ? `${op.symbol}([this], options)` : `${op.symbol}(this, ...(args as [${tuple}]))`;
    const args = op.variadic ? `options?: ${optionsName(op)}` : '...args: unknown[]';
    return `  ${name(op)}(this: NDArray, ${args}) {\n    return ${call};\n  },`;
  });
  return [
    `declare module './ndarray.js' {\n  interface NDArray {\n${declared.join('\n')}\n  }\n}`,
    `defineMethods({\n${defined.join('\n')}\n});`,
  ].join('\n\n');
}

function namespaceText(space, ops) {
  const members = new Map();
  const add = (name, symbol) => {
    if (!members.has(name)) members.set(name, symbol);
  };
  for (const op of ops) if (op.space === space) add(op.short, op.symbol);
  for (const op of ops) {
    for (const alias of op.aliases) {
      const [aliasSpace, short] = placeOf(alias);
      if (aliasSpace === space && !/^_np/.test(alias)) add(short, op.symbol);
    }
  }
  const lines = [...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, symbol]) => (name === symbol ? `  ${name},` : `  ${name}: ${symbol},`));
  return `/** ${space === '' ? 'Every operator without a namespace of its own.' : `MXNet's nd.${space === 'internal' ? '_internal' : space}.`} */\nexport const ${space === '' ? 'operators' : space} = {\n${lines.join('\n')}\n};`;
}

/** The whole module. `table`: the engine's describeOps(), parsed; `written`: names of the methods written by hand. */
export function operatorsModule(table, written) {
  const ops = table
    .filter((op) => !op.name.startsWith('_backward'))
    .map(describe)
    .map(apart);
  const spaces = ['', ...new Set(NAMESPACES.map(([, space]) => space))];
  return [
    `// Generated from the op table by: npm run generate. Do not edit.`,
    `/* eslint-disable */`,
    `import { call1, call2, call3, callArguments, callList, Op, type OutOption } from './call.js';`,
    `import { defineMethods, type NDArray } from './ndarray.js';`,
    '',
    ...ops.flatMap((op) => [opText(op), ...(op.params.length > 0 ? [optionsInterface(op)] : []), functionText(op), '']),
    methodsText(ops, written),
    '',
    ...spaces.flatMap((space) => [namespaceText(space, ops), '']),
  ].join('\n');
}
