/** A folder of JupyterLab's contents, as the folder of a model file. */
import type { Contents } from '@jupyterlab/services';
import { ServerConnection } from '@jupyterlab/services';
import { MemorySource, ModelFileError } from './byte_source.js';
import type { ByteSource } from './byte_source.js';
import { openUrl } from './http_source.js';
import type { ModelFolder } from './model_folder.js';

export class ContentsFolder implements ModelFolder {
  constructor(
    private readonly contents: Contents.IManager,
    /** With the drive's name, as contexts have it. */
    private readonly path: string,
  ) {}

  async open(name: string): Promise<ByteSource> {
    const path = this.pathOf(name);
    try {
      const url = await this.contents.getDownloadUrl(path);
      return await openUrl(name, url, (to, init) => ServerConnection.makeRequest(to, init, this.settings));
    } catch (error) {
      // Drives other than the server's own folder need not have files behind URLs.
      return this.openWhole(name, path).catch(() => Promise.reject(error as Error));
    }
  }

  async list(): Promise<string[]> {
    const folder = await this.contents.get(this.path, { type: 'directory', content: true });
    return (folder.content as Contents.IModel[]).filter(({ type }) => type !== 'directory').map(({ name }) => name);
  }

  private async openWhole(name: string, path: string): Promise<ByteSource> {
    const file = await this.contents.get(path, { type: 'file', format: 'base64', content: true });
    const content: unknown = file.content;
    if (typeof content !== 'string' || file.format !== 'base64') {
      throw new ModelFileError(`${name}: the file could not be read`);
    }
    return new MemorySource(
      name,
      Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)),
    );
  }

  private pathOf(name: string): string {
    return this.path === '' || this.path.endsWith(':') ? this.path + name : `${this.path}/${name}`;
  }

  private get settings(): ServerConnection.ISettings {
    return this.contents.serverSettings ?? ServerConnection.makeSettings();
  }
}
