/**
 * JupyterLab's server from `.venv` on a free port, with configuration, settings and workspaces in a temporary folder, so
 * that nothing of the person who runs the tests leaks in, and nothing out.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from './repository.js';

const TOKEN = 'end-to-end';
/** What the server takes to end its kernels, and much more. */
const STOP_MS = 20_000;

export class JupyterServer {
  private constructor(
    /** The temporary folder; goes when the server stops. */
    readonly home: string,
    private readonly port: number,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<JupyterServer> {
    const home = await fs.mkdtemp(path.join(os.tmpdir(), 'gluonlab-e2e-'));
    const port = await freePort();
    await fs.mkdir(path.join(home, 'notebooks'));
    return new JupyterServer(home, port, await startProcess(home, port));
  }

  /** What JupyterLab shows. */
  get folder(): string {
    return path.join(this.home, 'notebooks');
  }

  url(place: string): string {
    return `http://127.0.0.1:${this.port}/${place}?token=${TOKEN}`;
  }

  /** Ends all kernels and goes back to the settings of a fresh JupyterLab. */
  async forget(): Promise<void> {
    const kernels = (await (await fetch(this.url('api/kernels'))).json()) as { id: string }[];
    for (const { id } of kernels) {
      const { ok, status } = await fetch(this.url(`api/kernels/${id}`), { method: 'DELETE' });
      if (!ok) throw new Error(`kernel ${id} does not end: ${status}`);
    }
    await fs.rm(path.join(this.home, 'settings'), { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    // The server has ended its kernels by then, but now and then a worker thread of AnyIO keeps the process from ending.
    const kill = setTimeout(() => this.process.kill('SIGKILL'), STOP_MS);
    if (this.process.exitCode === null) {
      await once(this.process, 'exit');
    }
    clearTimeout(kill);
    await fs.rm(this.home, { recursive: true, force: true });
  }
}

async function startProcess(home: string, port: number): Promise<ChildProcess> {
  const own = (name: string) => path.join(home, name);
  const env = {
    ...process.env,
    JUPYTER_PREFER_ENV_PATH: '1',
    JUPYTER_CONFIG_DIR: own('config'),
    JUPYTER_DATA_DIR: own('data'),
    JUPYTER_RUNTIME_DIR: own('runtime'),
    JUPYTERLAB_SETTINGS_DIR: own('settings'),
    JUPYTERLAB_WORKSPACES_DIR: own('workspaces'),
  };
  const args = [
    'lab',
    '--no-browser',
    '--allow-root',
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--ServerApp.port_retries=0',
    `--IdentityProvider.token=${TOKEN}`,
    `--ServerApp.root_dir=${own('notebooks')}`,
    '--LabApp.expose_app_in_browser=True',
    '--JupyterNotebookApp.expose_app_in_browser=True',
    '--LabApp.extension_manager=readonly',
  ];
  const server = spawn(inRoot('.venv', 'bin', 'jupyter'), args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (text: Buffer) => {
      log += text.toString();
      if (log.includes('is running at')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`JupyterLab ended with code ${code}:\n${log}`)));
  });
  return server;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
