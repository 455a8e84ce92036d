// Golden files: every .params file of every MXNet version loads with the right values, those of 1.9.1 are written back byte for
// byte, and hostile files are refused with an error of ours.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GluonError, nd } from 'gluonlab';
import { difference } from './compare.mjs';
import { Safetensors } from './safetensors.mjs';

const EXACT = { rtol: 0, atol: 0 };
const KINDS = { '.params': 'params files', '.nd': 'params files', '.v0': 'params files' };
const extensionOf = (file) => /\.[^.]+$/.exec(file)[0];

/** @param {string} directory @param {import('./report.mjs').Report} report */
export function runFileFamilies(directory, report) {
  const [params, bad] = [join(directory, 'files', 'params'), join(directory, 'files', 'bad')];
  if (existsSync(params)) runParamsFiles(params, report);
  if (existsSync(bad)) runBadFiles(bad, report);
}

function runParamsFiles(folder, report) {
  for (const file of readdirSync(folder)) {
    if (/\.(json|safetensors)$/.test(file)) continue;
    const name = KINDS[extensionOf(file)];
    const item = { family: 'params', name: name ?? `${extensionOf(file)} files`, id: file };
    if (!report.wants(item)) continue;
    if (name === undefined) report.skip(item.name);
    else report.run(item, () => contentProblem(join(folder, file)) ?? rewriteProblem(join(folder, file)));
  }
}

function contentProblem(file) {
  const tensors = new Safetensors(`${file}.safetensors`);
  const loaded = nd.load(file);
  const keys = Object.keys(tensors.header).filter((key) => key !== '__metadata__');
  const names = Object.keys(loaded);
  if ([...names].sort().join() !== [...keys].sort().join()) return `holds ${names}, expected ${keys}`;
  for (const key of keys) {
    const problem = difference(key, loaded[key], tensors.get(key), EXACT);
    if (problem !== null) return problem;
  }
  return null;
}

function rewriteProblem(file) {
  const { written_by: by, arrays = [] } = JSON.parse(readFileSync(`${file}.json`, 'utf8'));
  const plain = arrays.every(({ version, stype, ctx }) => version === 'V2' && stype === 0 && ctx?.[0] === 1);
  if (by !== 'mxnet 1.9.1' || !plain) return null;
  const copy = join(tmpdir(), `gluonlab-golden-${process.pid}.params`);
  try {
    nd.save(copy, nd.load(file));
    return readFileSync(copy).equals(readFileSync(file)) ? null : 'is written back with other bytes';
  } finally {
    rmSync(copy, { force: true });
  }
}

function runBadFiles(folder, report) {
  const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  for (const { file, what, must } of files) {
    const name = KINDS[extensionOf(file)];
    const item = { family: 'bad', name: name ?? `${extensionOf(file)} files`, id: file };
    if (!report.wants(item)) continue;
    if (name === undefined) report.skip(item.name);
    else report.run(item, () => hostileProblem(join(folder, file), what, must));
  }
}

function hostileProblem(file, what, must) {
  try {
    for (const array of Object.values(nd.load(file))) array.dataSync();
  } catch (error) {
    if (!(error instanceof GluonError)) throw error;
    return must === 'load' ? `is refused: ${error.message}` : null;
  }
  return must.startsWith('raise') ? `is accepted: ${what}` : null;
}
