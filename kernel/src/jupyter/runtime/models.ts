/** Answers questions about the live networks of the notebook. */

import type { LiveModels } from '../../gluon/trace/live_models.js';
import type { Profiler } from '../../gluon/trace/profiler.js';
import type { ModelCalls, ModelQuestion, ModelRequestName } from '../modelMessages.js';
import type { QuestionAnswer } from '../threads.js';

export class Models {
  constructor(
    readonly live: LiveModels,
    readonly profiler: Profiler,
    readonly isCellRunning: () => boolean,
  ) {}

  answer(question: ModelQuestion): QuestionAnswer {
    try {
      return question.request === 'summaries' ? this.#summaries(question) : { answer: this.#answer(question) };
    } catch (error) {
      return { error: (error as Error).message };
    }
  }

  #summaries({ model, of }: Extract<ModelQuestion, { request: 'summaries' }>): QuestionAnswer {
    const start = performance.now();
    const { parameters, rows } = this.live.summaries(model, of);
    const tookMs = performance.now() - start;
    return {
      answer: { parameters, tookMs, isCellRunning: this.isCellRunning() },
      buffers: [new Uint8Array(rows.buffer)],
    };
  }

  #answer(question: Exclude<ModelQuestion, { request: 'summaries' }>): ModelCalls[ModelRequestName]['answer'] {
    switch (question.request) {
      case 'models':
        return { models: this.live.list(), isProfiling: this.profiler.isOn };
      case 'graph':
        return { graph: this.live.graph(question.model) };
      case 'statistics':
        return { statistics: this.live.statistics(question.model, question.parameter, question.of) };
      case 'measures':
        return { measures: this.live.measures(question.model) };
      case 'profile':
        if (question.on) this.profiler.turnOn();
        else this.profiler.turnOff();
        return { isProfiling: this.profiler.isOn };
    }
  }
}
