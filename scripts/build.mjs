// `npm run build`: the engine, the kernel and the extension, without installing anything into JupyterLab.
import { main } from './setup/failure.mjs';
import { build, download } from './setup/setup.mjs';

main(async () => {
  await download();
  await build();
});
