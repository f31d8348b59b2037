/** What explanations say to people: how things stand, and the smallest change that would do. */
import type { Locale, LocalizedText } from '../types';
import { localize } from './localize';

/** Sides of a comparison, ready to be shown. */
interface Shown {
  readonly text: string;
  readonly words?: string;
}

export interface ComparisonTexts {
  readonly operator: string;
  readonly left: Shown;
  readonly right?: Shown;
  readonly tolerance?: Shown;
  /** Dates are earlier and later, not less and more. */
  readonly areDates: boolean;
}

interface ExplanationTexts {
  readonly quoted: (title: string) => string;
  readonly names: Readonly<Record<string, string>>;
  readonly rowOf: (name: string) => string;
  readonly sumOfRows: (rows: string) => string;
  readonly sumOf: (parts: string) => string;
  readonly countOf: () => string;
  readonly countSome: () => string;
  readonly onSheet: (count: string, sheet: string) => string;
  readonly distinctOf: (title: string, areDates: boolean) => string;
  readonly foldOf: (name: 'sum' | 'avg' | 'lowest' | 'highest', title: string) => string;
  readonly partOf: (name: 'weekday' | 'year' | 'length' | 'abs', inner: string) => string;
  /** The demand beside a literal, by operator. */
  readonly demands: Readonly<Record<string, string>>;
  /** How two computed sides stand, by the operator that fails; dates likewise. */
  readonly relations: Readonly<Record<string, readonly [string, string]>>;
  readonly empty: string;
  readonly notFilled: (words: string) => string;
  readonly filled: (words: string, text: string) => string;
  readonly pair: (left: string, right: string) => string;
  readonly alike: (left: string, right: string, text: string) => string;
  readonly apart: (left: string, right: string, tolerance: string) => string;
  readonly close: (left: string, right: string, tolerance: string) => string;
  readonly forbidden: (side: string) => string;
  readonly lacks: (whole: string, part: string) => string;
  readonly holds: (whole: string, part: string) => string;
  /** From Monday. */
  readonly weekdays: readonly string[];
  readonly remove: (count: number, values: string, areDates: boolean) => string;
  readonly seenRows: (rows: string) => string;
  readonly put: (value: string, before: string, place: string) => string;
  readonly clear: (before: string, place: string) => string;
  readonly removeRow: (row: string, twin: string) => string;
  readonly inRow: (title: string, row: string) => string;
  readonly inSheet: (place: string, sheet: string) => string;
}

