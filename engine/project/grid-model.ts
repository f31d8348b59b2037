import type { ColumnTypeName, CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { CellValue, Locale } from '../types';
import { valueTypes } from '../values';
import type { PlaceholderKind } from '../values/types';

export interface GridCode {
  readonly value: string;
  readonly label: string;
}

export interface GridColumn {
  readonly id: string;
  readonly title: string;
  readonly group: string | null;
  readonly hint: string | null;
  readonly type: ColumnTypeName;
  readonly placeholder: PlaceholderKind;
  /** Pixels. */
  readonly width: number;
  readonly codes: readonly GridCode[];
  readonly computed: boolean;
  readonly total: boolean;
}

export interface GridGivenRow {
  readonly id: string;
  readonly title: string;
  readonly cells: Readonly<Record<string, CellValue>>;
}

export interface GridSheet {
  readonly id: string;
  readonly title: string;
  readonly hint: string | null;
  /** Rows come and go; otherwise the form gives them. */
  readonly open: boolean;
  readonly minRows: number;
  readonly maxRows: number;
  readonly givenRows: readonly GridGivenRow[];
  readonly columns: readonly GridColumn[];
  /** Hints of single cells by row and column. */
  readonly cellHints: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface GridModel {
  readonly title: string;
  readonly sheets: readonly GridSheet[];
}

const DEFAULT_WIDTH: Readonly<Record<PlaceholderKind, number>> = {
  text: 220,
  list: 200,
  number: 120,
  date: 120,
};

/** Width of a column in pixels, by its type where the form does not say. */
export const columnWidth = (column: CompiledColumn): number =>
  column.width ?? DEFAULT_WIDTH[valueTypes[column.type].placeholder];

/** Everything of a form that a table needs and that does not change while it is filled. */
export function toGridModel(form: CompiledForm, locale: Locale): GridModel {
  return {
    title: localize(form.title, locale),
    sheets: form.sheets.map((sheet) => gridSheet(sheet, locale)),
  };
}

function gridSheet(sheet: CompiledSheet, locale: Locale): GridSheet {
  const { rows } = sheet;
  const cellHints: Record<string, Record<string, string>> = {};
  for (const [row, cells] of sheet.overrides) {
    for (const [column, cell] of cells) {
      if (cell.hint !== undefined) (cellHints[row] ??= {})[column] = localize(cell.hint, locale);
    }
  }
  return {
    id: sheet.id,
    title: localize(sheet.title, locale),
    hint: localize(sheet.hint, locale) || null,
    open: rows.kind === 'open',
    minRows: rows.kind === 'open' ? rows.min : rows.items.length,
    maxRows: rows.kind === 'open' ? rows.max : rows.items.length,
    givenRows:
      rows.kind === 'open'
        ? []
        : rows.items.map((item) => ({ id: item.id, title: localize(item.title, locale), cells: item.cells })),
    columns: sheet.columns.map((column): GridColumn => {
      const { placeholder } = valueTypes[column.type];
      return {
        id: column.id,
        title: localize(column.title, locale),
        group: localize(column.group, locale) || null,
        hint: localize(column.hint, locale) || null,
        type: column.type,
        placeholder,
        width: columnWidth(column),
        codes: (column.list?.codes ?? []).map((code) => ({
          value: code.value,
          label: localize(code.label, locale),
        })),
        computed: column.value !== undefined,
        total: column.total !== undefined,
      };
    }),
    cellHints,
  };
}
