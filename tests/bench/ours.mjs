// gluonlab's side of the benchmark: times the rows of rows/ when asked.
import * as mx from 'gluonlab';
import { serve } from './peers/timing.mjs';
import { rows } from './rows/index.mjs';

await serve((name) => rows.find((row) => row.name === name)?.prepare(mx) ?? null, `gluonlab ${mx.version}`);
