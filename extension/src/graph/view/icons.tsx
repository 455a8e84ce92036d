/** The icons of the tools, as paths in a square of 24, in the colours of JupyterLab's own icons. */
export const ICONS = {
  zoomIn: 'M5 12h14M12 5v14',
  zoomOut: 'M5 12h14',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  openAll: 'M7 9l5-5 5 5M7 15l5 5 5-5',
  closeAll: 'M7 4l5 5 5-5M7 20l5-5 5 5',
  save: 'M12 4v11M7 11l5 5 5-5M5 20h14',
};

export function Icon({ name }: { name: keyof typeof ICONS }) {
  return (
    <svg width="16" height="16" viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        className="gluonlab-Graph-icon"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        d={ICONS[name]}
      />
    </svg>
  );
}
