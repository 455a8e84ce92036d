/**
 * The connection file a Jupyter client writes: where to bind, and the key that signs messages. A file with a registration
 * address instead of ports leaves the choice to the kernel (registration.ts).
 */

import { existsSync, readFileSync } from 'node:fs';

export const channels = ['shell', 'control', 'stdin', 'iopub', 'hb'] as const;
export type Channel = (typeof channels)[number];

export interface Connection {
  /** The file. */
  file: string;
  key: string;
  scheme: string;
  /** With `*` for a port that the kernel is to choose. */
  address: Record<Channel, string>;
  registration?: Registration;
}

/** Where the launcher waits for the ports that the kernel has chosen. */
export interface Registration {
  address: string;
  /** What the launcher calls the kernel. */
  kernelId: unknown;
}

type Fields = Record<string, unknown>;

/** ZeroMQ's name of a place; Jupyter numbers the files of ipc sockets like ports. */
function address({ transport = 'tcp' }: Fields, ip: unknown, port: number | string): string {
  return `${String(transport)}://${String(ip)}${transport === 'ipc' ? '-' : ':'}${port}`;
}

export function readConnection(file: string): Connection {
  const fields = JSON.parse(readFileSync(file, 'utf8')) as Fields;
  const { ip = '127.0.0.1', key = '', signature_scheme: scheme = 'hmac-sha256' } = fields;
  const registration = readRegistration(file, fields);
  const unused = unusedPorts(fields);
  const addresses = channels.map((channel) => {
    if (registration) return [channel, address(fields, ip, unused.next().value)];
    const port = fields[`${channel}_port`];
    if (typeof port !== 'number') throw new Error(`${file}: "${channel}_port" must be a number, got ${String(port)}`);
    return [channel, address(fields, ip, port)];
  });
  return {
    file,
    key: String(key),
    scheme: String(scheme),
    address: Object.fromEntries(addresses) as Connection['address'],
    registration,
  };
}

/** ZeroMQ finds ports of tcp by itself. */
function* unusedPorts({ transport, ip }: Fields): Generator<number | string, never> {
  for (let port = 1; ; port++) {
    if (transport !== 'ipc') yield '*';
    else if (!existsSync(`${String(ip)}-${port}`)) yield port;
  }
}

function readRegistration(file: string, fields: Fields): Registration | undefined {
  const { registration_ip: ip, registration_port: port, kernel_id: kernelId } = fields;
  if (ip === undefined) return undefined;
  // Written as text by xeus, where this began.
  if (!/^\d+$/.test(String(port))) {
    throw new Error(`${file}: "registration_port" must be a number, got ${JSON.stringify(port)}`);
  }
  return { address: address(fields, ip, String(port)), kernelId };
}
