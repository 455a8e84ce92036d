import path from 'node:path';

/** A path inside the repository. */
export const inRoot = (...parts: string[]) => path.join(path.resolve(import.meta.dirname, '../..'), ...parts);
