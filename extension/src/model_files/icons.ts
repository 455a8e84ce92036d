import { LabIcon } from '@jupyterlab/ui-components';

const svg = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24" fill="none" stroke-width="2">${content}</svg>`;

export const graphFileIcon = new LabIcon({
  name: 'gluonlab:graph-file',
  svgstr: svg(`<g class="jp-icon3 jp-icon-selectable" stroke="#616161" stroke-linejoin="round">
    <rect x="8" y="2.5" width="8" height="5" rx="1.5"/><rect x="2.5" y="16" width="8" height="5" rx="1.5"/>
    <rect x="13.5" y="16" width="8" height="5" rx="1.5"/><path d="M12 7.5v4M6.5 16v-4.5h11V16"/></g>`),
});

export const tensorsFileIcon = new LabIcon({
  name: 'gluonlab:tensors-file',
  svgstr: svg(`<g class="jp-icon3 jp-icon-selectable" stroke="#616161" stroke-linejoin="round">
    <path d="M3 8l9-5 9 5v9l-9 5-9-5zM3 8l9 5 9-5M12 13v9"/></g>`),
});
