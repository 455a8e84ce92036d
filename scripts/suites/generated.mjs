// What is generated from the op table and committed must be what the table says now; one test.
import { command } from '../setup/command.mjs';
import { inRoot } from '../setup/paths.mjs';
import { nothing } from './tally.mjs';

export async function generatedFiles() {
  const args = [inRoot('scripts', 'generate.mjs'), '--check'];
  const { code } = await command(process.execPath, args, { show: true, allowFailure: true });
  return { ...nothing, [code === 0 ? 'passed' : 'failed']: 1 };
}
