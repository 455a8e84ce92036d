// Layouts of single groups: properties that any good layout has, for dagre's, for ours, and for the one that is chosen.
import { describe, expect, test } from 'vitest';
import type { Layout, LayoutInput } from '@gluonlab/jupyterlab/dist/graph/layout/layout.js';
import { layoutOf } from '@gluonlab/jupyterlab/dist/graph/layout/layout_choice.js';
import { LayoutCache } from '@gluonlab/jupyterlab/dist/graph/layout/layout_engine.js';
import type { LayoutEngine } from '@gluonlab/jupyterlab/dist/graph/layout/layout_engine.js';
import { placeByDagre } from '@gluonlab/jupyterlab/dist/graph/layout/dagre_layout.js';
import { placeInLayers } from '@gluonlab/jupyterlab/dist/graph/layout/layered_layout.js';
import { finishLayout } from '@gluonlab/jupyterlab/dist/graph/layout/routes.js';
import { spread } from '@gluonlab/jupyterlab/dist/graph/layout/spread.js';
import { randomNumbers } from './network_samples.js';

/** Random boxes with two entrances and one exit; edges go mostly to the next few boxes, few go back. */
function randomInput(count: number, seed: number): LayoutInput {
  const random = randomNumbers(seed);
  const edges: [number, number][] = [];
  for (let box = 2; box < count - 1; box++) {
    for (let k = 0; k < 1 + 2 * random(); k++) {
      edges.push([Math.max(0, box - 1 - Math.floor(random() ** 2 * 12)), box]);
    }
  }
  edges.push([count - 2, count - 1], [0, count - 3]);
  return {
    widths: Array.from({ length: count }, (_, box) =>
      box < 2 || box === count - 1 ? 0 : 120 + 40 * Math.floor(3 * random()),
    ),
    heights: Array.from({ length: count }, (_, box) =>
      box < 2 || box === count - 1 ? 0 : 40 + 60 * Math.floor(2 * random()),
    ),
    entrances: 2,
    exits: 1,
    edges: [...new Map(edges.map((edge) => [edge.join(), edge])).values()].filter(([from, to]) => from !== to),
  };
}

/** A chain in which every box also takes what the entrance brings, as a mask is taken. */
function masked(count: number): LayoutInput {
  const boxes = Array.from({ length: count }, (_, box) => box);
  return {
    widths: boxes.map((box) => (box === 0 ? 0 : 120)),
    heights: boxes.map((box) => (box === 0 ? 0 : 40)),
    entrances: 1,
    exits: 0,
    edges: boxes.slice(1).flatMap((box): [number, number][] =>
      box === 1
        ? [[0, 1]]
        : [
            [box - 1, box],
            [0, box],
          ],
    ),
  };
}

function overlapCount({ widths, heights }: LayoutInput, { x, y }: Layout): number {
  let count = 0;
  for (let a = 0; a < x.length; a++) {
    for (let b = a + 1; b < x.length; b++) {
      const isApart =
        x[a] + widths[a] <= x[b] || x[b] + widths[b] <= x[a] || y[a] + heights[a] <= y[b] || y[b] + heights[b] <= y[a];
      if (!isApart) count++;
    }
  }
  return count;
}

/** How far the ends of an edge are from the borders of its boxes. */
function endErrors({ widths, heights, edges }: LayoutInput, { x, y, routes }: Layout): number[] {
  const distance = (box: number, px: number, py: number, side: number) =>
    Math.max(0, x[box] - px, px - x[box] - widths[box]) + Math.abs(py - y[box] - side);
  return edges.map(([from, to], k) => {
    const [startX, startY] = routes[k];
    return distance(from, startX, startY, heights[from]) + distance(to, routes[k].at(-2)!, routes[k].at(-1)!, 0);
  });
}

const ENGINES: [string, (input: LayoutInput) => Layout][] = [
  ['dagre', (input) => finishLayout(input, placeByDagre(input))],
  ['the layered layout', (input) => finishLayout(input, placeInLayers(input))],
  ['the chosen layout', layoutOf],
];

