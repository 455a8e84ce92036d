declare module 'plotly.js-cartesian-dist-min' {
  const plotly: import('./plotly.js').Plotly;
  export default plotly;
}
