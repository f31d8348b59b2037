/** Operators over rows: what is asked of each row becomes a column of its sheet's calculations, counted or summed here. */
import type { CompiledColumn } from '../../compile/types';
import type { Calculations } from './book';
import { filledRow } from './cells';
import { escapedCriterion } from './spelling';
import { operationOf, withoutCell } from './operation';
import type { Place } from './place';
import { type Formula, NotAFormula, ROW, type Verdict } from './types';

/** Rows of a sheet: those where a column of calculations is 1 and keys equal what is looked for. */
interface RowSource {
  readonly calculations: Calculations;
  /** The letter of the column that is 1 where a row belongs. */
  readonly kept: string;
  readonly joins: readonly Join[];
}

/** Rows where a column stands to something of the judged row as a sign says. */
interface Join {
  readonly letter: string;
  readonly sign: '=' | '<' | '<=' | '>' | '>=';
  /** What it is compared with, in the place where the operator stands. */
  readonly sought: string;
}

export function aggregateValue(name: string, args: readonly unknown[], place: Place): Formula | undefined {
  const write = Object.hasOwn(AGGREGATES, name) ? AGGREGATES[name] : undefined;
  if (!write) return undefined;
  const found = write(args, place);
  // What is the same for every row is computed once.
  const isConstant = !found.text.includes(ROW);
  const home = place.judged ?? place.visited ?? place.book.all[0];
  if (!isConstant || !home) return found;
  const cell = home.constant(found.sure ? found.text : `IFERROR(${found.text},"")`);
  return { ...found, text: found.sure ? cell : `IF(${cell}="",NA(),${cell})`, cell };
}

export function aggregateVerdict(name: string, args: readonly unknown[], place: Place): Verdict | undefined {
  if (name !== 'all' && name !== 'some' && name !== 'none') return undefined;
  const source = rowsOf(args[0], place);
  const asked = columnOf(
    source,
    'verdict',
    args[1],
    (inner) => place.book.translator.verdict(args[1], inner),
    place,
  );
  const times = (verdictValue: string): string => counted(source, asked, verdictValue);
  if (name === 'all') return `IF(${times('0')}>0,0,IF(${times('0.5')}>0,0.5,1))`;
  const some = `IF(${times('1')}>0,1,IF(${times('0.5')}>0,0.5,0))`;
  return name === 'some' ? some : `(1-${some})`;
}

type ToAggregate = (args: readonly unknown[], place: Place) => Formula;

const number = (text: string, sure: boolean, whole: boolean): Formula => ({
  text,
  kind: 'number',
  sure,
  whole,
});

const AGGREGATES: Readonly<Record<string, ToAggregate>> = {
  count: ([rows, condition], place) => {
    const source = rowsOf(condition === undefined ? rows : { filter: [rows, condition] }, place);
    return number(counted(source, source.kept, '1'), true, true);
  },
  count_distinct: ([rows, of], place) => {
    const source = rowsOf(rows, place);
    const { calculations, joins } = source;
    const key = keyColumn(source, of, place);
    onlyEqual(joins);
    const same = [key, ...joins.map(({ letter }) => letter)]
      .map((letter) => `${calculations.soFar(letter)},${escapedKey(calculations.beside(letter))}`)
      .join(',');
    const first = calculations.column(
      `first ${key} ${joins.map(({ letter }) => letter).join(' ')}`,
      `IF(${calculations.beside(key)}="",0,--(COUNTIFS(${same})=1))`,
    );
    return number(summed(source, first), true, true);
  },
  sum: ([rows, of], place) => {
    const source = rowsOf(rows, place);
    const { letter, formula } = valuesOf(source, of, place);
    return number(summed(source, letter), true, formula.whole ?? false);
  },
  avg: ([rows, of], place) => {
    const source = rowsOf(rows, place);
    const { letter } = valuesOf(source, of, place);
    const range = source.calculations.range(letter);
    const text =
      source.joins.length === 0
        ? `AVERAGE(${range})`
        : `AVERAGEIFS(${range},${criteria(source.joins, source)})`;
    return number(text, false, false);
  },
  lowest: (args, place) => furthest('MIN', 15, args, place),
  highest: (args, place) => furthest('MAX', 14, args, place),
  lookup: ([rows, condition, of], place) => {
    const source = rowsOf({ filter: [rows, condition] }, place);
    const { calculations, joins, kept } = source;
    onlyEqual(joins);
    const { letter, formula } = valuesOf(source, of, place);
    const parts = joins.map((join) => calculations.beside(join.letter)).join('&"|"&');
    const key = calculations.column(
      `lookup ${kept} ${joins.map((join) => join.letter).join(' ')}`,
      `IF(${calculations.beside(kept)}=1,${joins.length === 0 ? '"k"' : parts},"")`,
    );
    const sought =
      joins.length === 0 ? '"k"' : escapedKey(`(${joins.map((join) => join.sought).join('&"|"&')})`);
    const found = `INDEX(${calculations.range(letter)},MATCH(${sought},${calculations.range(key)},0))`;
    return { ...withoutCell(formula), text: `IF(${found}="",NA(),${found})`, sure: false };
  },
};

