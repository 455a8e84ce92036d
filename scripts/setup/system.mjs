// Packages of the operating system. Where the script may (root on Debian or Ubuntu) it installs them; else it says the line to type.
import fs from 'node:fs';
import { command } from './command.mjs';
import { step } from './step.mjs';

const mayInstall = process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');

/** The line a person types to get these packages on Debian or Ubuntu. */
export const installLine = (packages) => `sudo apt-get install ${packages.join(' ')}`;

/**
 * Sees to it that `isThere()` becomes true.
 * @returns {Promise<boolean>} whether it is
 */
export async function systemPackages(packages, isThere) {
  if (isThere()) return true;
  if (!mayInstall) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await step(`system packages ${packages.join(' ')}`, {}, async (report) => {
    await command('apt-get', ['update'], { env, report, allowFailure: true });
    await command('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
      env,
      report,
      allowFailure: true,
    });
  });
  return isThere();
}
