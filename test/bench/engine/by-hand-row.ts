/** What somebody would have programmed for exactly this form: a row read into typed fields, its cells judged. */
import { FIRST_DAY, KINDS, LAST_DAY, REGIONS } from './definition';
import type { WorkloadRow } from './workload';

export interface HandFinding {
  readonly code: string;
  readonly rule?: string;
  readonly row: string;
  readonly column: string;
  readonly message: string;
}

/** A row as its rules see it: null is blank, unreadable or not enabled. Money in kopecks. */
export interface HandRow {
  readonly id: string;
  readonly index: number;
  code: string | null;
  team: string | null;
  region: string | null;
  kind: string | null;
  people: number | null;
  girls: number | null;
  start: string | null;
  end: string | null;
  federal: number | null;
  local: number | null;
  total: number | null;
  paid: boolean | null;
}

const regions = new Set<unknown>(REGIONS);
const kinds = new Set<unknown>(KINDS);
const CODE = /^(?:[A-C]{2}-[0-9]{5})$/u;
const ISO = /^\d{4}-\d{2}-\d{2}$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MOST_PEOPLE = 9999;
const MOST_KOPECKS = 100_000_000;

const FILL = (title: string): string => `Заполните «${title}».`;
const TITLES = {
  code: 'Код группы',
  team: 'Отделение',
  region: 'Регион',
  kind: 'Форма обучения',
  people: 'Обучающихся',
  girls: 'Из них девушек',
  start: 'Начало',
  end: 'Конец',
  federal: 'Из федерального бюджета',
  local: 'Из местного бюджета',
  total: 'Всего',
  paid: 'Оплачено',
} as const;
type Column = keyof typeof TITLES;

type Note = (finding: HandFinding) => void;
type Cell = WorkloadRow['cells'][string] | undefined;

const isBlank = (value: Cell): value is null | undefined | '' =>
  value === null || value === undefined || value === '';

const typed = (value: unknown): string =>
  typeof value === 'object' && value !== null && '$raw' in value ? String(value.$raw) : String(value);

function isRealDay(text: string): boolean {
  if (!ISO.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const day = Number(text.slice(8, 10));
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}

function readText(id: string, column: Column, value: Cell, most: number, note: Note): string | null {
  if (isBlank(value) || (typeof value === 'string' && value.trim() === '')) {
    note({ code: 'required', row: id, column, message: FILL(TITLES[column]) });
    return null;
  }
  if (typeof value !== 'string') {
    note({ code: 'type', row: id, column, message: `«${typed(value)}» – не то, что нужно: здесь текст.` });
    return null;
  }
  // Code points cannot be more than code units.
  if (value.length > most && Array.from(value).length > most) {
    const message = `Введено ${Array.from(value).length} символов, нужно не больше ${most}.`;
    note({ code: 'length', row: id, column, message });
  }
  return value;
}

function readChoice(
  id: string,
  column: Column,
  value: Cell,
  list: ReadonlySet<unknown>,
  note: Note,
): string | null {
  if (isBlank(value)) {
    note({ code: 'required', row: id, column, message: FILL(TITLES[column]) });
    return null;
  }
  if (typeof value === 'string' && list.has(value)) return value;
  const message = `«${typed(value)}» нет в списке: выберите значение из списка.`;
  note({ code: 'list', row: id, column, message });
  return null;
}

function readCount(id: string, column: Column, value: Cell, isRequired: boolean, note: Note): number | null {
  if (isBlank(value)) {
    if (isRequired) note({ code: 'required', row: id, column, message: FILL(TITLES[column]) });
    return null;
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    const message = `«${typed(value)}» – не то, что нужно: здесь целое число, например 25.`;
    note({ code: 'type', row: id, column, message });
    return null;
  }
  if (value < 0 || value > MOST_PEOPLE) {
    note({ code: 'range', row: id, column, message: 'Допустимо от 0 до 9\u00a0999.' });
  }
  return value;
}

function readDay(id: string, column: Column, value: Cell, isRequired: boolean, note: Note): string | null {
  if (isBlank(value)) {
    if (isRequired) note({ code: 'required', row: id, column, message: FILL(TITLES[column]) });
    return null;
  }
  if (typeof value !== 'string' || !isRealDay(value)) {
    const message = `«${typed(value)}» – не то, что нужно: здесь дата, например 05.05.2023.`;
    note({ code: 'type', row: id, column, message });
    return null;
  }
  if (value < FIRST_DAY || value > LAST_DAY) {
    note({ code: 'range', row: id, column, message: 'Допустимо от 01.01.2026 до 31.12.2026.' });
  }
  return value;
}

/** In kopecks, exact for up to two digits after the point; more are a finding. */
function readMoney(id: string, column: Column, value: Cell, isRequired: boolean, note: Note): number | null {
  if (isBlank(value)) {
    if (isRequired) note({ code: 'required', row: id, column, message: FILL(TITLES[column]) });
    return null;
  }
  if (typeof value !== 'number') {
    const message = `«${typed(value)}» – не то, что нужно: здесь число, например 3,5.`;
    note({ code: 'type', row: id, column, message });
    return null;
  }
  const kopecks = Math.round(value * 100);
  const isExact = kopecks / 100 === value;
  if (value < 0 || kopecks > MOST_KOPECKS) {
    note({ code: 'range', row: id, column, message: 'Допустимо от 0 до 1\u00a0000\u00a0000.' });
  }
  if (!isExact) {
    note({ code: 'format', row: id, column, message: 'После запятой можно не больше 2 знаков.' });
  }
  return isExact ? kopecks : value * 100;
}

/** Reads a row and notes what is wrong with single cells. */
export function readRow({ id, cells }: WorkloadRow, index: number, note: Note): HandRow {
  const code = readText(id, 'code', cells['code'], 20, note);
  if (code !== null && !CODE.test(code)) {
    const message = 'Значение записано не так, как требуется: посмотрите подсказку к столбцу.';
    note({ code: 'pattern', row: id, column: 'code', message });
  }
  const team = readText(id, 'team', cells['team'], 10, note);
  const region = readChoice(id, 'region', cells['region'], regions, note);
  const kind = readChoice(id, 'kind', cells['kind'], kinds, note);
  const takesPart = kind !== null && kind !== 'none';
  const people = takesPart ? readCount(id, 'people', cells['people'], true, note) : null;
  const hasPeople = people !== null && people > 0;
  const girls = hasPeople ? readCount(id, 'girls', cells['girls'], false, note) : null;
  const start = hasPeople ? readDay(id, 'start', cells['start'], true, note) : null;
  const end = hasPeople ? readDay(id, 'end', cells['end'], kind === 'full', note) : null;
  const federal = readMoney(id, 'federal', cells['federal'], takesPart, note);
  const local = readMoney(id, 'local', cells['local'], false, note);
  const total = readMoney(id, 'total', cells['total'], federal !== null && federal > 0, note);
  const paid = readPaid(id, cells['paid'], note);
  return { id, index, code, team, region, kind, people, girls, start, end, federal, local, total, paid };
}

function readPaid(id: string, value: Cell, note: Note): boolean | null {
  if (typeof value === 'boolean') return value;
  if (isBlank(value)) note({ code: 'required', row: id, column: 'paid', message: FILL(TITLES.paid) });
  else {
    const message = `«${typed(value)}» – не то, что нужно: здесь «Да» или «Нет».`;
    note({ code: 'type', row: id, column: 'paid', message });
  }
  return null;
}