function furthest(name: 'MIN' | 'MAX', code: number, [rows, of]: readonly unknown[], place: Place): Formula {
  const source = rowsOf(rows, place);
  const { letter, formula } = valuesOf(source, of, place);
  const range = source.calculations.range(letter);
  const { kind, whole } = formula;
  onlyEqual(source.joins);
  if (kind !== 'number' && kind !== 'date') throw new NotAFormula(name);
  const tests = source.joins.map((join) => `(${source.calculations.range(join.letter)}=${join.sought})`);
  const text =
    tests.length === 0
      ? `IF(COUNT(${range})=0,NA(),${name}(${range}))`
      : `AGGREGATE(${code},6,${range}/(${tests.join('*')}),1)`;
  return { text, kind, sure: false, whole: whole ?? false };
}

const escapedKey = escapedCriterion;

function onlyEqual(joins: readonly Join[]): void {
  if (joins.some(({ sign }) => sign !== '=')) throw new NotAFormula('join');
}

/** Criteria of `COUNTIFS` and its kin for the joins. */
const criteria = (joins: readonly Join[], { calculations }: RowSource): string =>
  joins
    .map(({ letter, sign, sought }) => {
      const criterion = sign === '=' ? escapedKey(sought) : `"${sign}"&${sought}`;
      return `${calculations.range(letter)},${criterion}`;
    })
    .join(',');

function counted(source: RowSource, letter: string, wanted: string): string {
  const range = source.calculations.range(letter);
  if (source.joins.length === 0) return `COUNTIF(${range},${wanted})`;
  return `COUNTIFS(${range},${wanted},${criteria(source.joins, source)})`;
}

function summed(source: RowSource, letter: string): string {
  const range = source.calculations.range(letter);
  if (source.joins.length === 0) return `SUM(${range})`;
  return `SUMIFS(${range},${criteria(source.joins, source)})`;
}

/** Inside a row operator plain names are cells of the row visited. */
const inside = (source: RowSource, place: Place): Place => {
  const { book, judged, column } = place;
  return {
    book,
    judged,
    visited: source.calculations,
    mode: 'apart',
    sure: new Set(),
    ...(column === undefined ? {} : { column }),
  };
};

/** A column for what is asked of every row that belongs; empty text for all others. */
function columnOf(
  { calculations, kept }: RowSource,
  what: string,
  logic: unknown,
  write: (place: Place) => string,
  place: Place,
): string {
  const inner = inside({ calculations, kept, joins: [] }, place);
  const key = `${what} ${kept} ${place.column ?? ''} ${JSON.stringify(logic)}`;
  return (
    calculations.find(key) ??
    calculations.column(key, `IF(${calculations.beside(kept)}=1,${write(inner)},"")`)
  );
}

/** A column for the values of an expression; empty text where blank. */
function valuesOf(
  source: RowSource,
  logic: unknown,
  place: Place,
): { readonly letter: string; readonly formula: Formula } {
  const formula = place.book.translator.value(logic, inside(source, place));
  const letter = columnOf(source, 'values', logic, () => `IFERROR(${formula.text},"")`, place);
  return { letter, formula };
}

/** A column of values as texts that begin with a letter, so that `007` and `7` are two and no sign is an operator. */
function keyColumn(source: RowSource, logic: unknown, place: Place): string {
  const formula = place.book.translator.value(logic, inside(source, place));
  if (formula.kind === 'codes') throw new NotAFormula('codes');
  return columnOf(source, 'key', logic, () => `IFERROR(${keyOf(formula)},"")`, place);
}

/** A value as such a text. */
const keyOf = ({ text }: Formula): string => `"k"&${text}`;

