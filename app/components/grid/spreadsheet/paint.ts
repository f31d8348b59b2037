/** Paints single cells and headings of rows on a canvas. Knows neither fortune-sheet nor where cells stand. */
import type { CellView, GridColumn, RowView } from '../adapter';
import type { Rect } from './geometry';
import type { Palette } from './palette';
import { shownText } from './workbook-data';

type Context = CanvasRenderingContext2D;

/** Sides of a cell where a frame runs. */
export interface Sides {
  readonly top: boolean;
  readonly bottom: boolean;
  readonly left: boolean;
  readonly right: boolean;
}

/** How a cell takes part in the selection, in what would be filled, and in a search. */
export interface CellMarks {
  readonly selected: boolean;
  readonly active: boolean;
  /** Where the selected range ends. */
  readonly edges: Sides;
  /** The grid has the focus. */
  readonly focused: boolean;
  /** `null` outside of what dropping the corner of the selection would fill. */
  readonly filling: Sides | null;
  /** A search has found it. */
  readonly found: boolean;
}

const PADDING_PX = 8;
const GAP_PX = 4;
const ICON_PX = 14;
const HATCH_PX = 8;
/** Height of what marks words that were found. */
const GROUND_PX = 20;

/** lucide's icons, 24 units wide, drawn with strokes of 2. */
const icons = {
  error: 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 8v4M12 16h.01',
  warning: 'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
  remark:
    'M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2zM7 11h10M7 15h6M7 7h8',
  hint: 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 16v-4M12 8h.01',
} as const;

function paintIcon(context: Context, icon: keyof typeof icons, x: number, y: number, colour: string): void {
  context.save();
  context.translate(x, y);
  context.scale(ICON_PX / 24, ICON_PX / 24);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(new Path2D(icons[icon]));
  context.restore();
}

