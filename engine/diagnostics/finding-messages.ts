/** What findings say to people: what is wrong and what to do. Rules bring their own messages. */
import type { CompiledColumn } from '../compile/types';
import type { CellValue, FindingCode, Locale } from '../types';
import { encodeCell } from '../values';
import { formatNumber } from '../values/number';
import { localize } from './localize';
import { plural } from './plural';

type Params = Readonly<Record<string, CellValue>>;
interface Place {
  readonly params: Params;
  readonly column: CompiledColumn | null;
  readonly key: readonly CompiledColumn[];
}
type Text = (place: Place) => string;
type Texts = Readonly<Record<Exclude<FindingCode, never>, Text>>;

const number = (value: CellValue | undefined, locale: Locale): string =>
  typeof value === 'number' ? formatNumber(value, locale) : '';

function bounds(place: Place, locale: Locale): string {
  const { column, params } = place;
  const show = (name: 'min' | 'max'): string => {
    const value = params[name] ?? null;
    if (value === null) return '';
    return column ? encodeCell(value, column, locale) : number(value, locale);
  };
  const [min, max] = [show('min'), show('max')];
  if (min && max) return locale === 'ru' ? `от ${min} до ${max}` : `from ${min} to ${max}`;
  if (min) return locale === 'ru' ? `не меньше ${min}` : `at least ${min}`;
  return locale === 'ru' ? `не больше ${max}` : `at most ${max}`;
}

const EXPECTED: Readonly<Record<CompiledColumn['type'], readonly [string, string]>> = {
  text: ['текст', 'text'],
  integer: ['целое число, например 25', 'a whole number, such as 25'],
  number: ['число, например 3,5', 'a number, such as 3.5'],
  date: ['дата, например 05.05.2023', 'a date, such as 05.05.2023'],
  boolean: ['«Да» или «Нет»', '"Yes" or "No"'],
  choice: ['значение из списка', 'a value of the list'],
  choices: ['значения из списка', 'values of the list'],
};

const FORMATS: Readonly<Record<string, readonly [string, string]>> = {
  inn: [
    'ИНН из 10 или 12 цифр с верными контрольными цифрами',
    'an INN of 10 or 12 digits with right control digits',
  ],
  kpp: ['КПП из 9 знаков', 'a KPP of 9 characters'],
  ogrn: [
    'ОГРН из 13 или ОГРНИП из 15 цифр с верной контрольной цифрой',
    'an OGRN of 13 or 15 digits with a right control digit',
  ],
  snils: ['СНИЛС из 11 цифр с верным контрольным числом', 'a SNILS of 11 digits with a right control number'],
  email: [
    'адрес электронной почты, например school@example.ru',
    'an e-mail address, such as school@example.org',
  ],
  phone: ['номер телефона из 10–15 цифр', 'a phone number of 10 to 15 digits'],
};

