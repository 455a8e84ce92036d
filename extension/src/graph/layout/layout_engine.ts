/**
 * Layouts on demand, off the page's thread. Equal inputs are laid out once, so a block that repeats costs once; who gives
 * up waiting by its signal stops the worker, and the next request starts another.
 */
import type { Layout, LayoutInput } from './layout.js';

export interface LayoutEngine {
  /** Rejects with the reason of the signal when that is aborted. */
  layout(input: LayoutInput, signal: AbortSignal): Promise<Layout>;
  dispose(): void;
}

export interface LayoutRequest {
  id: number;
  input: LayoutInput;
}

export type LayoutAnswer = { id: number } & ({ layout: Layout } | { error: string });

interface Pending {
  resolve(layout: Layout): void;
  reject(reason: unknown): void;
}

export class WorkerEngine implements LayoutEngine {
  layout(input: LayoutInput, signal: AbortSignal): Promise<Layout> {
    return new Promise<Layout>((resolve, reject) => {
      signal.throwIfAborted();
      signal.addEventListener('abort', () => this.stop(signal.reason), { once: true });
      const id = ++this.lastId;
      this.pending.set(id, { resolve, reject });
      this.worker ??= this.start();
      this.worker.postMessage({ id, input } satisfies LayoutRequest);
    });
  }

  dispose(): void {
    this.stop(new Error('the graph panel is closed'));
  }

  private start(): Worker {
    const worker = new Worker(new URL('./layout.worker.js', import.meta.url));
    worker.addEventListener('message', (event: MessageEvent<LayoutAnswer>) => this.receive(event.data));
    worker.addEventListener('error', ({ message }) => this.stop(new Error(`the layout failed: ${message}`)));
    return worker;
  }

  private receive(answer: LayoutAnswer): void {
    const pending = this.pending.get(answer.id);
    this.pending.delete(answer.id);
    if ('layout' in answer) {
      pending?.resolve(answer.layout);
    } else {
      pending?.reject(new Error(answer.error));
    }
  }

  private stop(reason: unknown): void {
    this.worker?.terminate();
    this.worker = null;
    for (const { reject } of this.pending.values()) {
      reject(reason);
    }
    this.pending.clear();
  }

  private worker: Worker | null = null;
  private lastId = 0;
  private readonly pending = new Map<number, Pending>();
}

/** Remembers the layouts of another engine. */
export class LayoutCache implements LayoutEngine {
  constructor(private readonly engine: LayoutEngine) {}

  layout(input: LayoutInput, signal: AbortSignal): Promise<Layout> {
    const key = JSON.stringify(input);
    let layout = this.layouts.get(key);
    if (layout === undefined) {
      layout = this.engine.layout(input, signal);
      this.layouts.set(key, layout);
      layout.catch(() => this.layouts.delete(key));
    }
    return layout;
  }

  dispose(): void {
    this.layouts.clear();
    this.engine.dispose();
  }

  private readonly layouts = new Map<string, Promise<Layout>>();
}
