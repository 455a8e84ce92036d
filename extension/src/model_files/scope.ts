/**
 * The blocks around an operator, read off its name where the file has nothing better. Torch writes paths
 * (/encoder/layer.3/query/MatMul), MXNet's Gluon joins prefixes (resnetv10_stage1_conv0_fwd).
 */

/** Blocks of a path, outermost first; the last part is the operator's own name. A part may repeat its parent: l/l.0 is l/0. */
export function scopeOfPath(name: string): string[] {
  return joinPaths(
    name
      .split('/')
      .filter((part) => part !== '')
      .slice(0, -1),
  );
}

/** Dotted module paths from outside in, each with or without the one before it: ['l', 'l.0', 'l.0.conv'] is l, 0, conv. */
export function joinPaths(paths: readonly string[]): string[] {
  const scope: string[] = [];
  let parent = '';
  for (const path of paths) {
    const own = parent !== '' && path.startsWith(`${parent}.`) ? path.slice(parent.length + 1) : path;
    scope.push(...own.split('.').filter((part) => part !== ''));
    parent = path;
  }
  return scope;
}

/**
 * Gluon's blocks are called by class and number, and what is inside begins with that: a prefix that ends in a digit is a
 * block. The last part is the operator's own.
 */
export function scopeOfPrefixes(name: string): string[] {
  const words = name.split('_');
  const scope: string[] = [];
  let block: string[] = [];
  for (const word of words.slice(0, -1)) {
    block.push(word);
    if (word === '') {
      break; // '__plus0' begins an operator without a name of its own.
    }
    if (/\d$/.test(word)) {
      scope.push(block.join('_'));
      block = [];
    }
  }
  return scope;
}
