/**
 * The handshake of a kernel that chooses its ports (JEP 66): they go to the launcher's registration socket in one signed
 * message, `[<IDS|MSG>, signature, ports]`, and the launcher says in the same form that it has them. Other clients read them
 * in the connection file. As in xeus, ports are written as text in the message.
 */

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Dealer } from 'zeromq';
import { log } from '../log.js';
import type { Channel, Connection, Registration } from './connection.js';
import { Signature } from './signature.js';
import { delimiter } from './wire.js';

/** How long the launcher may take; a kernel that nobody knows of is of no use. */
const patienceMilliseconds = 10_000;

export type Ports = Record<Channel, number>;

/** Rejects if the launcher does not answer, or if its answer is not signed by the key of the connection file. */
export async function register(connection: Connection, registration: Registration, ports: Ports): Promise<void> {
  const signature = new Signature(connection);
  const named = Object.entries(ports).map(([channel, port]) => [`${channel}_port`, port] as const);
  addToFile(connection.file, Object.fromEntries(named));
  const texts = named.map(([name, port]) => [name, String(port)]);
  const content = Buffer.from(JSON.stringify({ kernel_id: registration.kernelId, ...Object.fromEntries(texts) }));
  const dealer = new Dealer({ linger: 0, receiveTimeout: patienceMilliseconds });
  try {
    dealer.connect(registration.address);
    await dealer.send([delimiter, signature.of([content]), content]);
    const frames = await dealer.receive().catch(() => {
      throw new Error(`${registration.address} did not answer within ${patienceMilliseconds / 1000} s`);
    });
    const [answerSignature, answer] = frames.slice(frames.findIndex((frame) => frame.toString() === delimiter) + 1);
    if (!answer || !signature.fits(answerSignature, [answer])) {
      throw new Error(`the answer of ${registration.address} is not signed by the key of ${connection.file}`);
    }
  } finally {
    dealer.close();
  }
}

function addToFile(file: string, ports: Record<string, number>) {
  const fields = JSON.parse(readFileSync(file, 'utf8')) as object;
  try {
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, JSON.stringify({ ...fields, ...ports }, undefined, 2), { mode: 0o600 });
    renameSync(whole, file);
  } catch (error) {
    // The launcher knows them all the same.
    log.warn('the ports are not in the connection file:', error);
  }
}