/** The rows that an operator works on. */
function rowsOf(logic: unknown, place: Place): RowSource {
  const operation = operationOf(logic);
  if (operation?.name === 'filter') return filtered(operation.args, place);
  if (operation?.name !== 'var' || typeof operation.args[0] !== 'string') throw new NotAFormula('rows');
  const [head, ...rest] = operation.args[0].split('.');
  if (head === '$rows' && place.judged) return scopeOf(place.judged, place);
  if (head !== '$sheets') throw new NotAFormula(operation.args[0]);
  const calculations = place.book.calculations(rest.join('.'));
  return { calculations, kept: filledRow(place.book, calculations), joins: [] };
}

/** The rows in scope: of the group whose key the judged row has, else of the sheet. */
function scopeOf(calculations: Calculations, place: Place): RowSource {
  const base: RowSource = { calculations, kept: filledRow(place.book, calculations), joins: [] };
  if (place.groupBy === undefined || place.mode === 'apart') {
    if (place.mode === 'apart' && place.groupBy) throw new NotAFormula('$rows');
    return base;
  }
  return { ...base, joins: groupKeys(calculations, place.groupBy, place).map(ownKey(calculations)) };
}

const ownKey =
  (calculations: Calculations) =>
  (letter: string): Join => ({ letter, sign: '=', sought: calculations.beside(letter) });

/** Columns with the keys of groups. */
export function groupKeys(
  calculations: Calculations,
  groupBy: readonly CompiledColumn[],
  place: Place,
): readonly string[] {
  const base: RowSource = { calculations, kept: filledRow(place.book, calculations), joins: [] };
  return groupBy.map((column) => keyColumn(base, { var: column.id }, place));
}

/** Rows kept by a condition: what it says of the row alone becomes a column, equalities with the judged row are joins. */
function filtered([rows, condition]: readonly unknown[], place: Place): RowSource {
  const source = rowsOf(rows, place);
  const parts = conjuncts(condition);
  const own = parts.filter((part) => !mentionsJudged(part));
  const joins = parts.filter(mentionsJudged).map((part) => joinOf(part, source, place));
  const test = own.length === 1 ? own[0] : { and: own };
  const kept =
    own.length === 0
      ? source.kept
      : columnOf(
          source,
          'kept',
          test,
          (inner) => `--(${place.book.translator.verdict(test, inner)}=1)`,
          place,
        );
  return { ...source, kept, joins: [...source.joins, ...joins] };
}

function conjuncts(logic: unknown): readonly unknown[] {
  const operation = operationOf(logic);
  return operation?.name === 'and' ? operation.args.flatMap(conjuncts) : [logic];
}

/** Whether logic reads `$row`. */
function mentionsJudged(logic: unknown): boolean {
  if (Array.isArray(logic)) return logic.some(mentionsJudged);
  const operation = operationOf(logic);
  if (!operation) return false;
  if (operation.name === 'var') return String(operation.args[0]).startsWith('$row.');
  return operation.args.some(mentionsJudged);
}

const TURNED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' } as const;
const SIGNS: Readonly<Record<string, Join['sign']>> = {
  '==': '=',
  '===': '=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
/** No number of a form comes near: nothing is less, or greater, than a blank. */
const NOWHERE: Readonly<Record<string, string>> = {
  '<': '-1E+300',
  '<=': '-1E+300',
  '>': '1E+300',
  '>=': '1E+300',
};

function joinOf(logic: unknown, source: RowSource, place: Place): Join {
  const operation = operationOf(logic);
  const sign = SIGNS[operation?.name ?? ''];
  const [left, right] = operation?.args ?? [];
  if (!sign || operation?.args.length !== 2 || mentionsJudged(left) === mentionsJudged(right))
    throw new NotAFormula('join');
  const [far, near] = mentionsJudged(left) ? [right, left] : [left, right];
  const sought = place.book.translator.value(unjudged(near), place);
  if (sign === '=')
    return { letter: keyColumn(source, far, place), sign, sought: `IFERROR(${keyOf(sought)},"-")` };
  const { letter, formula } = valuesOf(source, far, place);
  if (formula.kind !== 'number' && formula.kind !== 'date') throw new NotAFormula('join');
  const turned = mentionsJudged(left) ? TURNED[sign] : sign;
  return { letter, sign: turned, sought: `IFERROR(${sought.text},${NOWHERE[turned] ?? '0'})` };
}

/** `$row.x` is plainly `x` where the operator stands. */
function unjudged(logic: unknown): unknown {
  if (Array.isArray(logic)) return logic.map(unjudged);
  const operation = operationOf(logic);
  if (!operation) return logic;
  if (operation.name === 'var') return { var: String(operation.args[0]).replace(/^\$row\./, '') };
  return { [operation.name]: operation.args.map(unjudged) };
}
