// Square matrix products in float32, in GF/s (2 n^3 operations each).
const row = (n) => ({
  name: `gemm_${n}`,
  unit: 'GF/s',
  higherIsBetter: true,
  value: (seconds) => (2 * n ** 3) / seconds / 1e9,
  prepare({ nd, waitall }) {
    const [a, b] = Array.from({ length: 2 }, () => nd.random.uniform({ low: -1, high: 1, shape: [n, n] }));
    return (count) => {
      for (let i = 0; i < count; i++) nd.dot(a, b);
      waitall();
    };
  },
});

export const gemm = [256, 512, 1024, 2048].map(row);
