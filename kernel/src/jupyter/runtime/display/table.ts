/**
 * Rows as a table: the keys of the objects are its columns, in order of appearance. Front ends style a plain `<table>` by
 * their theme. Long and wide tables are cut, and say so.
 */

import { inspect } from 'node:util';
import type { MimeBundle } from '../../threads.js';
import { captionStyle, markup } from './html.js';
import type { Html } from './html.js';

export type Row = Readonly<Record<string, unknown>>;

const mostRows = 60;
const mostColumns = 30;
const mostCharacters = 120;

interface Table {
  columns: string[];
  /** Texts of the cells; '' where a row lacks the key. */
  cells: string[][];
  isNumeric: boolean[];
  /** What was cut; '' when nothing was. */
  note: string;
}

/** What is shown as a table without being asked: a list of plain objects, or a Map, by its keys. */
export function rowsOf(value: unknown): Row[] | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.slice(0, mostRows).every(isRow) ? value : undefined;
  if (!(value instanceof Map) || value.size === 0) return undefined;
  const entries: [unknown, unknown][] = [...value];
  return entries.map(([key, item]) => (isRow(item) ? { '(key)': key, ...item } : { '(key)': key, '(value)': item }));
}

function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function readTable(rows: readonly Row[]): Table {
  const shown = rows.slice(0, mostRows);
  const all = [...new Set(shown.flatMap((row) => Object.keys(row)))];
  const columns = all.slice(0, mostColumns);
  const isNumber = (value: unknown) => typeof value === 'number' || typeof value === 'bigint';
  const cuts = [
    ...(rows.length > shown.length ? [`${shown.length} of ${rows.length} rows`] : []),
    ...(all.length > columns.length ? [`${columns.length} of ${all.length} columns`] : []),
  ];
  return {
    columns,
    cells: shown.map((row) => columns.map((column) => (Object.hasOwn(row, column) ? cellText(row[column]) : ''))),
    isNumeric: columns.map((column) => shown.every((row) => !Object.hasOwn(row, column) || isNumber(row[column]))),
    note: cuts.join(', '),
  };
}

function cellText(value: unknown): string {
  const text =
    typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 10 });
  const line = text.replace(/\s*\n\s*/g, ' ');
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line;
}

export function tableHtml(rows: readonly Row[]): string {
  const { columns, cells, isNumeric, note } = readTable(rows);
  const aligned = (i: number) => `text-align: ${isNumeric[i] ? 'right' : 'left'}`;
  const line = (texts: string[], cell: (text: string, i: number) => Html) => markup`<tr>${texts.map(cell)}</tr>`;
  const head = line(columns, (name, i) => markup`<th style="${aligned(i)}">${name}</th>`);
  const body = cells.map((row) => line(row, (text, i) => markup`<td style="${aligned(i)}">${text}</td>`));
  const caption = note === '' ? '' : markup`<div style="${captionStyle}">${note}</div>`;
  return markup`<div><table><thead>${head}</thead><tbody>${body}</tbody></table>${caption}</div>`.text;
}

export function tableText(rows: readonly Row[]): string {
  const { columns, cells, isNumeric, note } = readTable(rows);
  const widths = columns.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i].length)));
  const pad = (text: string, i: number) => (isNumeric[i] ? text.padStart(widths[i]) : text.padEnd(widths[i]));
  const lines = [columns, widths.map((width) => '-'.repeat(width)), ...cells].map((row) =>
    row.map(pad).join('  ').trimEnd(),
  );
  return [...lines, ...(note === '' ? [] : [note])].join('\n');
}

/** The bundle of `display.table`. */
export function tableBundle(rows: readonly Row[]): MimeBundle {
  if (!Array.isArray(rows) || !rows.every((row) => typeof row === 'object' && row !== null)) {
    throw new TypeError('display.table takes a list of objects, one a row, or a list of lists');
  }
  return { 'text/html': tableHtml(rows), 'text/plain': tableText(rows) };
}
