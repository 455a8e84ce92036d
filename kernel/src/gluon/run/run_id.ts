// The id of a run, which is also the name of its folder: lenet-20261128-093000-1f2e, local time.
import { randomBytes } from 'node:crypto';

export function newRunId(name: string, created: number): string {
  return `${slug(name)}-${timestamp(created)}-${randomBytes(2).toString('hex')}`;
}

function slug(name: string): string {
  const text = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return text === '' ? 'run' : text.slice(0, 60);
}

/** YYYYMMDD-HHMMSS. */
function timestamp(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
