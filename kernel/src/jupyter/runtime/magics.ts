/** What the magics do: one function each, under the names of `language/magics.ts`; it ends before the cell begins. */

import type { MagicName } from '../language/magics.js';

export type Magics = Record<MagicName, (args: string[]) => Promise<void>>;
