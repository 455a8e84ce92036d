import { LabIcon } from '@jupyterlab/ui-components';

const curves = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24" fill="none" stroke-width="2.2">
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" stroke-linejoin="round" d="M3 3v18h18"/>
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" d="M7 5c1.5 8 5 11 13 11.5"/>
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" opacity="0.55" d="M7 17c3-1 4-9 13-10"/>
</svg>`;

const pin = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3" fill="#616161" d="M15 3l6 6-1.5 1.5-1-.3-3.7 3.7.4 3.4L13.500 19l-3.800-3.800L5 19.900 4.100 19l4.700-4.700L5 10.500l1.700-1.700 3.400.4 3.700-3.700-.3-1z"/>
</svg>`;

export const curvesIcon = new LabIcon({ name: 'gluonlab:curves', svgstr: curves });
export const pinIcon = new LabIcon({ name: 'gluonlab:pin', svgstr: pin });
