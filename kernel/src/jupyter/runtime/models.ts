/** Answers questions about the live networks of the notebook. */

import type { LiveModels } from '../../gluon/trace/live_models.js';
import type { Profiler } from '../../gluon/trace/profiler.js';
import type { ModelQuestion, Report } from '../modelMessages.js';
import type { QuestionAnswer } from '../threads.js';

export class Models {
  constructor(
    readonly live: LiveModels,
    readonly profiler: Profiler,
    readonly isCellRunning: () => boolean,
  ) {}

  answer(question: ModelQuestion): QuestionAnswer {
    try {
      return this.#answer(question);
    } catch (error) {
      return { error: (error as Error).message };
    }
  }

  #answer(question: ModelQuestion): QuestionAnswer {
    switch (question.request) {
      case 'models':
        return {
          answer: this.#report(() => ({ models: this.live.list(), isProfiling: this.profiler.isOn })),
        };
      case 'graph':
        return { answer: this.#report(() => this.live.graph(question.model, question.example)) };
      case 'statistics':
        return { answer: { statistics: this.live.statistics(question.model, question.parameter, question.of) } };
      case 'summaries': {
        const { known, ...report } = this.#report(() => this.live.summaries(question.model, question.of));
        return { answer: { known: known.parameters, ...report }, buffers: [new Uint8Array(known.rows.buffer)] };
      }
      case 'measures':
        return { answer: this.#report(() => this.live.measures(question.model)) };
      case 'profile':
        if (question.on) this.profiler.turnOn();
        else this.profiler.turnOff();
        return { answer: { isProfiling: this.profiler.isOn } };
    }
  }

  #report<T>(look: () => T): Report<T> & { known: T } {
    const start = performance.now();
    const known = look();
    return { known, isCellRunning: this.isCellRunning(), tookMs: performance.now() - start };
  }
}
