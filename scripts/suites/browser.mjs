// The end-to-end tests: a real JupyterLab and a real Notebook in a real Chromium.
import { ask, command } from '../setup/command.mjs';
import { inRoot } from '../setup/paths.mjs';
import { installLine, systemPackages } from '../setup/system.mjs';
import { installWheels } from '../setup/venv.mjs';
import { fromOutput, skipped } from './tally.mjs';

// Without fonts all text is boxes; Chromium brings none along.
const CHROMIUM = ['chromium', 'fonts-dejavu-core'];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const findChromium = () => NAMES.map((name) => ask('sh', ['-c', `command -v ${name}`])).find(Boolean);

export async function browserTests() {
  if (!(await systemPackages(CHROMIUM, () => Boolean(findChromium())))) {
    return skipped('End-to-end tests', `Chromium is not there: ${installLine(CHROMIUM)}`);
  }
  await installWheels(inRoot('tests', 'e2e', 'requirements.txt'));
  const env = { GLUONLAB_CHROMIUM: findChromium() };
  const program = inRoot('tests', 'e2e', 'main.mjs');
  return fromOutput(await command(process.execPath, [program], { env, copy: true, allowFailure: true }));
}
