/** Registers model files as documents: their types, and the Graph panel and the Tensors viewer that open them. */
import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IThemeManager, WidgetTracker } from '@jupyterlab/apputils';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { GraphPanel } from '../graph/panel.js';
import type { TensorsPanel } from '../tensors/panel.js';
import {
  fileTypes,
  GRAPH_FACTORY,
  GraphFileFactory,
  ModelFileModelFactory,
  TENSORS_FACTORY,
  TensorsFileFactory,
} from './documents.js';
import { graphFileIcon, tensorsFileIcon } from './icons.js';

type ModelFileWidget = IDocumentWidget<GraphPanel | TensorsPanel>;

export const modelFilesPlugin: JupyterFrontEndPlugin<void> = {
  id: '@gluonlab/jupyterlab:model-files',
  description: 'Opens ONNX and MXNet model files as graphs, and parameter files as lists of tensors.',
  autoStart: true,
  optional: [ITranslator, ILayoutRestorer, IThemeManager],
  activate: (
    app: JupyterFrontEnd,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    themes: IThemeManager | null,
  ) => {
    const trans = (translator ?? nullTranslator).load('gluonlab');
    const { docRegistry: registry } = app;
    const { contents } = app.serviceManager;
    const tracker = new WidgetTracker<ModelFileWidget>({ namespace: 'gluonlab-model-files' });
    const factoryOf = new WeakMap<ModelFileWidget, string>();
    fileTypes(trans).forEach((type) => registry.addFileType(type));
    registry.addModelFactory(new ModelFileModelFactory());
    const graphs = new GraphFileFactory(GRAPH_FACTORY, ['onnx', 'mxnet-symbol'], graphFileIcon, contents, trans);
    const tensors = new TensorsFileFactory(TENSORS_FACTORY, ['mxnet-params'], tensorsFileIcon, contents, trans);
    for (const factory of [graphs, tensors]) {
      registry.addWidgetFactory(factory);
      factory.widgetCreated.connect((_: unknown, widget: ModelFileWidget) => {
        factoryOf.set(widget, factory.name);
        widget.context.pathChanged.connect(() => void tracker.save(widget));
        void tracker.add(widget);
      });
    }
    void restorer?.restore(tracker, {
      command: 'docmanager:open',
      args: (widget) => ({ path: widget.context.path, factory: factoryOf.get(widget) ?? '' }),
      name: ({ context }) => context.path,
    });
    themes?.themeChanged.connect(() =>
      tracker.forEach(({ content }) => {
        if ('redraw' in content) content.redraw();
      }),
    );
  },
};
