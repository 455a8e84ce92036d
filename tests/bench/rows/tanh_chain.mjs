// An element-wise chain that memory bounds: tanh(a * b + c) * d on 4 million floats.
export const tanhChain = {
  name: 'tanh_chain_4M',
  unit: 'ms',
  value: (seconds) => seconds * 1e3,
  prepare({ nd, waitall }) {
    const [a, b, c, d] = Array.from({ length: 4 }, () => nd.random.uniform({ low: -1, high: 1, shape: [4_000_000] }));
    return (count) => {
      for (let i = 0; i < count; i++) a.mul(b).add(c).tanh().mul(d);
      waitall();
    };
  },
};
