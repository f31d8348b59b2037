import type { Locale } from '../../types';
import type { ExportColumn, ExportType } from './types';

/** Whose a row is, and when it was submitted: the columns before those of a sheet, in this order. */
export type LeadName =
  '_login' | '_organisation' | '_municipality' | '_region' | '_started_at' | '_submitted_at';

interface Lead {
  readonly name: LeadName;
  readonly words: Readonly<Record<Locale, string>>;
  readonly type: ExportType;
  readonly width: number;
  readonly filled: boolean;
}

const LEADS: readonly Lead[] = [
  { name: '_login', words: { ru: 'Логин', en: 'Login' }, type: 'text', width: 100, filled: true },
  {
    name: '_organisation',
    words: { ru: 'Организация', en: 'Organisation' },
    type: 'text',
    width: 280,
    filled: true,
  },
  {
    name: '_municipality',
    words: { ru: 'Муниципалитет', en: 'Municipality' },
    type: 'text',
    width: 170,
    filled: false,
  },
  { name: '_region', words: { ru: 'Регион', en: 'Region' }, type: 'text', width: 170, filled: false },
  {
    name: '_started_at',
    words: { ru: 'Дата начала работы', en: 'Started' },
    type: 'datetime',
    width: 130,
    filled: false,
  },
  {
    name: '_submitted_at',
    words: { ru: 'Дата подачи', en: 'Submitted' },
    type: 'datetime',
    width: 130,
    filled: true,
  },
];

export const leadColumns = (locale: Locale): readonly ExportColumn[] =>
  LEADS.map(({ name, words, type, width, filled }) =>
    plainColumn(name, words[locale], type, { width, filled }),
  );

/** A column that no form has. */
export const plainColumn = (
  name: string,
  heading: string,
  type: ExportType,
  { width = 120, filled = false, description = '' } = {},
): ExportColumn => ({
  name,
  heading,
  group: null,
  type,
  width,
  description,
  codes: [],
  ...(filled ? { filled } : {}),
});
