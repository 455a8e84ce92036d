// `gluonlab install | list | uninstall | doctor`: the command itself, in folders of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kernelsFolder, searchPath } from '../../../kernel/dist/cli/jupyterPaths.js';
import { stableNode } from '../../../kernel/dist/cli/kernelspec.js';

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

test('a kernel may have a name, a title and an environment of its own', () => {
  run(
    'install',
    '--prefix',
    folder,
    '--name',
    'ts-gpu',
    '--display-name',
    'TypeScript, GPU 1',
    '--env',
    'A=1',
    '--env',
    'B=x=y',
  );
  const spec = join(folder, 'share', 'jupyter', 'kernels', 'ts-gpu');
  const kernel = JSON.parse(readFileSync(join(spec, 'kernel.json'), 'utf8')) as Record<string, unknown>;
  expect(kernel).toMatchObject({ display_name: 'TypeScript, GPU 1', env: { A: '1', B: 'x=y' } });
  const listed = run('list', '--prefix', folder);
  expect(listed).toContain('ts-gpu: TypeScript, GPU 1, ok\n');
  for (const part of [spec, process.execPath, 'kernel.js', 'A=1', 'B=x=y']) expect(listed).toContain(part);
  run('uninstall', '--prefix', folder, '--name', 'ts-gpu');
  expect(existsSync(spec)).toBe(false);
});

test('the kernel of someone else is neither overwritten nor removed', () => {
  const spec = join(folder, 'share', 'jupyter', 'kernels', 'python3');
  mkdirSync(spec, { recursive: true });
  writeFileSync(
    join(spec, 'kernel.json'),
    JSON.stringify({ argv: ['python', '-m', 'ipykernel'], display_name: 'Python' }),
  );
  const install = fail('install', '--prefix', folder, '--name', 'python3');
  expect(install).toMatchObject({
    status: 1,
    stderr: `gluonlab: ${spec} holds another kernel; choose another --name\n`,
  });
  expect(fail('uninstall', '--prefix', folder, '--name', 'python3').stderr).toContain('is left alone');
  expect(existsSync(join(spec, 'kernel.json'))).toBe(true);
});

test('a folder that cannot be written is named with the reason', () => {
  writeFileSync(join(folder, 'file'), '');
  const { status, stderr } = fail('install', '--prefix', join(folder, 'file'));
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^gluonlab: cannot write to .*file\/share\/jupyter\/kernels: it lies below a file; --user and --prefix/,
  );
});

test('a wrong command says what is right', () => {
  expect(fail()).toMatchObject({ status: 2 });
  expect(fail().stderr).toContain('a command is missing');
  expect(fail('dance').stderr).toContain('unknown command "dance"');
  expect(fail('install', 'twice').stderr).toContain('unexpected "twice"');
  expect(fail('install', '--nowhere').stderr).toContain("Unknown option '--nowhere'");
  expect(fail('uninstall', '--env', 'A=1').stderr).toContain(
    '--env is no option of uninstall, allowed are --user, --sys-prefix, --prefix, --name\n',
  );
  expect(fail('install', '--env', 'A').stderr).toContain('--env is "A", expected KEY=VALUE');
  expect(fail('install', '--name', 'My Kernel').stderr).toContain('--name is "My Kernel", allowed are small letters');
  expect(fail('install', '--user', '--prefix', folder).stderr).toContain('choose one of --user, --prefix');
  expect(fail('install', '--sys-prefix').stderr).toContain('--sys-prefix needs an active environment');
  expect(run('--help')).toContain('--prefix DIR');
});

