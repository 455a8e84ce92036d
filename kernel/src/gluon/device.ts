// Where arrays live.
import { GluonError } from './errors.js';

export class Device {
  constructor(
    readonly kind: 'cpu' | 'gpu',
    readonly id: number,
  ) {
    if (Number.isInteger(id) && id >= 0) return;
    throw new GluonError(
      `${kind}: the number of the device is ${String(id)}, expected a whole number from 0`,
      'device',
    );
  }
  toString(): string {
    return `${this.kind}(${this.id})`;
  }
}

const theCpu = new Device('cpu', 0);

/** The CPU. */
export function cpu(id = 0): Device {
  return id === 0 ? theCpu : new Device('cpu', id);
}

/** The GPU number `id`. Arrays cannot be made there yet. */
export function gpu(id = 0): Device {
  return new Device('gpu', id);
}

/** Throws unless this engine has the device. */
export function checkDevice(device: Device | undefined): void {
  if (device === undefined || (device instanceof Device && device.kind === 'cpu' && device.id === 0)) return;
  throw new GluonError(`device is ${String(device)}, this engine has cpu(0)`, 'device');
}