const shownValue = (params: Params): string => {
  const value = params['value'] ?? null;
  const text = Array.isArray(value) ? value.join('; ') : typeof value === 'string' ? value : '';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

function lengthText({ params }: Place, locale: Locale): string {
  const [length, min, max] = [params['length'], params['minLength'], params['maxLength']].map((v) =>
    typeof v === 'number' ? v : null,
  );
  const limit = max !== null && max !== undefined && (length ?? 0) > max ? max : (min ?? 0);
  const tooLong = limit === max;
  if (locale === 'en') {
    const characters = plural(length ?? 0, 'en', ['', '', ''], ['character', 'characters']);
    return `${length ?? 0} ${characters}: ${tooLong ? 'at most' : 'at least'} ${limit} expected.`;
  }
  const signs = plural(length ?? 0, 'ru', ['символ', 'символа', 'символов'], ['', '']);
  return `Введено ${length ?? 0} ${signs}, нужно ${tooLong ? 'не больше' : 'не меньше'} ${limit}.`;
}

function rowsText({ params }: Place, locale: Locale): string {
  const { row, count, min, max } = params;
  if (typeof row === 'string') {
    return locale === 'ru' ? `Строки «${row}» нет в форме.` : `The form has no row "${row}".`;
  }
  const tooFew = Number(count) < Number(min);
  const limit = number(tooFew ? min : max, locale);
  if (locale === 'en') {
    const noun = plural(Number(tooFew ? min : max), 'en', ['', '', ''], ['row', 'rows']);
    return `${tooFew ? 'At least' : 'At most'} ${limit} ${noun} expected, ${number(count, locale)} filled.`;
  }
  const filled = plural(Number(count), 'ru', ['заполнена', 'заполнены', 'заполнено'], ['', '']);
  return `Нужно ${tooFew ? 'не меньше' : 'не больше'} ${limit} ${plural(Number(tooFew ? min : max), 'ru', ['строки', 'строк', 'строк'], ['', ''])}, ${filled} ${number(count, locale)}.`;
}

function formatText({ params, column }: Place, locale: Locale): string {
  const digits = params['fractionDigits'];
  if (typeof digits === 'number') {
    return locale === 'ru'
      ? `После запятой можно не больше ${digits} ${plural(digits, 'ru', ['знака', 'знаков', 'знаков'], ['', ''])}.`
      : `At most ${digits} ${plural(digits, 'en', ['', '', ''], ['digit', 'digits'])} after the point.`;
  }
  const [ru, en] = FORMATS[column?.format ?? ''] ?? ['другой вид записи', 'another format'];
  return locale === 'ru' ? `Здесь нужен ${ru}.` : `Expected ${en}.`;
}

const titles = (columns: readonly CompiledColumn[], locale: Locale): string =>
  columns
    .map((column) =>
      locale === 'ru' ? `«${localize(column.title, 'ru')}»` : `"${localize(column.title, 'en')}"`,
    )
    .join(', ');

const RU: Texts = {
  required: ({ column }) => `Заполните «${localize(column?.title, 'ru')}».`,
  type: ({ params, column }) =>
    `«${shownValue(params)}» – не то, что нужно: здесь ${EXPECTED[column?.type ?? 'text'][0]}.`,
  range: (place) => `Допустимо ${bounds(place, 'ru')}.`,
  length: (place) => lengthText(place, 'ru'),
  pattern: () => 'Значение записано не так, как требуется: посмотрите подсказку к столбцу.',
  format: (place) => formatText(place, 'ru'),
  list: ({ params }) => `«${shownValue(params)}» нет в списке: выберите значение из списка.`,
  key: ({ key }) => `Такая строка уже есть: ${titles(key, 'ru')} не должны повторяться.`,
  rows: (place) => rowsText(place, 'ru'),
  rule: () => 'Проверка слишком велика и была остановлена. Уменьшите число строк.',
  justify: () => 'Поясните предупреждение: без пояснения отчёт не сдать.',
};

const EN: Texts = {
  required: ({ column }) => `Fill in "${localize(column?.title, 'en')}".`,
  type: ({ params, column }) =>
    `"${shownValue(params)}" cannot be read: expected ${EXPECTED[column?.type ?? 'text'][1]}.`,
  range: (place) => `Allowed: ${bounds(place, 'en')}.`,
  length: (place) => lengthText(place, 'en'),
  pattern: () => 'The value is not written as required: see the hint of the column.',
  format: (place) => formatText(place, 'en'),
  list: ({ params }) => `"${shownValue(params)}" is not in the list: choose a value of the list.`,
  key: ({ key }) => `There is such a row already: ${titles(key, 'en')} must not repeat.`,
  rows: (place) => rowsText(place, 'en'),
  rule: () => 'The check was too large and was stopped. Reduce the number of rows.',
  justify: () => 'Explain the warning: the report cannot be submitted without it.',
};

/** The sentence for people that a finding carries. */
export function findingMessage(
  code: FindingCode,
  params: Params,
  column: CompiledColumn | null,
  locale: Locale,
  key: readonly CompiledColumn[] = [],
): string {
  return (locale === 'ru' ? RU : EN)[code]({ params, column, key });
}
