#!/usr/bin/env node
/** The `gluonlab` command: makes the kernel known to Jupyter, forgets it, and finds out what is wrong with it. */

import { parseArgs } from 'node:util';
import { commands, options } from './commands.js';
import type { OptionName } from './commands.js';
import { CommandError, UsageError } from './errors.js';

const usage = [
  'usage: gluonlab COMMAND [OPTIONS]',
  '',
  ...Object.entries(commands).map(([name, { usage: text }]) => `  ${name.padEnd(20)} ${text}`),
  '',
  ...Object.entries(options).map(([name, option]) => {
    const written = 'value' in option ? `--${name} ${option.value}` : `--${name}`;
    return `  ${written.padEnd(20)} ${option.usage}`;
  }),
].join('\n');

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const { help, ...given } = values;
  const [name, ...rest] = positionals;
  if (help) {
    console.log(usage);
    return 0;
  }
  if (name === undefined) throw new UsageError('a command is missing');
  if (!Object.hasOwn(commands, name)) throw new UsageError(`unknown command "${name}"`);
  const command = commands[name];
  const [operand = '', ...more] = command.operand ? rest : ['', ...rest];
  if (more.length > 0) throw new UsageError(`unexpected "${more[0]}"`);
  if (command.operand && operand === '') throw new UsageError(`${name} needs ${command.operand}`);
  const foreign = Object.keys(given).find((option) => !command.options.includes(option as OptionName));
  if (foreign) {
    const allowed = command.options.map((option) => `--${option}`).join(', ');
    throw new UsageError(`--${foreign} is no option of ${name}, allowed are ${allowed}`);
  }
  return command.run(given, operand);
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { ...options, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
  console.error(`gluonlab: ${error.message}${error instanceof UsageError ? `\n\n${usage}` : ''}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