const RU: ExplanationTexts = {
  quoted: (title) => `«${title}»`,
  names: {
    $today: 'сегодня',
    '$collection.opensAt': 'начало сбора',
    '$collection.closesAt': 'конец сбора',
    '$org.code': 'код организации',
    '$org.kind': 'вид организации',
    '$org.region': 'регион организации',
    '$org.municipality': 'муниципалитет организации',
  },
  rowOf: (name) => `строка ${name}`,
  sumOfRows: (rows) => `сумма строк ${rows}`,
  sumOf: (parts) => `сумма ${parts}`,
  countOf: () => 'число строк',
  countSome: () => 'число таких строк',
  onSheet: (count, sheet) => `${count} листа ${sheet}`,
  distinctOf: (title, areDates) => (areDates ? `разных дат в ${title}` : `разных значений ${title}`),
  foldOf: (name, title) =>
    `${{ sum: 'сумма', avg: 'среднее', lowest: 'наименьшее', highest: 'наибольшее' }[name]} ${title}`,
  partOf: (name, inner) =>
    `${{ weekday: 'день недели', year: 'год', length: 'длина', abs: 'величина' }[name]} ${inner}`,
  demands: {
    '==': 'нужно',
    '<': 'нужно меньше',
    '<=': 'можно не больше',
    '>': 'нужно больше',
    '>=': 'нужно не меньше',
    in: 'можно одно из:',
    'not in': 'нельзя ничего из:',
    'starts with': 'нужно начало',
  },
  relations: {
    '<': ['не меньше, чем', 'не раньше, чем'],
    '<=': ['больше, чем', 'позже, чем'],
    '>': ['не больше, чем', 'не позже, чем'],
    '>=': ['меньше, чем', 'раньше, чем'],
  },
  empty: 'пусто',
  notFilled: (words) => `${words}: не заполнено.`,
  filled: (words, text) => `${words}: ${text}, а должно быть пусто.`,
  pair: (left, right) => `${left}, а ${right}.`,
  alike: (left, right, text) => `${left} и ${right} совпадают: ${text}.`,
  apart: (left, right, tolerance) => `${left}, а ${right}: отличаются больше, чем на ${tolerance}.`,
  close: (left, right, tolerance) => `${left}, а ${right}: отличаются не больше, чем на ${tolerance}.`,
  forbidden: (side) => `${side} – так нельзя.`,
  lacks: (whole, part) => `${whole} – нет «${part}».`,
  holds: (whole, part) => `${whole} – не должно быть «${part}».`,
  weekdays: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
  remove(count, values, areDates) {
    if (count === 1) return `Уберите ${areDates ? 'одну из дат' : 'одно из значений'}: ${values}.`;
    return `Уберите лишние ${areDates ? 'даты' : 'значения'} (${count}) из этих: ${values}.`;
  },
  seenRows: (rows) => `Это строки: ${rows}.`,
  put: (value, before, place) =>
    before === '' ? `Поставьте ${value} в ${place}.` : `Поставьте ${value} вместо ${before} в ${place}.`,
  clear: (before, place) => `Очистите ${place}: сейчас ${before}.`,
  removeRow: (row, twin) => `Удалите строку ${row}: она повторяет строку ${twin}.`,
  inRow: (title, row) => `${title}, строка ${row}`,
  inSheet: (place, sheet) => `${place}, лист ${sheet}`,
};

const EN: ExplanationTexts = {
  quoted: (title) => `"${title}"`,
  names: {
    $today: 'today',
    '$collection.opensAt': 'the opening of the collection',
    '$collection.closesAt': 'the end of the collection',
    '$org.code': "the organisation's code",
    '$org.kind': "the organisation's kind",
    '$org.region': "the organisation's region",
    '$org.municipality': "the organisation's municipality",
  },
  rowOf: (name) => `row ${name}`,
  sumOfRows: (rows) => `the sum of rows ${rows}`,
  sumOf: (parts) => `the sum of ${parts}`,
  countOf: () => 'the number of rows',
  countSome: () => 'the number of such rows',
  onSheet: (count, sheet) => `${count} of ${sheet}`,
  distinctOf: (title, areDates) => `the number of different ${areDates ? 'dates' : 'values'} in ${title}`,
  foldOf: (name, title) =>
    `the ${{ sum: 'sum', avg: 'average', lowest: 'lowest', highest: 'highest' }[name]} of ${title}`,
  partOf: (name, inner) =>
    `the ${{ weekday: 'day of the week', year: 'year', length: 'length', abs: 'absolute value' }[name]} of ${inner}`,
  demands: {
    '==': 'expected',
    '<': 'expected less than',
    '<=': 'expected at most',
    '>': 'expected more than',
    '>=': 'expected at least',
    in: 'expected one of:',
    'not in': 'expected none of:',
    'starts with': 'expected to begin with',
  },
  relations: {
    '<': ['not less than', 'not before'],
    '<=': ['more than', 'after'],
    '>': ['not more than', 'not after'],
    '>=': ['less than', 'before'],
  },
  empty: 'blank',
  notFilled: (words) => `${words}: not filled in.`,
  filled: (words, text) => `${words}: ${text}, but it must be blank.`,
  pair: (left, right) => `${left}, but ${right}.`,
  alike: (left, right, text) => `${left} and ${right} are the same: ${text}.`,
  apart: (left, right, tolerance) => `${left}, but ${right}: they differ by more than ${tolerance}.`,
  close: (left, right, tolerance) => `${left}, but ${right}: they differ by no more than ${tolerance}.`,
  forbidden: (side) => `${side} is not allowed.`,
  lacks: (whole, part) => `${whole} – without "${part}".`,
  holds: (whole, part) => `${whole} – "${part}" must not be there.`,
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  remove: (count, values, areDates) =>
    `Remove ${count === 1 ? 'one' : count} of the ${areDates ? 'dates' : 'values'}: ${values}.`,
  seenRows: (rows) => `These are the rows: ${rows}.`,
  put: (value, before, place) =>
    before === '' ? `Enter ${value} in ${place}.` : `Enter ${value} instead of ${before} in ${place}.`,
  clear: (before, place) => `Clear ${place}: it holds ${before}.`,
  removeRow: (row, twin) => `Remove row ${row}: it repeats row ${twin}.`,
  inRow: (title, row) => `${title}, row ${row}`,
  inSheet: (place, sheet) => `${place}, sheet ${sheet}`,
};

