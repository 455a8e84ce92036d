/** The connection file a Jupyter client writes: where to bind, and the key that signs messages. */

import { readFileSync } from 'node:fs';

const channels = ['shell', 'control', 'stdin', 'iopub', 'hb'] as const;
export type Channel = (typeof channels)[number];

export interface Connection {
  key: string;
  scheme: string;
  address: Record<Channel, string>;
}

export function readConnection(file: string): Connection {
  const fields = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const { transport = 'tcp', ip = '127.0.0.1', key = '', signature_scheme: scheme = 'hmac-sha256' } = fields;
  const separator = transport === 'ipc' ? '-' : ':';
  const address = channels.map((channel) => {
    const port = fields[`${channel}_port`];
    if (typeof port !== 'number') throw new Error(`${file}: "${channel}_port" must be a number, got ${String(port)}`);
    return [channel, `${transport as string}://${ip as string}${separator}${port}`];
  });
  return {
    key: String(key),
    scheme: String(scheme),
    address: Object.fromEntries(address) as Connection['address'],
  };
}
