// The key of a stamp: a hash over the content of files and folders (and plain words such as a version), never over times.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** @param {string[]} files files or folders; what does not exist counts as absent @param {string[]} words */
export function fingerprint(files, words = []) {
  const hash = crypto.createHash('sha256');
  for (const word of words) hash.update(`${word}\0`);
  for (const file of files.flatMap(filesIn)) hash.update(`${path.basename(file)}\0`).update(fs.readFileSync(file));
  return hash.digest('hex');
}

function filesIn(file) {
  if (!fs.existsSync(file)) return [];
  if (!fs.statSync(file).isDirectory()) return [file];
  const entries = fs.readdirSync(file, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
