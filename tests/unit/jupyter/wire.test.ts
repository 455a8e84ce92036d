// Messages on the wire: what is signed comes back whole, what is not is refused with the reason.
import { describe, expect, test } from 'vitest';
import { fromCodePoints, toCodePoints } from '../../../kernel/dist/jupyter/protocol/codePoints.js';
import { Wire } from '../../../kernel/dist/jupyter/protocol/wire.js';

const wire = new Wire({ key: 'secret' }, 'session-1');

function frames(content: Record<string, unknown> = { code: '1' }): Buffer[] {
  const serialized = wire.serialize(['peer'], { type: 'execute_request', content, buffers: [Uint8Array.of(1, 2)] });
  return serialized.map((frame) => Buffer.from(frame));
}

test('a message survives the way out and back', () => {
  const { identities, header, content, parent, buffers } = wire.parse(frames());
  expect(identities.map(String)).toEqual(['peer']);
  expect(header).toMatchObject({ msg_type: 'execute_request', session: 'session-1', version: '5.5' });
  expect({ content, parent, buffers: buffers.map((b) => [...b]) }).toEqual({
    content: { code: '1' },
    parent: {},
    buffers: [[1, 2]],
  });
});

test('without a key nothing is signed', () => {
  const open = new Wire({ key: '' }, 's');
  const sent = open.serialize([], { type: 't', content: {} }).map((frame) => Buffer.from(frame as string));
  expect(String(sent[1])).toBe('');
  expect(open.parse(sent).header.msg_type).toBe('t');
});

describe('refused', () => {
  const refusal = (change: (all: Buffer[]) => Buffer[], by = wire) => expect(() => by.parse(change(frames())));

  test('another key, a changed frame, a signature of another length', () => {
    const reason = 'the signature does not fit the message and the key of the connection file';
    refusal((all) => all, new Wire({ key: 'other' }, 's')).toThrow(reason);
    refusal((all) => all.with(6, Buffer.from('{"code":"2"}'))).toThrow(reason);
    refusal((all) => all.with(2, Buffer.from(''))).toThrow(reason);
  });

  test('a message that comes a second time', () => {
    const recorded = frames();
    wire.parse(recorded);
    refusal(() => recorded).toThrow('a message with this signature has come before');
  });

  test('frames that are missing', () => {
    refusal((all) => all.slice(0, 5)).toThrow('a message needs 4 frames after its signature, got 2');
    refusal(() => [Buffer.from('x')]).toThrow('no <IDS|MSG> in a message of 1 frames');
    refusal(() => []).toThrow('no <IDS|MSG> in a message of 0 frames');
  });

  test('frames that are not JSON objects, and a header without its fields', () => {
    const open = new Wire({ key: '' }, 's');
    const parts = (...texts: string[]) => ['<IDS|MSG>', '', ...texts].map((text) => Buffer.from(text));
    refusal(() => parts('nonsense', '{}', '{}', '{}'), open).toThrow('the header is not JSON');
    refusal(() => parts('{"msg_id":"1","msg_type":"t"}', '{}', '{}', '[1]'), open).toThrow(
      'the content must be a JSON object',
    );
    refusal(() => parts('{}', '{}', '{}', '{}'), open).toThrow('the header needs a msg_id and a msg_type');
  });
});

test('cursors are counted in code points', () => {
  const text = 'a😀b';
  expect([0, 1, 2, 3, 9].map((position) => fromCodePoints(text, position))).toEqual([0, 1, 3, 4, 4]);
  expect([0, 1, 3, 4].map((offset) => toCodePoints(text, offset))).toEqual([0, 1, 2, 3]);
});
