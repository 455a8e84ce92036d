// Images against values of MXNet 1.9.1 (which calls OpenCV) that the golden files do not have.
import { expect, test } from 'vitest';
import { nd } from 'gluonlab';

const image = nd.array(
  Array.from({ length: 16 }, (_, i) => 10 * i),
  { shape: [4, 4, 1], dtype: 'uint8' },
);
const area = (width: number, height: number) =>
  Array.from(nd.invoke('_image_resize', [image], { size: [width, height], interp: 3 })[0].dataSync() as Uint8Array);

test('resizing by area repeats a row where only the height grows', () => {
  const rows = [0, 30, 60, 90, 120].map((first) => [0, 10, 20, 30].map((step) => first + step));
  expect(area(4, 5)).toEqual(rows.flat());
});

test('resizing by area mixes neighbours by what of them a pixel covers', () => {
  expect(area(6, 3)).toEqual([10, 15, 20, 30, 35, 40, 60, 65, 70, 80, 85, 90, 110, 115, 120, 130, 135, 140]);
});
