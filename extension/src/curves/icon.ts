import { LabIcon } from '@jupyterlab/ui-components';

const curves = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24" fill="none" stroke-width="2.2">
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" stroke-linejoin="round" d="M3 3v18h18"/>
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" d="M7 5c1.5 8 5 11 13 11.5"/>
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" opacity="0.55" d="M7 17c3-1 4-9 13-10"/>
</svg>`;

const pin = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3" fill="#616161" d="M15 3l6 6-1.5 1.5-1-.3-3.7 3.7.4 3.4L13.5 19l-3.8-3.8L5 19.9 4.1 19l4.7-4.7L5 10.500l1.700-1.700 3.400.4 3.700-3.700-.3-1z"/>
</svg>`;

const note = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24" fill="none" stroke-width="2">
  <path class="jp-icon3" stroke="#616161" stroke-linejoin="round" d="M5 3h14v13l-5 5H5z"/>
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" d="M8.5 8h7M8.5 12h7M8.5 16h3"/>
</svg>`;

export const curvesIcon = new LabIcon({ name: 'gluonlab:curves', svgstr: curves });
export const pinIcon = new LabIcon({ name: 'gluonlab:pin', svgstr: pin });
export const noteIcon = new LabIcon({ name: 'gluonlab:note', svgstr: note });
