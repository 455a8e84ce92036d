/** The worker that lays groups out, one request after the other. */
import { layoutOf } from './layout_choice.js';
import type { LayoutAnswer, LayoutRequest } from './layout_engine.js';

addEventListener('message', ({ data: { id, input } }: MessageEvent<LayoutRequest>) => {
  postMessage(answer(id, input));
});

function answer(id: number, input: LayoutRequest['input']): LayoutAnswer {
  try {
    return { id, layout: layoutOf(input) };
  } catch (error) {
    return { id, error: String(error) };
  }
}