/** The longest beginning that fits, with «…» where something is left out. */
function fitted(context: Context, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (context.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low)}…`;
}

interface Line {
  readonly text: string;
  readonly colour: string;
  readonly font: string;
  readonly align: 'start' | 'center' | 'end';
  readonly icon: { readonly name: keyof typeof icons; readonly colour: string } | null;
  /** Behind the words; `null` for none. */
  readonly ground: string | null;
}

function paintLine(context: Context, rect: Rect, line: Line): void {
  const { left, top, width, height } = rect;
  const room = width - 1 - 2 * PADDING_PX - (line.icon ? ICON_PX + GAP_PX : 0);
  if (line.icon)
    paintIcon(
      context,
      line.icon.name,
      left + width - 1 - PADDING_PX - ICON_PX,
      top + (height - 1 - ICON_PX) / 2,
      line.icon.colour,
    );
  if (line.text === '' || room <= 0) return;
  if (line.ground !== null) {
    context.fillStyle = line.ground;
    context.fillRect(left + PADDING_PX, top + (height - GROUND_PX) / 2, room, GROUND_PX);
  }
  context.font = line.font;
  context.fillStyle = line.colour;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const text = fitted(context, line.text, room);
  const free = line.align === 'start' ? 0 : room - context.measureText(text).width;
  const indent = line.align === 'center' ? free / 2 : free;
  context.fillText(text, left + PADDING_PX + Math.max(0, indent), top + (height - 1) / 2 + 1);
}

function backgroundOf(view: CellView, palette: Palette): string {
  if (view.error !== null) return palette.error;
  if (view.warning !== null) return palette.warning;
  if (view.notEnabled) return palette.off;
  if (view.computed) return palette.computed;
  return view.readOnly ? palette.readOnly : palette.cell;
}

function paintHatch(context: Context, { left, top, width, height }: Rect, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.beginPath();
  for (let x = left - height; x < left + width; x += HATCH_PX) {
    context.moveTo(x, top);
    context.lineTo(x + height, top + height);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}

function iconOf(view: CellView, palette: Palette): Line['icon'] {
  if (view.error !== null) return { name: 'error', colour: palette.textError };
  if (view.remark !== null) return { name: 'remark', colour: palette.accent };
  if (view.warning !== null) return { name: 'warning', colour: palette.textWarning };
  return view.hint === null ? null : { name: 'hint', colour: palette.accent };
}

/** Fills the sides of a rectangle from inside. */
function paintFrame(
  context: Context,
  { left, top, width, height }: Rect,
  sides: Sides,
  thickness: number,
  colour: string,
): void {
  context.fillStyle = colour;
  if (sides.top) context.fillRect(left, top, width, thickness);
  if (sides.bottom) context.fillRect(left, top + height - thickness, width, thickness);
  if (sides.left) context.fillRect(left, top, thickness, height);
  if (sides.right) context.fillRect(left + width - thickness, top, thickness, height);
}

const everySide = { top: true, bottom: true, left: true, right: true };

const DASH_PX = 4;

/** Dashes along the sides of what would be filled. */
function paintFilling(
  context: Context,
  { left, top, width, height }: Rect,
  sides: Sides,
  colour: string,
): void {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash([DASH_PX, DASH_PX]);
  context.beginPath();
  const line = (isWanted: boolean, fromX: number, fromY: number, toX: number, toY: number): void => {
    if (!isWanted) return;
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
  };
  const right = left + width;
  const bottom = top + height;
  line(sides.top, left, top + 1, right, top + 1);
  line(sides.bottom, left, bottom - 1, right, bottom - 1);
  line(sides.left, left + 1, top, left + 1, bottom);
  line(sides.right, right - 1, top, right - 1, bottom);
  context.stroke();
  context.restore();
}

function paintMarks(context: Context, rect: Rect, marks: CellMarks, palette: Palette): void {
  const inside = { ...rect, width: rect.width - 1, height: rect.height - 1 };
  if (marks.filling) paintFilling(context, inside, marks.filling, palette.active);
  if (!marks.selected) return;
  if (!marks.active) {
    context.globalAlpha = marks.focused ? 0.12 : 0.06;
    context.fillStyle = palette.active;
    context.fillRect(inside.left, inside.top, inside.width, inside.height);
    context.globalAlpha = 1;
  }
  paintFrame(context, inside, marks.edges, 1, palette.active);
  if (marks.active)
    paintFrame(context, inside, everySide, 2, marks.focused ? palette.active : palette.strongLine);
}

/** The line below and at the end. */
function paintLines(context: Context, rect: Rect, palette: Palette, isStrongEnd: boolean): void {
  const { left, top, width, height } = rect;
  context.fillStyle = palette.line;
  context.fillRect(left, top + height - 1, width, 1);
  context.fillStyle = isStrongEnd ? palette.strongLine : palette.line;
  context.fillRect(left + width - 1, top, 1, height);
}

interface CellToPaint {
  readonly view: CellView;
  readonly column: GridColumn;
  readonly marks: CellMarks;
  /** The last of the columns that are never scrolled away. */
  readonly endsFrozen: boolean;
}

/** Paints a cell, its state and its part of the selection, over whatever was there. */
export function paintCell(
  context: Context,
  rect: Rect,
  { view, column, marks, endsFrozen }: CellToPaint,
  palette: Palette,
): void {
  context.fillStyle = backgroundOf(view, palette);
  context.fillRect(rect.left, rect.top, rect.width, rect.height);
  if (view.notEnabled && view.error === null) paintHatch(context, rect, palette.hatch);
  const isBlank = view.text === '';
  const colour = marks.found
    ? palette.text
    : view.error !== null
      ? palette.textError
      : isBlank || view.readOnly
        ? palette.textMuted
        : palette.text;
  paintLine(context, rect, {
    text: shownText(isBlank ? view.placeholder : view.text),
    colour,
    font: `${view.computed ? 'italic ' : ''}14px ${palette.font}`,
    align: view.notEnabled ? 'center' : column.align,
    icon: iconOf(view, palette),
    ground: marks.found ? palette.found : null,
  });
  paintLines(context, rect, palette, endsFrozen);
  paintMarks(context, rect, marks, palette);
}

/** Paints the number or the title of a row. */
export function paintRowHead(
  context: Context,
  rect: Rect,
  row: RowView,
  isSelected: boolean,
  palette: Palette,
): void {
  const isTitle = row.title !== null;
  const background = isSelected ? palette.accentSoft : palette.heading;
  context.fillStyle = row.error === null ? background : palette.error;
  context.fillRect(rect.left, rect.top, rect.width, rect.height);
  paintLine(context, rect, {
    text: shownText(row.title ?? String(row.rowNumber)),
    colour: isSelected ? palette.accent : isTitle ? palette.text : palette.textMuted,
    font: `500 ${isTitle ? 14 : 12}px ${palette.font}`,
    align: isTitle ? 'start' : 'center',
    icon: row.error === null ? null : { name: 'error', colour: palette.textError },
    ground: null,
  });
  paintLines(context, rect, palette, false);
}