export const explanationTexts: Readonly<Record<Locale, ExplanationTexts>> = { ru: RU, en: EN };

const LONGEST_TITLE = 60;

/** A title that fits into a sentence. */
export function shortTitle(title: LocalizedText, locale: Locale): string {
  const text = localize(title, locale);
  if (text.length <= LONGEST_TITLE) return text;
  const cut = text.slice(0, LONGEST_TITLE);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2))}…`;
}

const SIGNS: Readonly<Record<string, string>> = {
  '==': '≠',
  '!=': '=',
  '<': '≥',
  '<=': '>',
  '>': '≤',
  '>=': '<',
  near: '≉',
  apart: '≈',
  in: '∉',
  'not in': '∈',
};

/** How things stand, in signs: `6 > 5`. */
export function factText({ operator, left, right }: ComparisonTexts, locale: Locale): string {
  const { empty } = explanationTexts[locale];
  const first = left.text === '' ? empty : left.text;
  const sign = SIGNS[operator];
  return sign === undefined || !right ? first : `${first} ${sign} ${right.text === '' ? empty : right.text}`;
}

/** How things stand, in a sentence. */
export function comparisonSentence(comparison: ComparisonTexts, locale: Locale): string {
  const texts = explanationTexts[locale];
  const { operator, left, right, tolerance, areDates } = comparison;
  if (operator === 'filled') return capital(texts.notFilled(left.words ?? texts.empty));
  if (operator === 'blank') return capital(texts.filled(left.words ?? texts.empty, left.text));
  const [first, second] = [left, right].map((side) => worded(side, texts.empty));
  if (!right || first === undefined || second === undefined) return '';
  if (operator === 'near') return capital(texts.apart(first, second, tolerance?.text ?? ''));
  if (operator === 'apart') return capital(texts.close(first, second, tolerance?.text ?? ''));
  if ((operator === 'in' || operator === 'not in') && right.words !== undefined && left.words === undefined) {
    return capital(operator === 'in' ? texts.lacks(second, left.text) : texts.holds(second, left.text));
  }
  const isLiteral = left.words === undefined || right.words === undefined;
  if (operator === 'starts with' && right.words === undefined) {
    return capital(`${first}, ${texts.demands[operator] ?? ''} ${texts.quoted(second)}.`);
  }
  if (operator === '!=' && isLiteral)
    return capital(texts.forbidden(left.words === undefined ? second : first));
  if (left.words === undefined && right.words === undefined) return `${factText(comparison, locale)}.`;
  const relation = texts.relations[operator]?.[areDates ? 1 : 0];
  if (right.words === undefined) return capital(`${first}, ${texts.demands[operator] ?? ''} ${second}.`);
  if (relation !== undefined) return capital(`${first} – ${relation} ${second}.`);
  if (operator === '!=' && left.words !== undefined) {
    return capital(texts.alike(left.words, right.words, left.text));
  }
  return capital(texts.pair(first, second));
}

function worded(side: Shown | undefined, empty: string): string | undefined {
  if (!side) return undefined;
  const text = side.text === '' ? empty : side.text;
  return side.words === undefined ? text : `${side.words}: ${text}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const MOST_LISTED = 12;

/** At most twelve, and a sign that there are more. */
export const listed = (texts: readonly string[]): string =>
  [...texts.slice(0, MOST_LISTED), ...(texts.length > MOST_LISTED ? ['…'] : [])].join(', ');
