/**
 * Model files as documents of JupyterLab: which files they are, and the widgets that a double click opens. Their content is
 * never loaded into the document (`fileFormat: null`): the widgets read what they need.
 */
import { ABCWidgetFactory, DocumentWidget, TextModelFactory } from '@jupyterlab/docregistry';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { Widget } from '@lumino/widgets';
import { GraphPanel } from '../graph/panel.js';
import { TensorsPanel } from '../tensors/panel.js';
import { FileSource } from './file_source.js';
import { graphFileIcon, tensorsFileIcon } from './icons.js';
import { folderOf } from './model_folder.js';
import type { ModelFolder } from './model_folder.js';

export const MODEL_NAME = 'gluonlab-model-file';

export const GRAPH_FACTORY = 'Network graph';
export const TENSORS_FACTORY = 'Tensors';

type Context = DocumentRegistry.Context;

export function fileTypes(trans: TranslationBundle): DocumentRegistry.IFileType[] {
  const binary = { fileFormat: 'base64', contentType: 'file', mimeTypes: ['application/octet-stream'] } as const;
  const common = (name: string, displayName: string, icon: LabIcon) => ({
    ...binary,
    name,
    displayName,
    icon,
  });
  return [
    { ...common('onnx', trans.__('ONNX model'), graphFileIcon), extensions: ['.onnx'] },
    {
      ...common('mxnet-symbol', trans.__('MXNet network'), graphFileIcon),
      extensions: [],
      pattern: '-symbol\\.json$',
      fileFormat: 'text',
      mimeTypes: ['application/json'],
    },
    { ...common('mxnet-params', trans.__('MXNet parameters'), tensorsFileIcon), extensions: ['.params'] },
  ];
}

/** A document without content, which therefore must not be saved: that would empty the file. */
export class ModelFileModelFactory extends TextModelFactory {
  override get name(): string {
    return MODEL_NAME;
  }

  override get fileFormat(): Contents.FileFormat {
    return null;
  }

  override get collaborative(): boolean {
    return false;
  }

  override createNew(options?: Parameters<TextModelFactory['createNew']>[0]): DocumentRegistry.ICodeModel {
    const model = super.createNew(options);
    model.readOnly = true;
    return model;
  }
}

/** What the document's file changed means to the panel that shows it. */
interface Shown<T extends Widget> {
  panel: T;
  refresh: () => void;
}

abstract class ModelFileWidgetFactory<T extends Widget> extends ABCWidgetFactory<DocumentWidget<T>> {
  constructor(
    name: string,
    types: string[],
    private readonly icon: LabIcon,
    private readonly contents: Contents.IManager,
    protected readonly trans: TranslationBundle,
  ) {
    super({ name, label: trans.__(name), modelName: MODEL_NAME, fileTypes: types, defaultFor: types, readOnly: true });
  }

  /** The panel for a file of a folder. */
  protected abstract show(folder: ModelFolder, file: string): Shown<T>;

  protected override createNewWidget(context: Context): DocumentWidget<T> {
    const { folder, file } = placeOf(this.contents, context.path);
    const { panel, refresh } = this.show(folderOf(this.contents, folder), file);
    panel.node.setAttribute('aria-label', `${this.label}: ${context.path}`);
    const widget = new DocumentWidget<T, DocumentRegistry.IModel>({ content: panel, context });
    widget.toolbar.hide();
    widget.title.icon = this.icon;
    void context.ready.then(() => {
      if (!widget.isDisposed) {
        context.fileChanged.connect(refresh);
        widget.disposed.connect(() => context.fileChanged.disconnect(refresh));
      }
    });
    return widget;
  }
}

/** Folder, with the drive, and name. */
function placeOf(contents: Contents.IManager, path: string): { folder: string; file: string } {
  const slash = path.lastIndexOf('/');
  const drive = contents.driveName(path);
  const start = slash >= 0 ? slash + 1 : drive === '' ? 0 : drive.length + 1;
  return { folder: path.slice(0, slash >= 0 ? slash : start), file: path.slice(start) };
}

export class GraphFileFactory extends ModelFileWidgetFactory<GraphPanel> {
  protected override show(folder: ModelFolder, file: string) {
    const source = new FileSource(folder, file);
    return { panel: new GraphPanel(source, this.trans), refresh: () => source.refresh() };
  }
}

export class TensorsFileFactory extends ModelFileWidgetFactory<TensorsPanel> {
  protected override show(folder: ModelFolder, file: string) {
    const open = async () => new (await import('./params_file.js')).ParamsFile(folder, file);
    const panel = new TensorsPanel(open, this.trans);
    return { panel, refresh: () => panel.refresh() };
  }
}
