/**
 * Questions to the person at the front end: `prompt` blocks the thread until the answer comes, `input` promises it.
 * Both are refused where the front end said that it cannot ask, and both end when the cell is interrupted.
 */

import { receiveMessageOnPort } from 'node:worker_threads';
import { Flag } from '../threads.js';
import { KeyboardInterrupt } from './awaits.js';
import type { Awaits } from './awaits.js';
import type { Host } from './host.js';

export class StdinRefused extends Error {
  override name = 'StdinRefused';
  constructor() {
    super('this front end does not answer questions (allow_stdin is false)');
  }
}

export class Stdin {
  #nextId = 1;
  readonly #waiting = new Map<number, (value: string | null) => void>();

  constructor(
    readonly host: Host,
    readonly awaits: Awaits,
  ) {}

  #ask(prompt: string, password: boolean): number {
    const { request, allowStdin } = this.host.scope;
    if (!allowStdin) throw new StdinRefused();
    const id = this.#nextId++;
    this.host.post({ type: 'input', request, id, prompt, password });
    return id;
  }

  async input(prompt: string, password: boolean): Promise<string> {
    const id = this.#ask(prompt, password);
    const answer = new Promise<string | null>((resolve) => this.#waiting.set(id, resolve));
    return (await this.awaits.wait(answer)) ?? '';
  }

  answer(id: number, value: string | null) {
    this.#waiting.get(id)?.(value);
    this.#waiting.delete(id);
  }

  prompt(prompt: string, password: boolean): string {
    const { flags, stdin } = this.host;
    while (receiveMessageOnPort(stdin)) continue;
    Atomics.store(flags, Flag.input, 1);
    const id = this.#ask(prompt, password);
    for (;;) {
      Atomics.wait(flags, Flag.input, 1);
      if (Atomics.load(flags, Flag.interrupt) !== 0) throw new KeyboardInterrupt();
      const answer = receiveMessageOnPort(stdin)?.message as { id: number; value: string | null } | undefined;
      if (answer?.id === id) return answer.value ?? '';
      Atomics.store(flags, Flag.input, 1);
    }
  }
}