describe('doctor', () => {
  const kernelJson = () => join(folder, 'data', 'kernels', 'gluonlab', 'kernel.json');
  const change = (edit: (spec: { argv: string[] }) => void) => {
    const spec = JSON.parse(readFileSync(kernelJson(), 'utf8')) as { argv: string[] };
    edit(spec);
    writeFileSync(kernelJson(), JSON.stringify(spec));
  };
  const examine = () => {
    const { status, stdout } = fail('doctor', '--user');
    return {
      status,
      failures: [...stdout.matchAll(/^fail {2}(.*)\n(?: {8}.*\n)*( {6}mend: .*)$/gm)].map(([all]) => all),
      stdout,
    };
  };

  test('starts a healthy kernel and reads its answer', () => {
    run('install');
    const { failures, stdout } = examine();
    expect(failures.filter((text) => !text.includes('jupyter does not see'))).toEqual([]);
    expect(stdout).toContain('ok    zeromq loads');
    expect(stdout).toMatch(/ok {4}@gluonlab\/native loads with \w+ kernels/);
    expect(stdout).toMatch(/ok {4}it starts and answers in \d+ ms: gluonlab \d/);
  });

  test('nothing is installed', () => {
    const { status, failures } = examine();
    expect(status).toBe(1);
    expect(failures[0]).toMatch(
      /no kernel in any folder that Jupyter searches:\n.*data\/kernels\n {6}mend: gluonlab install$/,
    );
  });

  test('its Node is gone', () => {
    run('install');
    change(({ argv }) => (argv[0] = '/nowhere/node'));
    expect(run('list', '--user')).toContain('broken: its Node is gone: /nowhere/node');
    expect(examine().failures[0]).toContain('its Node is gone: /nowhere/node\n      mend: gluonlab install again');
  });

  test('its Node may not be executed', () => {
    run('install');
    writeFileSync(join(folder, 'node'), '');
    chmodSync(join(folder, 'node'), 0o644);
    change(({ argv }) => (argv[0] = join(folder, 'node')));
    expect(examine().failures[0]).toContain('its Node may not be executed');
  });

  test('its Node is too old', () => {
    run('install');
    writeFileSync(join(folder, 'node'), '#!/bin/sh\necho 18.2.0\n', { mode: 0o755 });
    change(({ argv }) => (argv[0] = join(folder, 'node')));
    expect(examine().failures[0]).toContain('is Node 18.2.0, needed is 20.19 or newer');
  });

  test('the kernel has moved', () => {
    run('install');
    change(({ argv }) => (argv[argv.length - 3] = '/nowhere/jupyter/kernel.js'));
    expect(examine().failures[0]).toContain('its kernel is gone: /nowhere/jupyter/kernel.js');
  });

  test('kernel.json is damaged, or the folder is none', () => {
    run('install');
    writeFileSync(kernelJson(), '{ "argv": [');
    const damaged =
      /fail {2}.*data\/kernels cannot be read: .*JSON.*\n {6}mend: mend its permissions, or remove what is damaged/;
    expect(examine().stdout).toMatch(damaged);
    rmSync(join(folder, 'data'), { recursive: true });
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'kernels'), '');
    expect(examine().stdout).toMatch(/fail {2}.*data\/kernels cannot be read: ENOTDIR/);
    expect(run('list', '--user')).toContain('not installed in any of');
  });

  test('the kernel ends at once', () => {
    run('install');
    change(({ argv }) => argv.splice(-2, 2));
    const [failure] = examine().failures;
    expect(failure).toMatch(/it does not start: it ended with code 2:\n {8}usage: kernel\.js/);
  });

  test('another kernel of the same name comes first', () => {
    run('install');
    run('install', '--prefix', folder);
    // Neither is started: it is their order that is asked about.
    change(({ argv }) => (argv[0] = '/nowhere/node'));
    copyFileSync(kernelJson(), join(folder, 'share', 'jupyter', 'kernels', 'gluonlab', 'kernel.json'));
    const env = { ...environment(), JUPYTER_PATH: join(folder, 'share', 'jupyter') };
    const { stdout } = spawnSync(process.execPath, [command, 'doctor'], { encoding: 'utf8', env });
    expect(stdout).toMatch(
      /note {2}.*data\/kernels\/gluonlab is not seen: .*share\/jupyter\/kernels\/gluonlab comes first/,
    );
  });
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

  test('an active environment comes before the own folder, as JUPYTER_PREFER_ENV_PATH says', () => {
    const order = (env: Record<string, string>) =>
      searchPath({ JUPYTER_DATA_DIR: '/own', ...env }, 'linux').slice(0, 2);
    const environment = '/v/share/jupyter/kernels';
    expect(order({ VIRTUAL_ENV: '/v' })).toEqual([environment, '/own/kernels']);
    expect(order({ VIRTUAL_ENV: '/v', JUPYTER_PREFER_ENV_PATH: '0' })).toEqual(['/own/kernels', environment]);
    expect(order({ CONDA_PREFIX: '/v', CONDA_DEFAULT_ENV: 'base' })).toEqual(['/own/kernels', environment]);
  });

  test('the Node of Homebrew is named by the path that outlives an upgrade', () => {
    expect(stableNode('/opt/homebrew/Cellar/node@22/22.1.0/bin/node')).toBe('/opt/homebrew/opt/node@22/bin/node');
    expect(stableNode('/usr/bin/node')).toBe('/usr/bin/node');
  });

  test('JUPYTER_PATH comes first', () => {
    expect(searchPath({ JUPYTER_PATH: '/a:/b' }, 'linux').slice(0, 2)).toEqual(['/a/kernels', '/b/kernels']);
  });
});
