// The Jupyter kernel as jupyter_client sees it; kernels.py does the work, for gluonlab's kernel and its peer alike.
const row = (name) => ({ name, unit: 'ms', value: (seconds) => seconds * 1e3 });

export const kernel = [
  row('kernel_start'), // spawn until the kernel_info_reply
  row('kernel_first_complete'), // of a kernel that has just started
  row('kernel_complete'), // after 50 cells
  row('kernel_execute'), // `x = x + 1`: request until both its reply and its idle are here
  row('kernel_interrupt'), // of an endless loop, until the reply of its cell
];
