import { LabIcon } from '@jupyterlab/ui-components';

const icon = (name: string, path: string) =>
  new LabIcon({
    name: `gluonlab:${name}`,
    svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24" fill="none">
  <path class="jp-icon3" stroke="#616161" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="${path}"/>
</svg>`,
  });

export const zoomInIcon = icon('zoom-in', 'M5 12h14M12 5v14');
export const zoomOutIcon = icon('zoom-out', 'M5 12h14');
export const fitIcon = icon('fit', 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5');
export const openAllIcon = icon('open-all', 'M7 9l5-5 5 5M7 15l5 5 5-5');
export const closeAllIcon = icon('close-all', 'M7 4l5 5 5-5M7 20l5-5 5 5');
