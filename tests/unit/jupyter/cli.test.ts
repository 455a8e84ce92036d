// `gluonlab install | list | uninstall`: the command itself, in folders of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kernelsFolder, searchPath } from '../../../kernel/dist/cli/jupyterPaths.js';

const command = resolve(import.meta.dirname, '../../../kernel/dist/cli/main.js');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gluonlab-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const environment = () => ({
  ...process.env,
  JUPYTER_DATA_DIR: join(folder, 'data'),
  VIRTUAL_ENV: '',
  CONDA_PREFIX: '',
});
const run = (...args: string[]) =>
  execFileSync(process.execPath, [command, ...args], { encoding: 'utf8', env: environment() });
const fail = (...args: string[]) =>
  spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', env: environment() });

test('install, list and uninstall agree on a prefix', () => {
  const spec = join(folder, 'share', 'jupyter', 'kernels', 'gluonlab');
  expect(run('install', '--prefix', folder)).toBe(`installed ${spec}\n`);
  const kernel = JSON.parse(readFileSync(join(spec, 'kernel.json'), 'utf8')) as Record<string, unknown> & {
    argv: string[];
  };
  expect(kernel).toMatchObject({
    display_name: 'TypeScript (gluonlab)',
    language: 'typescript',
    interrupt_mode: 'message',
  });
  expect(kernel.argv[0]).toBe(process.execPath);
  expect(kernel.argv.slice(-2)).toEqual(['--connection-file', '{connection_file}']);
  expect(existsSync(kernel.argv.at(-3)!)).toBe(true);
  for (const logo of ['logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg'])
    expect(existsSync(join(spec, logo))).toBe(true);
  expect(run('list', '--prefix', folder)).toContain('TypeScript (gluonlab)');
  expect(run('uninstall', '--prefix', folder)).toContain('removed gluonlab');
  expect(existsSync(spec)).toBe(false);
  expect(fail('uninstall', '--prefix', folder)).toMatchObject({ status: 1 });
});

test('without an option it is installed for the user', () => {
  run('install');
  expect(existsSync(join(folder, 'data', 'kernels', 'gluonlab', 'kernel.json'))).toBe(true);
  expect(run('list')).toContain(join(folder, 'data'));
});

test('a wrong command says what is right', () => {
  expect(fail()).toMatchObject({ status: 2 });
  expect(fail().stderr).toContain('a command is missing');
  expect(fail('dance').stderr).toContain('unknown command "dance"');
  expect(fail('install', '--nowhere').stderr).toContain("Unknown option '--nowhere'");
  expect(fail('install', '--user', '--prefix', folder).stderr).toContain('choose one of --user, --prefix');
  expect(fail('install', '--sys-prefix').stderr).toContain('--sys-prefix needs an active environment');
});

describe('folders', () => {
  test('each platform has its own data folder, an environment variable wins', () => {
    expect(kernelsFolder({}, { XDG_DATA_HOME: '/x' }, 'linux')).toBe('/x/jupyter/kernels');
    expect(kernelsFolder({}, {}, 'darwin')).toMatch(/Library\/Jupyter\/kernels$/);
    expect(kernelsFolder({}, { APPDATA: '/roaming' }, 'win32')).toBe('/roaming/jupyter/kernels');
    expect(kernelsFolder({}, { JUPYTER_DATA_DIR: '/d', XDG_DATA_HOME: '/x' }, 'linux')).toBe('/d/kernels');
  });

  test('the active environment is a virtual one or one of conda', () => {
    expect(kernelsFolder({ 'sys-prefix': true }, { VIRTUAL_ENV: '/v' }, 'linux')).toBe('/v/share/jupyter/kernels');
    expect(kernelsFolder({ 'sys-prefix': true }, { CONDA_PREFIX: '/c' }, 'linux')).toBe('/c/share/jupyter/kernels');
  });

  test('JUPYTER_PATH comes first', () => {
    expect(searchPath({ JUPYTER_PATH: '/a:/b' }, 'linux').slice(0, 2)).toEqual(['/a/kernels', '/b/kernels']);
  });
});
