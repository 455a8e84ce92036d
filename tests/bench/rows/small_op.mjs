// The cost of calling an operator: a chain of `x = x + b` on 10 elements, per operator.
const CHAIN = 1000;

export const smallOp = {
  name: 'small_op',
  unit: 'us',
  value: (seconds) => (seconds / CHAIN) * 1e6,
  prepare({ nd }) {
    const start = nd.zeros([10]);
    const b = nd.ones([10]);
    return (count) => {
      for (let i = 0; i < count; i++) {
        let x = start;
        for (let k = 0; k < CHAIN; k++) x = x.add(b);
        x.dataSync();
      }
    };
  },
};
