// Image datasets and their transforms: mx.gluon.data.vision.
export { FashionMNIST, MNIST, type MNISTOptions } from './mnist.js';
export * as transforms from './transforms.js';
