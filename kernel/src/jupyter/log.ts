/** The kernel's own log: lines on the process's standard error, as loud as GLUONLAB_LOG (1 errors ... 4 everything) says. */

import { writeSync } from 'node:fs';

const level = Number(process.env.GLUONLAB_LOG ?? 1);

function line(at: number, label: string, parts: unknown[]) {
  if (level < at) return;
  const text = parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(' ');
  writeSync(2, `[gluonlab kernel] ${label}: ${text}\n`);
}

export const log = {
  error: (...parts: unknown[]) => line(1, 'error', parts),
  warn: (...parts: unknown[]) => line(2, 'warning', parts),
  info: (...parts: unknown[]) => line(3, 'info', parts),
  debug: (...parts: unknown[]) => line(4, 'debug', parts),
};
