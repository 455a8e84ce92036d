// gluonlab's side of the engine's rows: times them when asked.
import * as mx from 'gluonlab';
import { serve } from './peers/timing.mjs';
import { groups } from './rows/index.mjs';

const find = (name) => groups.engine.rows.find((row) => row.name === name);

await serve((name) => find(name)?.prepare(mx) ?? null, `gluonlab ${mx.version}`);
