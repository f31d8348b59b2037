/** Places of remarks: from a selection, in words, and as marks in the sheets. */
import { encodeCell, localize } from 'engine';
import type { Locale } from 'engine';
import type { TFunction } from 'i18next';
import type { RemarkPlace, RemarkView } from '~/protocol/review';
import { speltAs } from '../../wording/spelling';
import type { PlaceMarks } from '../filling/model/place-marks';
import type { Workspace } from '../filling/workspace/workspace';
import { rangeOf } from '../grid/controller/selection';

export type PlaceKind = 'cell' | 'row' | 'column' | 'sheet' | 'whole';

export const WHOLE: RemarkPlace = { sheet: null, row: null, column: null };

export function kindOf({ sheet, row, column }: RemarkPlace): PlaceKind {
  if (sheet === null) return 'whole';
  if (row !== null) return column === null ? 'row' : 'cell';
  return column === null ? 'sheet' : 'column';
}

/** What is selected: a row or column where all of it is, everything as the sheet, else the active cell. */
export function selectedKind({ controller, models, sheet }: Workspace): PlaceKind {
  const { top, bottom, left, right } = rangeOf(controller.state().selection);
  const { rowIds, columns } = models.model(sheet());
  if (rowIds.length === 0) return 'sheet';
  const isWide = left === 0 && right === columns.length - 1 && columns.length > 1;
  const isHigh = top === 0 && bottom === rowIds.length - 1 && rowIds.length > 1;
  if (isWide && isHigh) return 'sheet';
  if (isWide && top === bottom) return 'row';
  return isHigh && left === right ? 'column' : 'cell';
}

/** The place of a kind at the active cell. */
export function placeAt({ controller, models, sheet }: Workspace, kind: PlaceKind): RemarkPlace {
  if (kind === 'whole') return WHOLE;
  const id = sheet();
  const { rowIds, columns } = models.model(id);
  const { active } = controller.state().selection;
  const row = rowIds[active.rowIndex] ?? null;
  const column = columns[active.columnIndex]?.id ?? null;
  return {
    sheet: id,
    row: kind === 'cell' || kind === 'row' ? row : null,
    column: kind === 'column' || (kind === 'cell' && row !== null) ? column : null,
  };
}

/** «Лист «Кадры», строка 4, столбец «Часы»»; the sheet is left out where there is one only. */
export function placeWords(workspace: Workspace, place: RemarkPlace, t: TFunction<'review'>): string {
  if (place.sheet === null) return t('place.whole');
  const { models, session } = workspace;
  const sheet = models.sheets.find(({ id }) => id === place.sheet);
  const model = sheet && models.model(sheet.id);
  const column = model?.columns.find(({ id }) => id === place.column);
  const rowIndex = place.row === null ? -1 : session.rowIds(place.sheet).indexOf(place.row);
  const row = rowIndex < 0 ? null : model?.rowView(rowIndex);
  const parts = [
    models.sheets.length > 1 ? t('place.sheetOf', { sheet: sheet?.title ?? place.sheet }) : null,
    place.row === null
      ? null
      : row
        ? t('place.row', { row: row.title ?? row.rowNumber })
        : t('place.rowGone'),
    place.column === null ? null : t('place.column', { column: column?.title ?? place.column }),
  ].filter((part) => part !== null);
  const words = parts.length === 0 ? t('place.sheet') : parts.join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const isShown = ({ state }: RemarkView): boolean => state !== 'resolved';
const keyOf = (...parts: readonly string[]): string => parts.join('\u0000');

/** Remarks that are not settled, as marks. */
export function toMarks(remarks: readonly RemarkView[]): PlaceMarks {
  const places = new Map<string, string>();
  const columns = new Map<string, Map<string, string>>();
  const said = (before: string | undefined, text: string): string =>
    before === undefined ? text : `${before}\n${text}`;
  for (const { place, text } of remarks.filter(isShown)) {
    const { sheet, row, column } = place;
    if (sheet === null) continue;
    if (row !== null) {
      const key = column === null ? keyOf(sheet, row) : keyOf(sheet, row, column);
      places.set(key, said(places.get(key), text));
    } else if (column !== null) {
      const ofSheet = columns.get(sheet) ?? new Map<string, string>();
      ofSheet.set(column, said(ofSheet.get(column), text));
      columns.set(sheet, ofSheet);
    }
  }
  return {
    ofCell: (sheet, row, column) => places.get(keyOf(sheet, row, column)) ?? null,
    ofRow: (sheet, row) => places.get(keyOf(sheet, row)) ?? null,
    ofColumns: (sheet) => columns.get(sheet) ?? null,
  };
}

export interface CellChange {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** What has become of a remark's cells since it was made. */
export type Fate =
  | { readonly kind: 'same' }
  | { readonly kind: 'row_gone' }
  | { readonly kind: 'changed'; readonly cells: readonly CellChange[] };

/** Compares what a cell or row held with what it holds in the workspace; places without such a value never change. */
export function fateOf(workspace: Workspace, { place, before }: RemarkView, locale: Locale): Fate {
  const { sheet, row, column } = place;
  if (sheet === null || row === null || before === null) return { kind: 'same' };
  const { session } = workspace;
  const compiled = session.form.sheetById.get(sheet);
  if (!compiled) return { kind: 'same' };
  const ids = session.rowIds(sheet);
  if (!ids.includes(row) || session.isGhost(sheet, row)) return { kind: 'row_gone' };
  const cells = compiled.columns
    .filter(({ id, value }) => (column === null ? value === undefined : id === column))
    .flatMap((known): CellChange[] => {
      const spelt = speltAs(session.form, known);
      const state = session.live.cellState(sheet, row, known.id);
      const was = encodeCell(before[known.id] ?? null, spelt, locale);
      const is = state.enabled || state.computed ? encodeCell(state.value, spelt, locale) : '';
      return was === is ? [] : [{ column: localize(known.title, locale), before: was, after: is }];
    });
  return cells.length === 0 ? { kind: 'same' } : { kind: 'changed', cells };
}

/** In the order of the form: the whole, then sheet by sheet, row by row, column by column. */
export function inOrder(workspace: Workspace, remarks: readonly RemarkView[]): readonly RemarkView[] {
  const { models, session } = workspace;
  const keys = new Map(
    remarks.map((remark) => {
      const { sheet, row, column } = remark.place;
      if (sheet === null) return [remark, [-1, -1, -1]] as const;
      const columns = session.form.sheetById.get(sheet)?.columns ?? [];
      return [
        remark,
        [
          models.sheets.findIndex(({ id }) => id === sheet),
          row === null ? -1 : session.rowIds(sheet).indexOf(row),
          column === null ? -1 : columns.findIndex(({ id }) => id === column),
        ],
      ] as const;
    }),
  );
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const at = a.findIndex((value, index) => value !== b[index]);
    return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
  };
  return [...remarks].sort((a, b) => compare(keys.get(a) ?? [], keys.get(b) ?? []));
}
