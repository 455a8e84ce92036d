// Resident memory after 10^6 operators in a loop that never yields to the event loop, in MB above the start. No peer has it.
const OPERATORS = 1_000_000;

const resident = () => process.memoryUsage().rss / 1e6;

export const loopMemory = {
  name: 'loop_memory',
  unit: 'MB',
  alone: true,
  prepare({ nd }) {
    const b = nd.ones([1000]);
    let x = nd.zeros([1000]);
    x.add(b).dataSync();
    const before = resident();
    let most = before;
    return () => {
      for (let i = 0; i < OPERATORS; i++) {
        x = x.add(b);
        if (i % 10_000 === 0) most = Math.max(most, resident());
      }
      x.dataSync();
      return most - before;
    };
  },
};
