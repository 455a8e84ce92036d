// The comparison with values of the real MXNet: every case whose operator, layer, loss, metric, optimizer or file kind exists.
// GLUONLAB_GOLDEN=DIR takes another folder of the same layout as tests/golden.
import { command } from '../setup/command.mjs';
import { inRoot } from '../setup/paths.mjs';
import { fromOutput } from './tally.mjs';

export async function goldenTests(args = []) {
  const program = inRoot('tests', 'conformance', 'golden', 'main.mjs');
  const env = { GLUONLAB_GOLDEN: process.env.GLUONLAB_GOLDEN ?? inRoot('tests', 'golden') };
  return fromOutput(await command(process.execPath, [program, ...args], { env, copy: true, allowFailure: true }));
}
