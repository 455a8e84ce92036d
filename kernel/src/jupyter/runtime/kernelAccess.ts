/** The parts of the running kernel that `gluonlab/kernel` reaches; absent outside a notebook. */

import type { Comms } from './comms.js';
import type { Displays } from './display.js';
import type { Host } from './host.js';
import type { Stdin } from './stdin.js';
import type { Widgets } from './widgets.js';

export interface RunningKernel {
  host: Host;
  displays: Displays;
  stdin: Stdin;
  comms: Comms;
  widgets: Widgets;
}

let running: RunningKernel | undefined;

export function currentKernel(): RunningKernel | undefined {
  return running;
}

export function setCurrentKernel(kernel: RunningKernel): void {
  running = kernel;
}
