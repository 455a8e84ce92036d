/**
 * Draws a scene with a pen: group backgrounds, then edges, then cards. Only what the window holds is drawn, and of that
 * only what is large enough to be made out.
 */
import { CARD_PADDING, fitLine, LINE_HEIGHT, LINE_SIZE, MARK_ROOM, TITLE_SIZE } from './card.js';
import type { Emphasis, Role } from './emphasis.js';
import type { Box, Route, Scene } from './scene.js';
import { fitText, textWidth } from './text.js';
import type { Pen } from './pen.js';
import type { GraphTheme } from './theme.js';
import { overlaps } from './viewport.js';
import type { Rect } from './viewport.js';

export interface Look {
  theme: GraphTheme;
  emphasis: Emphasis;
  /** The colour that an overlay gives a card; null: none. */
  fill(box: Box): string | null;
  /** What an overlay says of a card; null: nothing. */
  note(box: Box): string | null;
}

export interface Window {
  rect: Rect;
  /** Pixels for one unit of the world. */
  zoom: number;
}

/** Below these zooms there is no text, there are no details, there are no edges. */
const TEXT_ZOOM = 0.35;
const DETAIL_ZOOM = 0.12;
const EDGE_ZOOM = 0.03;
const FAINT = 0.22;
const RADIUS = 6;
const STRIP = 4;

export function drawScene(scene: Scene, pen: Pen, look: Look, window: Window): void {
  const boxes = scene.boxes.filter((box) => overlaps(box, window.rect));
  const routes = scene.routes.filter((route) => isSeen(route, window));
  for (const box of boxes) {
    if (box.isOpen && box.width * window.zoom > 1) drawGround(box, pen, look, window);
  }
  drawRoutes(routes, pen, look, window);
  for (const box of window.zoom < DETAIL_ZOOM ? withoutHidden(boxes, window.zoom) : boxes) {
    pen.opacity(isFaint(look.emphasis, box) ? FAINT : 1);
    if (box.isOpen) drawHeader(box, pen, look, window);
    else drawCard(box, pen, look, window);
  }
  pen.opacity(1);
  if (window.zoom >= TEXT_ZOOM) {
    drawLabels(routes, pen, look);
  }
}

/** Without the closed boxes that fall on the same pixel as the one before. */
function withoutHidden(boxes: readonly Box[], zoom: number): Box[] {
  let last = '';
  return boxes.filter((box) => {
    const pixel = `${Math.floor(box.x * zoom)} ${Math.floor(box.y * zoom)}`;
    const isHidden = !box.isOpen && box.height * zoom < 1 && pixel === last;
    last = box.isOpen ? last : pixel;
    return !isHidden;
  });
}

function isSeen({ bounds: [left, top, right, bottom] }: Route, { rect, zoom }: Window): boolean {
  const isTooSmall = (right - left + bottom - top) * zoom < 2;
  return !isTooSmall && overlaps({ x: left, y: top, width: right - left, height: bottom - top }, rect);
}

function isFaint({ boxes, isExclusive }: Emphasis, box: Box): boolean {
  return isExclusive && !box.isOpen && !boxes.has(box);
}

function roleColor(theme: GraphTheme, role: Role): string {
  return { selected: theme.selection, upstream: theme.upstream, downstream: theme.downstream, found: theme.found }[
    role
  ];
}

function drawGround(box: Box, pen: Pen, { theme, emphasis }: Look, { zoom }: Window): void {
  const role = emphasis.boxes.get(box);
  pen.box(box.x, box.y, box.width, box.height, {
    radius: zoom < DETAIL_ZOOM ? 0 : RADIUS,
    fill: theme.group,
    stroke: role === undefined ? theme.border : roleColor(theme, role),
    lineWidth: (role === undefined ? 1 : 2) / Math.min(1, zoom),
  });
}

function drawHeader({ x, y, width, card }: Box, pen: Pen, { theme }: Look, { zoom }: Window): void {
  if (zoom < TEXT_ZOOM) {
    return;
  }
  const baseline = y + CARD_PADDING + TITLE_SIZE - 2;
  const title = fitText(card.title, width - 3 * CARD_PADDING - MARK_ROOM, TITLE_SIZE, true);
  const left = CARD_PADDING + textWidth(title, TITLE_SIZE, true) + 4;
  pen.text(title, x + CARD_PADDING, baseline, { size: TITLE_SIZE, color: theme.text, isBold: true, align: 'start' });
  const line = fitLine(card.lines[0], width - left - 2 * CARD_PADDING - MARK_ROOM);
  pen.text(line, x + left, baseline, { size: LINE_SIZE, color: theme.faintText, isBold: false, align: 'start' });
  drawMark('−', x + width, baseline, pen, theme.faintText);
}

/** Where a group is opened and closed. */
function drawMark(mark: string, right: number, baseline: number, pen: Pen, color: string): void {
  pen.text(mark, right - CARD_PADDING, baseline, { size: 16, color, isBold: false, align: 'end' });
}

