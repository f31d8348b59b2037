import { formatDate } from '../../values/date';
import type { Forms, Phrase, Words } from './types';

const neuter = (stem: string, end: string): Forms => [
  `${stem}ое${end}`,
  `${stem}ого${end}`,
  `${stem}ому${end}`,
];
const soft = (stem: string): Forms => [`${stem}ее`, `${stem}его`, `${stem}ему`];
const constant = (text: string): Forms => [text, text, text];
const tailed = ([is, of, to]: Forms, tail: string): Forms => [is + tail, of + tail, to + tail];

const NUMBER: Forms = ['число', 'числа', 'числу'];
const SUM: Forms = ['сумма', 'суммы', 'сумме'];
const ROW: Forms = ['строка', 'строки', 'строке'];
const LIST: Forms = ['список', 'списка', 'списку'];
const LEAST = soft('наименьш');
const GREATEST = soft('наибольш');

const filled = ({ isFeminine }: Phrase): string => (isFeminine ? 'заполнена' : 'заполнено');
const must = ({ isFeminine }: Phrase): string => (isFeminine ? 'должна' : 'должно');
const equals = ({ isFeminine }: Phrase): string => (isFeminine ? 'равна' : 'равно');

/** Russian. Titles in quotes are not inflected and count as neuter. */
export const RU: Words = {
  quoted: (title) => `«${title.replaceAll('«', '„').replaceAll('»', '“')}»`,
  text: (text) => `"${text}"`,
  number: (value) => String(value).replace('.', ',').replace('-', '−'),
  date: (iso) => formatDate(iso),
  code: (label, code) => `${label} (код ${code})`,
  yes: 'да',
  no: 'нет',
  always: 'всегда',
  never: 'никогда',
  empty: 'пусто',
  unknown: 'неизвестное действие',
  names: {
    $today: ['сегодняшний день', 'сегодняшнего дня', 'сегодняшнему дню'],
    '$collection.opensAt': ['день начала сбора', 'дня начала сбора', 'дню начала сбора'],
    '$collection.closesAt': ['день конца сбора', 'дня конца сбора', 'дню конца сбора'],
    '$org.code': ['код организации', 'кода организации', 'коду организации'],
    '$org.kind': ['вид организации', 'вида организации', 'виду организации'],
    '$org.region': ['регион организации', 'региона организации', 'региону организации'],
    '$org.municipality': [
      'муниципалитет организации',
      'муниципалитета организации',
      'муниципалитету организации',
    ],
    '$code.value': ['сам код', 'самого кода', 'самому коду'],
    $column: ['значение графы', 'значения графы', 'значению графы'],
    accumulator: ['накопленное', 'накопленного', 'накопленному'],
    current: ['очередное значение', 'очередного значения', 'очередному значению'],
    '': ['само значение', 'самого значения', 'самому значению'],
  },
  attribute: (name) => tailed(['признак', 'признака', 'признаку'], ` кода ${name}`),
  ofRow: (title) => `${title} этой строки`,
  ofGroup: (title) => `${title} этой группы`,
  ofCurrent: (title) => `${title} очередной строки`,
  oneOfColumns: (titles) => constant(`соответственно ${titles}`),
  columnId: 'код графы',
  withDefault: (text, other) => `${text} (если пусто, то ${other})`,
  row: (name) => tailed(ROW, ` ${name}`),
  inColumn: (title) => ` графы ${title}`,
  inSheet: (title) => ` на листе ${title}`,
  before: ' за прошлый период',
  amongRows: (where, condition) => ` среди строк${where} (где ${condition})`,
  sumOfRows: (rows) => tailed(SUM, ` строк ${rows}`),
  count: tailed(NUMBER, ' строк'),
  such: (condition) => `, где (${condition})`,
  different: (what) => tailed(NUMBER, ` разных ${what}`),
  fold: { sum: SUM, avg: soft('средн'), lowest: LEAST, highest: GREATEST },
  found: (what, where, condition) => `${what} из первой строки${where}, где (${condition})`,
  mapped: (what, where) => tailed(LIST, ` значений ${what} по каждой строке${where}`),
  filtered: (list, condition) => constant(`отобранное из ${list} (где ${condition})`),
  reduced: (where, start, step) =>
    constant(`накопленный итог по ${where} (сначала ${start}, на каждом шаге ${step})`),
  rows: (where) => `строкам${where}`,
  each: {
    all: (where, condition) => `в каждой строке${where} верно (${condition})`,
    some: (where, condition) => `хотя бы в одной строке${where} верно (${condition})`,
    none: (where, condition) => `ни в одной строке${where} не верно (${condition})`,
  },
  eachOf: {
    all: (list, condition) => `для каждого значения из ${list} верно (${condition})`,
    some: (list, condition) => `хотя бы для одного значения из ${list} верно (${condition})`,
    none: (list, condition) => `ни для одного значения из ${list} не верно (${condition})`,
  },
  list: LIST,
  calls: {
    min: tailed(LEAST, ' из'),
    max: tailed(GREATEST, ' из'),
    cat: ['текст подряд', 'текста подряд', 'тексту подряд'],
    merge: ['общий список из', 'общего списка из', 'общему списку из'],
    coalesce: ['первое заполненное из', 'первого заполненного из', 'первому заполненному из'],
    sum_filled: tailed(SUM, ' заполненных из'),
    abs: ['величина без знака', 'величины без знака', 'величине без знака'],
    length: ['длина текста', 'длины текста', 'длине текста'],
    weekday: ['день недели', 'дня недели', 'дню недели'],
    year: ['год', 'года', 'году'],
    '+': ['число из текста', 'числа из текста', 'числу из текста'],
    '-': ['минус', 'минус', 'минус'],
  },
  rounded: (digits) =>
    neuter('округлённ', digits === null ? ' до целого' : ` до знаков после запятой: ${digits},`),
  part: (text, from, length) =>
    tailed(
      ['часть', 'части', 'части'],
      ` текста (${text}; пропустить знаков: ${from}${length === null ? '' : `; взять знаков: ${length}`})`,
    ),
  days: (from, to) => tailed(NUMBER, ` дней (от ${from} до ${to})`),
  missing: (names, least) =>
    constant(
      least === null
        ? `незаполненные из (${names})`
        : `незаполненные из (${names}; если заполнено меньше ${least})`,
    ),
  rest: 'остаток',
  weekdays: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
  and: ' и ',
  or: ' или ',
  not: (text) => `неверно, что (${text})`,
  truly: (text) => `верно, что (${text})`,
  holds: (text) => `верно ${text}`,
  isEmpty: (value) => `${value.forms[0]} не ${filled(value)}`,
  isFilled: (value) => `${value.forms[0]} ${filled(value)}`,
  mustBeEmpty: (value) => `${value.forms[0]} не ${must(value)} быть ${filled(value)}`,
  mustBeFilled: (value) => `${value.forms[0]} ${must(value)} быть ${filled(value)}`,
  equal: (left, right) => `${left.forms[0]} ${equals(left)} ${right.forms[2]}`,
  unequal: (left, right) => `${left.forms[0]} не ${equals(left)} ${right.forms[2]}`,
  isCode: (left, right) => `${left} – это ${right}`,
  isNotCode: (left, right) => `${left} не ${right}`,
  order: {
    '<': (left, right, isLiteral) => `${left} меньше${isLiteral ? '' : ', чем'} ${right}`,
    '<=': (left, right, isLiteral) => `${left} не более${isLiteral ? '' : ', чем'} ${right}`,
    '>': (left, right, isLiteral) => `${left} больше${isLiteral ? '' : ', чем'} ${right}`,
    '>=': (left, right, isLiteral) => `${left} не менее${isLiteral ? '' : ', чем'} ${right}`,
  },
  orderDates: {
    '<': (left, right) => `${left} раньше, чем ${right}`,
    '<=': (left, right) => `${left} не позже, чем ${right}`,
    '>': (left, right) => `${left} позже, чем ${right}`,
    '>=': (left, right) => `${left} не раньше, чем ${right}`,
  },
  chain: ', а ',
  near: (left, right, tolerance) => `${left} отличается от ${right.forms[1]} не более чем на ${tolerance}`,
  between: (value, low, high) => `${value} в пределах от ${low} до ${high}`,
  oneOf: (value, list) => `${value} – одно из (${list})`,
  noneOf: (value, list) => `${value} – ни одно из (${list})`,
  contains: (whole, part) => `${whole} содержит ${part}`,
  startsWith: (text, start) => `${text} начинается с ${start}`,
  ifThen: (condition, then) => `если ${condition}, то ${then}`,
  elseIf: (condition, then) => `; иначе если ${condition}, то ${then}`,
  otherwise: (value) => `; иначе ${value}`,
  inAnyCase: (assert) => `в любом случае ${assert}`,
  forGroups: (titles) =>
    titles.length === 1
      ? `для каждого значения ${titles[0] ?? ''}: `
      : `для каждого сочетания ${titles.join(', ')}: `,
  forColumns: (titles) =>
    titles.length === 1 ? `в графе ${titles[0] ?? ''}: ` : `в каждой из граф ${titles.join(', ')}: `,
  forSheet: 'по листу в целом: ',
  forForm: 'по форме в целом: ',
};
