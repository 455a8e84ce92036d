// MNIST and Fashion-MNIST: 28 x 28 grey images and their classes, from a local folder or downloaded once.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { array as makeArray } from '../../../creation.js';
import { GluonError } from '../../../errors.js';
import type { NDArray } from '../../../ndarray.js';
import { checkOptions } from '../../../options.js';
import { Dataset } from '../dataset.js';
import { cacheFolder, download } from './download.js';
import { readIdx } from './idx.js';

export interface MNISTOptions {
  /** Folder with the IDX files, packed or not. Default: they are downloaded into ~/.cache/gluonlab (or GLUONLAB_DATA). */
  root?: string;
  /** The training images, or the test images. Default true. */
  train?: boolean;
}

interface Source {
  folder: string;
  /** Tried in turn. */
  mirrors: readonly string[];
  sha1: Readonly<Record<string, string>>;
}

const MXNET = 'https://apache-mxnet.s3-accelerate.dualstack.amazonaws.com/gluon/dataset';

const digits: Source = {
  folder: 'mnist',
  mirrors: ['https://ossci-datasets.s3.amazonaws.com/mnist', `${MXNET}/mnist`],
  sha1: {
    'train-images-idx3-ubyte.gz': '6c95f4b05d2bf285e1bfb0e7960c31bd3b3f8a7d',
    'train-labels-idx1-ubyte.gz': '2a80914081dc54586dbdf242f9805a6b8d2a15fc',
    't10k-images-idx3-ubyte.gz': 'c3a25af1f52dad7f726cce8cacb138654b760d48',
    't10k-labels-idx1-ubyte.gz': '763e7fa3757d93b0cdec073cef058b2004252c17',
  },
};

const fashion: Source = {
  folder: 'fashion-mnist',
  mirrors: [`${MXNET}/fashion-mnist`, 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com'],
  sha1: {
    'train-images-idx3-ubyte.gz': '0cf37b0d40ed5169c6b3aba31069a9770ac9043d',
    'train-labels-idx1-ubyte.gz': '236021d52f1e40852b06a4c3008d8de8aef1e40b',
    't10k-images-idx3-ubyte.gz': '626ed6a7c06dd17c0eec72fa3be1740f146a2863',
    't10k-labels-idx1-ubyte.gz': '17f9ab60e7257a1620f4ad76bbbaf857c3920701',
  },
};

/** Items are [image, label]: uint8 of shape (28, 28, 1), and a number. */
abstract class IdxImages extends Dataset<[NDArray, number]> {
  private readonly images: Uint8Array;
  private readonly labels: Uint8Array;
  private readonly imageShape: number[];

  constructor(source: Source, options: MNISTOptions) {
    super();
    checkOptions(new.target.name, options, ['root', 'train']);
    const { root, train = true } = options;
    if (root !== undefined && typeof root !== 'string') {
      throw new GluonError(`${new.target.name}: root is ${String(root)}, expected the path of a folder`, 'value');
    }
    const part = train ? 'train' : 't10k';
    const imageFile = locate(source, root, `${part}-images-idx3-ubyte`);
    const labelFile = locate(source, root, `${part}-labels-idx1-ubyte`);
    const images = readIdx(imageFile, 3);
    const labels = readIdx(labelFile, 1);
    if (images.shape[0] !== labels.shape[0]) {
      throw new GluonError(
        `${imageFile} has ${images.shape[0]} images, ${labelFile} has ${labels.shape[0]} labels`,
        'format',
      );
    }
    this.images = images.data;
    this.labels = labels.data;
    this.imageShape = [...images.shape.slice(1), 1];
  }

  override get length(): number {
    return this.labels.length;
  }

  private pixelsOf(index: number): Uint8Array {
    const size = this.imageShape[0] * this.imageShape[1];
    return this.images.subarray(index * size, (index + 1) * size);
  }

  override get(index: number): [NDArray, number] {
    this.checkIndex(index);
    return [makeArray(this.pixelsOf(index), { shape: this.imageShape, dtype: 'uint8' }), this.labels[index]];
  }

  override getBatch(indices: readonly number[]): NDArray[] {
    const size = this.imageShape[0] * this.imageShape[1];
    const pixels = new Uint8Array(indices.length * size);
    const labels = new Float32Array(indices.length);
    indices.forEach((index, i) => {
      this.checkIndex(index);
      pixels.set(this.pixelsOf(index), i * size);
      labels[i] = this.labels[index]!;
    });
    return [makeArray(pixels, { shape: [indices.length, ...this.imageShape], dtype: 'uint8' }), makeArray(labels)];
  }
}

/** Handwritten digits, LeCun et al. 1998. @example new data.vision.MNIST({ root: 'data/mnist', train: true }) */
export class MNIST extends IdxImages {
  constructor(options: MNISTOptions = {}) {
    super(digits, options);
  }
}

/** Pictures of clothes, Xiao et al. 2017. */
export class FashionMNIST extends IdxImages {
  constructor(options: MNISTOptions = {}) {
    super(fashion, options);
  }
}

/** The file of that name in `root`, packed or not; without a root it is downloaded. */
function locate(source: Source, root: string | undefined, name: string): string {
  if (root === undefined) {
    const packed = `${name}.gz`;
    const file = join(cacheFolder(), source.folder, packed);
    download(
      mirrorsOf(source).map((mirror) => `${mirror}/${packed}`),
      file,
      source.sha1[packed],
    );
    return file;
  }
  const found = [name, `${name}.gz`].map((candidate) => join(root, candidate)).find(existsSync);
  if (found !== undefined) return found;
  throw new GluonError(`${root} has no ${name} or ${name}.gz; ${contentOf(root)}`, 'value');
}

/** Where the files are fetched; GLUONLAB_MIRROR names another server that holds <folder>/<file>. */
function mirrorsOf({ folder, mirrors }: Source): readonly string[] {
  const own = process.env.GLUONLAB_MIRROR;
  return own === undefined ? mirrors : [`${own}/${folder}`];
}

function contentOf(root: string): string {
  try {
    const files = readdirSync(root);
    return files.length === 0 ? 'the folder is empty' : `it holds ${files.slice(0, 8).join(', ')}`;
  } catch (cause) {
    return `the folder cannot be read: ${(cause as Error).message}`;
  }
}
