/// <reference lib="dom" />
/** What JupyterLab puts on `window` with `--LabApp.expose_app_in_browser=True`: the part that the tests use. */
declare const jupyterapp: {
  restored: Promise<void>;
  commands: { execute(id: string, args?: Record<string, unknown>): Promise<unknown> };
  shell: { widgets(area: 'main'): Iterable<MainWidget>; activateById(id: string): void };
};

interface MainWidget {
  id: string;
  /** Documents have one. */
  context?: { path: string; rename(name: string): Promise<void> };
  /** Notebooks have both. */
  content?: { activeCellIndex: number };
  sessionContext?: {
    ready: Promise<void>;
    session: { kernel: { info: Promise<unknown> } | null } | null;
    restartKernel(): Promise<void>;
  };
}

interface Window {
  /** Once its source has run in the page. */
  axe: typeof import('axe-core');
  /** The last "run all cells" of a notebook view: whether every cell ended well. */
  allCellsRan: Promise<unknown>;
  /** The longest time between two frames since a test began to look. */
  longestFrameMs?: number;
}
