import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gluon, init, nd } from 'gluonlab';

const { nn } = gluon;
const folder = mkdtempSync(join(tmpdir(), 'gluonlab-params-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

function net(units = 3) {
  const made = new nn.Sequential(new nn.Dense(units, { inUnits: 2 }), new nn.BatchNorm({ inChannels: units }));
  made.initialize(new init.Xavier());
  return made;
}

test('the smallest file is byte for byte as MXNet writes it', () => {
  nd.save(path('w.params'), { w: nd.array([[1, 2]]) });
  const hex =
    '1201000000000000 0000000000000000 0100000000000000 c9fa93f9 00000000 02000000 0100000000000000 0200000000000000 ' +
    '01000000 00000000 00000000 0000803f00000040 0100000000000000 0100000000000000 77';
  expect(readFileSync(path('w.params')).toString('hex')).toBe(hex.replaceAll(' ', ''));
});

test.each(['float32', 'float64', 'float16', 'bfloat16', 'uint8', 'int8', 'int32', 'int64', 'bool'] as const)(
  '%s arrays come back with the same bits',
  (dtype) => {
    const array = nd.array([0, 1, 1, 0, 1, 1], { shape: [2, 3], dtype });
    nd.save(path('dtype.nd'), [array]);
    const [loaded] = nd.load(path('dtype.nd')) as [typeof array];
    expect(loaded.dtype).toBe(dtype);
    expect(loaded.shape).toEqual([2, 3]);
    expect(loaded._rawSync()).toEqual(array._rawSync());
  },
);

test('zero-dim and zero-size arrays come back', () => {
  nd.save(path('odd.params'), { scalar: nd.full([], 7), empty: nd.zeros([0, 3]) });
  const loaded = nd.load(path('odd.params')) as Record<string, ReturnType<typeof nd.zeros>>;
  expect(loaded.scalar.shape).toEqual([]);
  expect(loaded.scalar.item()).toBe(7);
  expect(loaded.empty.shape).toEqual([0, 3]);
});

test('names that are special in JavaScript are plain keys', () => {
  nd.save(path('proto.params'), new Map([['__proto__', nd.ones([1])]]));
  const loaded = nd.load(path('proto.params')) as Record<string, unknown>;
  expect(Object.keys(loaded)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>).shape).toBeUndefined();
});

test('saved parameters give the same outputs in a new net', () => {
  const first = net();
  first.saveParameters(path('net.params'));
  expect(Object.keys(nd.load(path('net.params')))).toEqual([
    '0.weight',
    '0.bias',
    '1.gamma',
    '1.beta',
    '1.running_mean',
    '1.running_var',
  ]);
  const second = new nn.Sequential(new nn.Dense(3), new nn.BatchNorm());
  second.loadParameters(path('net.params'));
  const x = nd.array([[1, 2]]);
  expect(second(x).arraySync()).toEqual(first(x).arraySync());
});

test('files of checkpoints, with arg: and aux:, load', () => {
  nd.save(path('check.params'), { 'arg:weight': nd.ones([1, 2]), 'aux:bias': nd.ones([1]) });
  const dense = new nn.Dense(1);
  dense.loadParameters(path('check.params'));
  expect(dense(nd.array([[2, 3]])).item()).toBe(6);
});

test('missing and extra parameters are errors unless allowed', () => {
  new nn.Sequential(new nn.Dense(3, { inUnits: 2 })).collectParams();
  const small = new nn.Sequential(new nn.Dense(3, { inUnits: 2 }));
  small.initialize();
  small.saveParameters(path('small.params'));
  expect(() => net().loadParameters(path('small.params'))).toThrow("lacks '1.gamma', '1.beta'");
  net().loadParameters(path('small.params'), { allowMissing: true });
  net().saveParameters(path('large.params'));
  expect(() => small.loadParameters(path('large.params'))).toThrow("holds '1.gamma'");
  small.loadParameters(path('large.params'), { ignoreExtra: true });
});

test('a wrong shape is named and leaves the net as it was', () => {
  net(4).saveParameters(path('wide.params'));
  const target = net(3);
  const before = target[0].collectParams().get('weight')!.data().arraySync();
  expect(() => target.loadParameters(path('wide.params'))).toThrow(
    /'0.weight' has shape \(4, 2\) in .*, the net's has \(3, 2\)/,
  );
  expect(target[0].collectParams().get('weight')!.data().arraySync()).toEqual(before);
});

test('another element type is an error unless castDtype is set', () => {
  nd.save(path('double.params'), {
    weight: nd.ones([1, 2], { dtype: 'float64' }),
    bias: nd.ones([1], { dtype: 'float64' }),
  });
  const dense = new nn.Dense(1);
  expect(() => dense.loadParameters(path('double.params'))).toThrow("'weight' is float64");
  dense.loadParameters(path('double.params'), { castDtype: true });
  expect(dense.weight.data().dtype).toBe('float32');
  dense.loadParameters(path('double.params'), { castDtype: true, dtypeSource: 'saved' });
  expect(dense.weight.data().dtype).toBe('float64');
});

test('a file that ends too early names the offset and what is missing', () => {
  nd.save(path('whole.params'), { w: nd.ones([4]) });
  const bytes = readFileSync(path('whole.params'));
  for (let length = 0; length < bytes.length; ++length) {
    expect(() => nd.loadFromBytes(bytes.subarray(0, length), 'cut.params')).toThrow(/^cut\.params: offset \d+: /);
  }
});

test('a shape that asks for more than the file holds is refused before memory is taken', () => {
  const bytes = Buffer.from(encodeOne());
  bytes.writeBigInt64LE(2n ** 40n, 36);
  expect(() => nd.loadFromBytes(bytes)).toThrow('takes 4398046511104 bytes');
  bytes.writeBigUInt64LE(2n ** 62n, 16);
  expect(() => nd.loadFromBytes(bytes)).toThrow('offset 16: the number of arrays is 4611686018427387904');
});

function encodeOne(): Uint8Array {
  nd.save(path('one.params'), [nd.ones([1])]);
  return readFileSync(path('one.params'));
}

test('the wrong kind of file is named', () => {
  writeFileSync(path('model.npz'), Buffer.from('PK\x03\x04rest of the file'));
  expect(() => nd.load(path('model.npz'))).toThrow('this is a NumPy file');
  expect(() => nd.load(path('not-there.params'))).toThrow(/^cannot read .*not-there\.params: ENOENT/);
});

test('saving replaces the file whole and leaves nothing beside it', () => {
  nd.save(path('again.params'), [nd.ones([2])]);
  nd.save(path('again.params'), [nd.ones([3])]);
  expect((nd.load(path('again.params')) as { shape: number[] }[])[0].shape).toEqual([3]);
  expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  expect(() => nd.save(join(folder, 'no', 'such', 'folder.params'), [nd.ones([1])])).toThrow('cannot write');
});

test('saving a net without values says which parameter has none', () => {
  expect(() => new nn.Dense(2).saveParameters(path('none.params'))).toThrow("'weight' has no values yet");
});
