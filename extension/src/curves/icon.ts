import { LabIcon } from '@jupyterlab/ui-components';

const svgstr = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24" fill="none" stroke-width="2.2">
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" stroke-linejoin="round" d="M3 3v18h18"/>
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" d="M7 5c1.5 8 5 11 13 11.5"/>
  <path class="jp-icon3" stroke="#616161" stroke-linecap="round" opacity="0.55" d="M7 17c3-1 4-9 13-10"/>
</svg>`;

export const curvesIcon = new LabIcon({ name: 'gluonlab:curves', svgstr });
