/** Progress bars of `mx.progress`: one display per bar, updated where it began. */

import type { ProgressSink, ProgressState } from '../../../gluon/index.js';
import type { Displays } from '../display.js';
import { markup } from './html.js';

export function progressIn(displays: Displays): ProgressSink {
  const begun = new Set<string>();
  return (state) => {
    const { id, text, ended } = state;
    const bundle = { 'text/html': barHtml(state), 'text/plain': text };
    void displays.show(bundle, { raw: true, displayId: id, update: begun.has(id) });
    if (ended) begun.delete(id);
    else begun.add(id);
  };
}

function barHtml({ label, done, total, counts, note }: ProgressState): string {
  const style = 'width: 16em; margin: 0 0.7em; vertical-align: middle; accent-color: var(--jp-brand-color1, #2196f3)';
  const bar =
    total === null ? '' : markup`<progress value="${done}" max="${Math.max(total, 1)}" style="${style}"></progress>`;
  const font = 'font-family: var(--jp-code-font-family, monospace); font-size: var(--jp-code-font-size, 13px)';
  return markup`<div style="${font}">${label}${bar}${counts} ${note}</div>`.text;
}
