/** The folder of a model file: what lies beside it (parameters, external data) belongs to the model. */
import type { Contents } from '@jupyterlab/services';
import type { ByteSource } from './byte_source.js';

export interface ModelFolder {
  /** Opens a file of the folder, or of a folder inside; rejects with a sentence. */
  open(name: string): Promise<ByteSource>;
  /** Names of the files in it. */
  list(): Promise<string[]>;
}

/** A folder of JupyterLab's contents; `path` with the drive's name, as contexts have it. Its code is fetched at the first use. */
export function folderOf(contents: Contents.IManager, path: string): ModelFolder {
  const load = async () => new (await import('./contents_folder.js')).ContentsFolder(contents, path);
  return { open: async (name) => (await load()).open(name), list: async () => (await load()).list() };
}
