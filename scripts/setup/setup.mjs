// The set-up as a whole: what waits on the network runs side by side, then what needs the processor.
//   await setUp();                      what JupyterLab needs
//   await setUp({ nativeTests: true }); and the C++ test program
import { bundleExtension, installExtension } from './extension.mjs';
import { writeLabSettings } from './jupyter.mjs';
import { installKernelspec } from './kernelspec.mjs';
import { buildNative, checkCompiler } from './native.mjs';
import { checkNode } from './node.mjs';
import { installPackages } from './npm.mjs';
import { compileTypeScript } from './typescript.mjs';
import { installWheels } from './venv.mjs';

/** Downloads: the npm packages beside the Python packages. */
export async function download() {
  checkNode();
  checkCompiler();
  await allOrFirstFailure([installPackages(), installWheels('lab')]);
}

/** Builds the engine, the kernel and the extension. */
export async function build({ nativeTests = false } = {}) {
  const typescript = async () => {
    await compileTypeScript(['kernel', 'extension']);
    await bundleExtension();
  };
  await allOrFirstFailure([buildNative({ tests: nativeTests }), typescript()]);
}

/** Makes what was built known to JupyterLab. */
export async function install() {
  await installExtension();
  await installKernelspec();
  writeLabSettings();
}

export async function setUp(options) {
  await download();
  await build(options);
  await install();
}

// Waits for every part, so that none is cut off in the middle of writing, and then throws the first failure.
async function allOrFirstFailure(parts) {
  const results = await Promise.allSettled(parts);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
