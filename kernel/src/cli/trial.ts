/**
 * Starts an installed kernel as Jupyter would, with a connection file of its own, asks it who it is, and ends it. Tells what
 * the kernel wrote to its standard error when it does not answer.
 */

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Dealer } from 'zeromq';
import { readConnection } from '../jupyter/protocol/connection.js';
import { Wire } from '../jupyter/protocol/wire.js';
import type { FoundKernelspec } from './kernelspec.js';

export interface Trial {
  banner: string;
  milliseconds: number;
}

export async function tryKernel({ spec, folder }: FoundKernelspec, timeoutMs: number): Promise<Trial> {
  const { Dealer } = await import('zeromq');
  const home = mkdtempSync(join(tmpdir(), 'gluonlab-doctor-'));
  const shell = new Dealer({ linger: 0, receiveTimeout: timeoutMs });
  let child: ChildProcess | undefined;
  try {
    const connectionFile = join(home, 'connection.json');
    writeFileSync(connectionFile, JSON.stringify(await freeConnection()), { mode: 0o600 });
    const [node, ...args] = spec.argv.map((part) =>
      part.replace('{connection_file}', connectionFile).replace('{resource_dir}', folder),
    );
    const began = performance.now();
    child = spawn(node, args, { cwd: home, env: { ...process.env, ...spec.env }, stdio: ['ignore', 'ignore', 'pipe'] });
    const banner = await Promise.race([ask(shell, connectionFile, timeoutMs), untilItEnds(child)]);
    return { banner, milliseconds: performance.now() - began };
  } finally {
    shell.close();
    child?.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
}

/** The content of a connection file with ports that are free now. */
async function freeConnection(): Promise<Record<string, string | number>> {
  const channels = ['shell', 'iopub', 'stdin', 'control', 'hb'];
  const servers = await Promise.all(
    channels.map(async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server, i) => [`${channels[i]}_port`, (server.address() as AddressInfo).port] as const);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  const fixed = { transport: 'tcp', ip: '127.0.0.1', key: randomUUID(), signature_scheme: 'hmac-sha256' };
  return { ...fixed, ...Object.fromEntries(ports) };
}

/** The kernel's answer to `kernel_info_request`. */
async function ask(shell: Dealer, connectionFile: string, timeoutMs: number): Promise<string> {
  const connection = readConnection(connectionFile);
  const wire = new Wire(connection, randomUUID());
  shell.connect(connection.address.shell);
  await shell.send(wire.serialize([], { type: 'kernel_info_request', content: {} }));
  const frames = await shell.receive().catch(() => {
    throw new Error(`it did not answer within ${timeoutMs / 1000} s`);
  });
  const { content } = wire.parse(frames);
  if (content.status !== 'ok') throw new Error(`it answered ${JSON.stringify(content)}`);
  return String(content.banner);
}

/** Rejects when the process ends, with the end of what it wrote. */
async function untilItEnds(child: ChildProcess): Promise<never> {
  let written = '';
  child.stderr!.on('data', (text: Buffer) => (written += text.toString()));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  // What it wrote last may still be on its way.
  await delay(50);
  const last = written.trim().split('\n').slice(-6).join('\n');
  throw new Error(`it ended with ${signal ?? `code ${code}`}${last ? `:\n${last}` : ''}`);
}
