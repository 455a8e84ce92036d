// TensorBoard's events as protocol buffers. Fields: tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto.
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Histogram } from '../histogram.js';

/** What an event says under a tag. */
export type SummaryValue =
  | { scalar: number }
  | { histogram: Histogram }
  | { png: Uint8Array; width: number; height: number; channels: number }
  | { text: string };

/** The first event of a file. `wallTime` in seconds since 1970. */
export function versionEvent(wallTime: number): Uint8Array {
  return new BinaryWriter()
    .tag(1, WireType.Bit64)
    .double(wallTime)
    .tag(3, WireType.LengthDelimited)
    .string('brain.Event:2')
    .finish();
}

export function summaryEvent(wallTime: number, step: number, tag: string, value: SummaryValue): Uint8Array {
  const writer = new BinaryWriter().tag(1, WireType.Bit64).double(wallTime).tag(2, WireType.Varint).int64(step);
  return within(writer, 5, () => within(writer, 1, () => writeValue(writer, tag, value))).finish();
}

/** Writes a message as field `field` of the one around it. */
function within(writer: BinaryWriter, field: number, write: () => void): BinaryWriter {
  writer.tag(field, WireType.LengthDelimited).fork();
  write();
  return writer.join();
}

function writeValue(writer: BinaryWriter, tag: string, value: SummaryValue): void {
  writer.tag(1, WireType.LengthDelimited).string(tag);
  if ('scalar' in value) writer.tag(2, WireType.Bit32).float(Math.fround(value.scalar));
  else if ('png' in value) within(writer, 4, () => writeImage(writer, value));
  else if ('histogram' in value) within(writer, 5, () => writeHistogram(writer, value.histogram));
  else writeText(writer, value.text);
}

function writeImage(writer: BinaryWriter, image: Extract<SummaryValue, { png: Uint8Array }>): void {
  writer.tag(1, WireType.Varint).int32(image.height);
  writer.tag(2, WireType.Varint).int32(image.width);
  writer.tag(3, WireType.Varint).int32(image.channels);
  writer.tag(4, WireType.LengthDelimited).bytes(image.png);
}

function writeHistogram(writer: BinaryWriter, { edges, counts }: Histogram): void {
  const total = counts.reduce((sum, count) => sum + count, 0);
  writer.tag(1, WireType.Bit64).double(edges[0]);
  writer.tag(2, WireType.Bit64).double(edges[edges.length - 1]);
  writer.tag(3, WireType.Bit64).double(total);
  const doubles = (field: number, values: number[]) =>
    within(writer, field, () => values.forEach((value) => writer.double(value)));
  doubles(6, edges.slice(1));
  doubles(7, counts);
}

/** A text is a tensor of strings for the plugin `text`. */
function writeText(writer: BinaryWriter, text: string): void {
  const DT_STRING = 7;
  within(writer, 9, () => within(writer, 1, () => writer.tag(1, WireType.LengthDelimited).string('text')));
  within(writer, 8, () => {
    writer.tag(1, WireType.Varint).int32(DT_STRING);
    within(writer, 2, () => within(writer, 2, () => writer.tag(1, WireType.Varint).int64(1)));
    writer.tag(8, WireType.LengthDelimited).string(text);
  });
}
