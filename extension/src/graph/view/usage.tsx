/** What keys and mouse do on the drawing, folded away until somebody wants to know. */
import type { TranslationBundle } from '@jupyterlab/translation';

export function Usage({ trans }: { trans: TranslationBundle }) {
  const rows: [string, string][] = [
    [trans.__('double click, Enter'), trans.__('open or close a group')],
    [trans.__('Shift+Enter'), trans.__('a group fills the panel')],
    [trans.__('Escape'), trans.__('back, one step at a time')],
    [trans.__('arrow keys'), trans.__('along the edges, and beside')],
    [trans.__('/'), trans.__('search; Enter and Shift+Enter go on')],
    [trans.__('drag, Shift+arrows'), trans.__('move')],
    [trans.__('wheel, + and −'), trans.__('zoom; 0 shows all')],
  ];
  return (
    <details className="gluonlab-Graph-usage">
      <summary>{trans.__('Keys and mouse')}</summary>
      <dl>
        {rows.map(([keys, effect]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{effect}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