function drawCard(box: Box, pen: Pen, look: Look, { zoom }: Window): void {
  const { theme, emphasis } = look;
  const { x, y, width, height, card } = box;
  const role = emphasis.boxes.get(box);
  if (zoom < DETAIL_ZOOM) {
    const color = role === undefined ? (look.fill(box) ?? flatColor(box, theme)) : roleColor(theme, role);
    const pixel = 1 / zoom;
    const style = { radius: 0, fill: color, stroke: null, lineWidth: 0 };
    pen.box(x, y, Math.max(width, pixel), Math.max(height, pixel), style);
    return;
  }
  const stroke = role === undefined ? theme.border : roleColor(theme, role);
  const lineWidth = (role === undefined ? 1 : role === 'selected' ? 2.5 : 1.8) / Math.min(1, zoom);
  const radius = card.kind === 'terminal' ? height / 2 : RADIUS;
  const fill = look.fill(box) ?? (card.kind === 'terminal' ? theme.terminal : theme.card);
  if (box.item?.kind === 'group' && box.item.isSeries) {
    pen.box(x + 5, y + 5, width, height, { radius, fill, stroke: theme.border, lineWidth: 1 });
  }
  pen.box(x, y, width, height, { radius, fill, stroke, lineWidth });
  if (card.kind !== 'terminal' && card.kind !== 'group') {
    const strip = { radius: STRIP / 2, fill: theme.kinds[card.kind], stroke: null, lineWidth: 0 };
    pen.box(x + 3, y + 5, STRIP, height - 10, strip);
  }
  if (zoom >= TEXT_ZOOM) {
    writeCard(box, pen, look);
  }
}

function flatColor({ card }: Box, theme: GraphTheme): string {
  return card.kind === 'terminal' || card.kind === 'group' ? theme.edge : theme.kinds[card.kind];
}

function writeCard(box: Box, pen: Pen, { theme, fill, note }: Look): void {
  const { x, y, width, height, card } = box;
  const isTerminal = card.kind === 'terminal';
  const align = isTerminal ? 'middle' : 'start';
  const left = isTerminal ? x + width / 2 : x + CARD_PADDING + 2;
  const baseline = y + CARD_PADDING + TITLE_SIZE - 2;
  pen.text(card.title, left, baseline, { size: TITLE_SIZE, color: theme.text, isBold: true, align });
  const noted = note(box);
  const noteRoom = noted === null ? 0 : textWidth(noted, LINE_SIZE, true) + 8;
  // Faint letters could not be read on the colours of an overlay.
  const color = fill(box) === null ? theme.faintText : theme.text;
  card.lines.forEach((line, k) => {
    const style = { size: LINE_SIZE, color, isBold: false, align } as const;
    const room = width - 2 * CARD_PADDING - 2 - (k === card.lines.length - 1 ? noteRoom : 0);
    pen.text(fitLine(line, room), left, baseline + LINE_HEIGHT * (k + 1), style);
  });
  if (card.hasInside) {
    drawMark(card.kind === 'group' ? '+' : '›', x + width, baseline + 1, pen, color);
  }
  if (noted !== null) {
    const style = { size: LINE_SIZE, color: theme.text, isBold: true, align: 'end' } as const;
    pen.text(noted, x + width - CARD_PADDING, y + height - CARD_PADDING + 1, style);
  }
}

/** Those that stand out lie above the others. */
function drawRoutes(routes: readonly Route[], pen: Pen, { theme, emphasis }: Look, { zoom }: Window): void {
  const lineWidth = Math.max(1.2, 0.7 / zoom);
  if (zoom >= EDGE_ZOOM) {
    pen.opacity(emphasis.isExclusive ? FAINT : 1);
    const style = { stroke: theme.edge, lineWidth, hasArrow: zoom >= DETAIL_ZOOM };
    for (const route of routes) {
      if (!emphasis.routes.has(route))
        pen.route(route.points, { ...style, hasArrow: style.hasArrow && route.to !== null });
    }
    pen.opacity(1);
  }
  for (const route of routes) {
    const role = emphasis.routes.get(route);
    if (role !== undefined) {
      const stroke = roleColor(theme, role);
      pen.route(route.points, { stroke, lineWidth: 2 * lineWidth, hasArrow: zoom >= DETAIL_ZOOM && route.to !== null });
    }
  }
}

/** The shape of what flows, beside the middle of an edge; where two would overlap, only the first. */
function drawLabels(routes: readonly Route[], pen: Pen, { theme, emphasis }: Look): void {
  const taken: Rect[] = [];
  for (const route of routes) {
    if (route.label === '' || (emphasis.isExclusive && !emphasis.routes.has(route))) {
      continue;
    }
    const [x, y] = middleOf(route.points);
    const room = { x: x + 4, y: y - LINE_SIZE / 2, width: textWidth(route.label, LINE_SIZE), height: LINE_SIZE };
    if (!taken.some((other) => overlaps(other, room))) {
      taken.push(room);
      const style = { size: LINE_SIZE, color: theme.faintText, isBold: false, align: 'start' } as const;
      pen.text(route.label, room.x, y + LINE_SIZE / 2 - 1, style);
    }
  }
}

/** Of the last curve: near the taker of the value, where parallel edges lie apart. */
function middleOf(points: readonly number[]): [x: number, y: number] {
  const end = points.length;
  return [(points[end - 4] + points[end - 2]) / 2, (points[end - 3] + points[end - 1]) / 2];
}
