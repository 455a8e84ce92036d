// Compares the engine with values of the real MXNet (tests/golden/README.md says what they are).
//   node tests/conformance/golden/main.mjs [FILTER...]     families (conv), operators (BatchNorm) or case ids to run; all by default
// GLUONLAB_GOLDEN=DIR takes another folder of the same layout. Ends with "N passed, N failed, N skipped"; skipped does not exist yet.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runFileFamilies } from './files.mjs';
import { runGluonFamilies } from './gluon.mjs';
import { runOperatorFamilies } from './operators.mjs';
import { Report } from './report.mjs';

const directory = process.env.GLUONLAB_GOLDEN ?? fileURLToPath(new URL('../../../tests/golden', import.meta.url));
if (!existsSync(directory)) throw new Error(`there is no folder ${directory} (GLUONLAB_GOLDEN)`);
const report = new Report(process.argv.slice(2));
runOperatorFamilies(directory, report);
runGluonFamilies(directory, report);
runFileFamilies(directory, report);
report.print();
process.exitCode = report.failed > 0 ? 1 : 0;
