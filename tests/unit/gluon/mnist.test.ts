import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { gluon } from 'gluonlab';

const { DataLoader, vision } = gluon.data;
const folder = mkdtempSync(join(tmpdir(), 'gluonlab-mnist-'));
afterAll(() => rmSync(folder, { recursive: true }));

function idx(shape: number[], bytes: number[], magic = 0x0800 | shape.length): Buffer {
  const head = Buffer.alloc(4 + 4 * shape.length);
  head.writeUInt32BE(magic, 0);
  shape.forEach((extent, i) => head.writeUInt32BE(extent, 4 + 4 * i));
  return Buffer.concat([head, Buffer.from(bytes)]);
}

/** A folder with the given files, as training data. */
function root(name: string, images: Buffer, labels: Buffer): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'train-images-idx3-ubyte.gz'), images);
  writeFileSync(join(path, 'train-labels-idx1-ubyte'), labels);
  return path;
}

const images = idx([3, 2, 2], [0, 51, 102, 255, 1, 2, 3, 4, 5, 6, 7, 8]);
const labels = idx([3], [7, 8, 9]);

test('images come as bytes of height, width, channel with their labels', () => {
  const set = new vision.MNIST({ root: root('good', gzipSync(images), labels) });
  expect(set.length).toBe(3);
  const [image, label] = set.get(0);
  expect(image.shape).toEqual([2, 2, 1]);
  expect(image.dtype).toBe('uint8');
  expect(Array.from(image.dataSync() as Uint8Array)).toEqual([0, 51, 102, 255]);
  expect(label).toBe(7);
  const [[batch, numbers]] = [
    ...new DataLoader(set.transformFirst(new vision.transforms.ToTensor()), { batchSize: 2 }),
  ] as [[ReturnType<typeof set.get>[0], ReturnType<typeof set.get>[0]]];
  expect(batch.shape).toEqual([2, 1, 2, 2]);
  expect((batch.dataSync() as Float32Array)[3]).toBe(1);
  expect(numbers.arraySync()).toEqual([7, 8]);
});

test.each<[string, Buffer, Buffer, RegExp]>([
  [
    'another magic',
    idx([3, 2, 2], [], 0x0803 + 1),
    labels,
    /offset 0: the magic number is 0x00000804, expected 0x00000803/,
  ],
  ['a cut file', images.subarray(0, 20), labels, /offset 16: shape \(3, 2, 2\) takes 12 bytes, the file has 4 more/],
  ['a cut header', images.subarray(0, 10), labels, /offset 8: the extent of axis 1 takes 4 bytes, the file has 2 more/],
  ['an empty file', Buffer.alloc(0), labels, /offset 0: the magic number takes 4 bytes, the file has 0 more/],
  ['a lying shape', idx([2 ** 31, 2 ** 31, 2 ** 31], [1]), labels, /takes 9903520314283042199192993792 bytes/],
  ['bytes too many', Buffer.concat([images, Buffer.alloc(1)]), labels, /takes 12 bytes, the file has 13 more/],
  [
    'a broken gzip stream',
    gzipSync(images).subarray(0, 30),
    labels,
    /the gzip stream is broken: unexpected end of file/,
  ],
  ['another number of labels', images, idx([2], [1, 2]), /has 3 images, .* has 2 labels/],
])('%s is refused', (name, imageBytes, labelBytes, message) => {
  expect(() => new vision.MNIST({ root: root(name, imageBytes, labelBytes) })).toThrow(message);
});

test('a folder without the files says what it holds', () => {
  expect(() => new vision.MNIST({ root: folder, train: false })).toThrow(
    /has no t10k-images-idx3-ubyte or t10k-images-idx3-ubyte\.gz; it holds /,
  );
  expect(() => new vision.MNIST({ root: join(folder, 'nowhere') })).toThrow('the folder cannot be read: ENOENT');
  expect(() => new vision.FashionMNIST({ path: folder } as never)).toThrow(
    "FashionMNIST: unknown option 'path', allowed are root, train",
  );
});

describe('downloads', () => {
  afterEach(() => vi.unstubAllEnvs());

  function from(mirror: string): () => unknown {
    vi.stubEnv('GLUONLAB_DATA', join(folder, 'cache'));
    vi.stubEnv('GLUONLAB_MIRROR', mirror);
    return () => new vision.MNIST();
  }

  test('without a network the way out is told', () => {
    expect(from('http://127.0.0.1:9')).toThrow(
      /^cannot download .*train-images-idx3-ubyte\.gz:\n {2}http:.*\nWithout a network, put the files into a folder and name it/,
    );
  });

  test('a file with another checksum is not kept', async () => {
    // The constructor waits for the download, so the server must live in another thread.
    const server = new Worker(
      `const { parentPort } = require('node:worker_threads');
       const server = require('node:http').createServer((_, answer) => answer.end('something else'));
       server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
      { eval: true },
    );
    const [port] = (await once(server, 'message')) as [number];
    try {
      expect(from(`http://127.0.0.1:${port}`)).toThrow(/the SHA-1 is [0-9a-f]{40}, expected 6c95f4b05d2bf285/);
      expect(readdirSync(join(folder, 'cache', 'mnist'))).toEqual([]);
    } finally {
      await server.terminate();
    }
  });
});

test('transforms refuse what is no image', () => {
  const { ToTensor, Normalize, Compose } = vision.transforms;
  expect(() => new Compose(3 as never)).toThrow('Compose: expected a list of transforms');
  expect(() => new Normalize('x' as never)).toThrow('Normalize: mean is string');
  const set = new vision.MNIST({ root: root('again', images, labels) });
  expect(() => new ToTensor()(set.get(0)[0].reshape([4]))).toThrow('ToTensor: the image has shape (4)');
});