describe.each(ENGINES)('%s', (_, layout) => {
  test.each([1, 2, 3, 4, 5])('keeps boxes apart and edges at their boxes (seed %i)', (seed) => {
    const input = randomInput(40, seed);
    const result = layout(input);
    expect(overlapCount(input, result)).toBe(0);
    expect(Math.max(...endErrors(input, result))).toBeLessThan(0.01);
  });

  test('stays within its size', () => {
    const input = randomInput(40, 9);
    const { x, y, routes, width, height } = layout(input);
    const xs = [
      ...x,
      ...x.map((at, box) => at + input.widths[box]),
      ...routes.flatMap((route) => route.filter((_at, i) => i % 2 === 0)),
    ];
    const ys = [
      ...y,
      ...y.map((at, box) => at + input.heights[box]),
      ...routes.flatMap((route) => route.filter((_at, i) => i % 2 === 1)),
    ];
    expect(Math.min(...xs, ...ys)).toBeCloseTo(0);
    expect(Math.max(...xs)).toBeCloseTo(width);
    expect(Math.max(...ys)).toBeCloseTo(height);
  });

  test('puts entrances on top and exits at the bottom', () => {
    const input = randomInput(30, 4);
    const { y } = layout(input);
    const inner = y.slice(2, -1);
    expect(Math.max(y[0], y[1])).toBeLessThan(Math.min(...inner));
    expect(y.at(-1)).toBeGreaterThan(Math.max(...inner));
  });

  test('lets edges go down', () => {
    const input: LayoutInput = {
      widths: [100, 100, 100],
      heights: [40, 40, 40],
      entrances: 0,
      exits: 0,
      edges: [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
    };
    const { y } = layout(input);
    expect(y[0] + 40).toBeLessThan(y[1]);
    expect(y[1] + 40).toBeLessThan(y[2]);
  });

  test('gives nothing for nothing', () => {
    expect(layout({ widths: [], heights: [], entrances: 0, exits: 0, edges: [] })).toMatchObject({
      width: 0,
      height: 0,
      routes: [],
    });
  });
});

describe('the chosen layout', () => {
  test('keeps ten thousand boxes of one group apart', () => {
    const input = randomInput(10_000, 8);
    const result = layoutOf(input);
    const rows = new Map<number, number[]>();
    result.y.forEach((top, box) => {
      const row = Math.round(top + input.heights[box] / 2);
      rows.set(row, [...(rows.get(row) ?? []), box]);
    });
    const gaps = [...rows.values()].flatMap((row) => {
      const sorted = row.sort((one, other) => result.x[one] - result.x[other]);
      return sorted.slice(1).map((box, k) => result.x[box] - result.x[sorted[k]] - input.widths[sorted[k]]);
    });
    expect(gaps.length).toBeGreaterThan(1000);
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    expect(Math.max(...endErrors(input, result))).toBeLessThan(0.01);
  }, 120_000);

  test('draws what all boxes of a chain take along one trunk: the group stays narrow', () => {
    const [short, long] = [layoutOf(masked(10)), layoutOf(masked(80))];
    expect(long.width).toBeLessThan(3 * short.width);
    expect(overlapCount(masked(80), long)).toBe(0);
    expect(Math.max(...endErrors(masked(80), long))).toBeLessThan(0.01);
  });

  test('is the same for the same input', () => {
    expect(layoutOf(randomInput(50, 6))).toEqual(layoutOf(randomInput(50, 6)));
  });
});

describe('spread', () => {
  test('leaves alone who stands far enough apart', () => {
    expect(spread([0, 10, 25], () => 10)).toEqual([0, 10, 25]);
  });

  test('moves those who want the same place apart evenly', () => {
    expect(spread([5, 5, 5], () => 10)).toEqual([-5, 5, 15]);
  });

  test('keeps order and gaps, and nothing close by is nearer to the wishes', () => {
    const random = randomNumbers(5);
    const wishes = Array.from({ length: 30 }, () => 100 * random());
    const gap = (k: number) => 1 + (k % 3);
    const places = spread(wishes, gap);
    places.slice(1).forEach((place, k) => expect(place - places[k]).toBeGreaterThanOrEqual(gap(k + 1) - 1e-9));
    const cost = (at: readonly number[]) => at.reduce((sum, place, k) => sum + (place - wishes[k]) ** 2, 0);
    for (let k = 0; k < places.length; k++) {
      for (const step of [-0.01, 0.01]) {
        const moved = places.with(k, places[k] + step);
        const isAllowed = moved.every((place, i) => i === 0 || place - moved[i - 1] >= gap(i) - 1e-12);
        if (isAllowed) expect(cost(moved)).toBeGreaterThanOrEqual(cost(places));
      }
    }
  });
});

describe('a cache of layouts', () => {
  /** Counts what it is asked; rejects when aborted, as an engine does. */
  class CountingEngine implements LayoutEngine {
    asked = 0;

    layout(input: LayoutInput, signal: AbortSignal): Promise<Layout> {
      this.asked++;
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        queueMicrotask(() => resolve(layoutOf(input)));
      });
    }

    dispose(): void {
      this.asked = NaN;
    }
  }

  test('asks once for equal inputs', async () => {
    const engine = new CountingEngine();
    const cache = new LayoutCache(engine);
    const { signal } = new AbortController();
    const [first, second] = await Promise.all([cache.layout(masked(6), signal), cache.layout(masked(6), signal)]);
    await cache.layout(masked(7), signal);
    expect(first).toBe(second);
    expect(engine.asked).toBe(2);
  });

  test('asks again for what was given up', async () => {
    const engine = new CountingEngine();
    const cache = new LayoutCache(engine);
    const abort = new AbortController();
    const given = cache.layout(masked(6), abort.signal);
    abort.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await expect(cache.layout(masked(6), new AbortController().signal)).resolves.toMatchObject({
      width: expect.any(Number),
    });
    expect(engine.asked).toBe(2);
  });
});
