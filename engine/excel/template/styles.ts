import type ExcelJS from 'exceljs';
import type { NumberFormat, TemplateHighlight } from '../../project/template/types';

type Style = Partial<ExcelJS.Style>;

/** A font without a name is whatever a program thinks best. */
const font = (more: Partial<ExcelJS.Font> = {}): Partial<ExcelJS.Font> => ({
  name: 'Calibri',
  size: 11,
  ...more,
});
const fill = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const thin = { style: 'thin', color: { argb: 'FF9AA7B8' } } as const;
const hair = { style: 'thin', color: { argb: 'FFD5DCE5' } } as const;
const LOCKED = fill('FFF1F3F6');

export const PLAIN: Style = { font: font(), alignment: { vertical: 'top', wrapText: true } };
export const BOLD: Style = { font: font({ bold: true }) };
export const LINK: Style = { font: font({ color: { argb: 'FF1F4E9E' }, underline: true }) };
export const HEADING: Style = {
  font: font({ bold: true }),
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  fill: fill('FFE8EEF6'),
  border: { bottom: thin, top: thin, left: hair, right: hair },
  numFmt: '@',
};
export const TITLE: Style = { font: font({ bold: true, size: 14 }), alignment: { vertical: 'middle' } };
export const HINT: Style = {
  font: font({ color: { argb: 'FF4A5668' } }),
  alignment: { vertical: 'top', wrapText: true },
};
export const ROW_TITLE: Style = {
  font: font(),
  alignment: { vertical: 'middle', wrapText: true },
  fill: LOCKED,
  border: { bottom: hair, right: hair },
};
export const REMARK: Style = {
  font: font({ color: { argb: 'FF9C1C1C' } }),
  alignment: { vertical: 'middle', wrapText: false },
  // Excel neither sorts nor deletes rows that hold a locked cell.
  protection: { locked: false },
};
/** Ids of rows go along where rows are moved, so they are not locked. */
export const ROW_ID: Style = { numFmt: '@', protection: { locked: false } };

const NAMED: Readonly<Record<string, string>> = {
  text: '@',
  general: 'General',
  integer: '0',
  date: 'dd.mm.yyyy',
};

export function numberFormatOf(format: NumberFormat): string {
  if (typeof format === 'string') return NAMED[format] ?? 'General';
  return format.fractionDigits === 0 ? '0' : `0.${'0'.repeat(format.fractionDigits)}`;
}

export const dataStyle = (format: NumberFormat, isNumber: boolean, locked: boolean): Style => ({
  font: font(),
  numFmt: numberFormatOf(format),
  alignment: { vertical: 'middle', horizontal: isNumber ? 'right' : 'left', wrapText: format === 'text' },
  border: { bottom: hair, right: hair },
  protection: { locked },
  ...(locked ? { fill: LOCKED } : {}),
});

/** Looks of cells whose formula holds; the first one that holds wins. */
export const LOOKS: Readonly<
  Record<TemplateHighlight['look'], { readonly priority: number; readonly style: Style }>
> = {
  disabled: {
    priority: 1,
    style: {
      fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFEBEEF2' } },
      font: { color: { argb: 'FF8592A3' } },
    },
  },
  error: {
    priority: 2,
    style: {
      fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFBD9D9' } },
      font: { color: { argb: 'FF9C1C1C' } },
    },
  },
  warning: {
    priority: 3,
    style: {
      fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFEFC6' } },
      font: { color: { argb: 'FF6B4A00' } },
    },
  },
  missing: {
    priority: 4,
    style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFF6DE' } } },
  },
};
