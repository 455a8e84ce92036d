// Reads the options of a script; an option that nobody knows, or a value that is missing, is a sentence with the list of options.
import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

/**
 * @param {Record<string, {type: 'string' | 'boolean', help: string, value?: string}>} known
 * @param {string} usage the first line of the help
 */
export function readOptions(known, usage, args = process.argv.slice(2)) {
  const help = [usage, ...Object.entries(known).map(describe)].join('\n');
  try {
    const { values } = parseArgs({ args, options: { ...known, help: { type: 'boolean' } }, strict: true });
    if (!values.help) return values;
  } catch (error) {
    throw new Failure(`${error.message.split('. ')[0]}.\n${help}`);
  }
  console.log(help);
  process.exit(0);
}

/** A whole number between the bounds, or a sentence. */
export function wholeNumber(name, text, least, most) {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Failure(`--${name} is a whole number from ${least} to ${most}, not '${text}'.`);
}

const describe = ([name, { value, help }]) => `  --${name}${value ? ` ${value}` : ''}`.padEnd(30) + help;
