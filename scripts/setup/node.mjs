// The Node that runs the scripts must be able to run gluonlab; the lowest version stands in the root package.json.
import fs from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot } from './paths.mjs';

export function checkNode() {
  const wanted = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8')).engines.node.replace('>=', '');
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [leastMajor, leastMinor] = wanted.split('.').map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new Failure(
    `This is Node ${process.versions.node}; gluonlab needs Node ${wanted} or newer: https://nodejs.org`,
  );
}
