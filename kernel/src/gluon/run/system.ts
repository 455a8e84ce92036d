// What the machine does while a run trains, once a second: the series under system/.
import { engine } from '../engine.js';

const INTERVAL_MS = 1000;
const MB = 2 ** 20;

export class SystemSampler {
  private last = performance.now();
  private cpu = process.cpuUsage();
  private samples = 0;

  /** Counts training samples that the loop has taken. */
  count(samples: number): void {
    this.samples += samples;
  }

  /** The readings, if a second has passed since the last ones. */
  read(): Record<string, number> | null {
    const now = performance.now();
    const ms = now - this.last;
    if (ms < INTERVAL_MS) return null;
    const { user, system } = process.cpuUsage(this.cpu);
    const { bytesInUse, bytesCached } = engine.stats();
    const readings: Record<string, number> = {
      // 100 is one core.
      'system/cpu (%)': (user + system) / 10 / ms,
      'system/memory (MB)': process.memoryUsage.rss() / MB,
      'system/engine arrays (MB)': bytesInUse / MB,
      'system/engine pool (MB)': (bytesInUse + bytesCached) / MB,
    };
    if (this.samples > 0) readings['system/samples per second'] = (1000 * this.samples) / ms;
    this.last = now;
    this.cpu = process.cpuUsage();
    this.samples = 0;
    return readings;
  }
}
