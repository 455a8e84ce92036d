// The public face of gluonlab: what `import * as mx from 'gluonlab'` gives.
export const version = '0.1.0';
