/** Parts of rules in words, as far as short words can say them. */
import type { CompiledColumn } from '../compile/types';
import { explanationTexts, shortTitle } from '../diagnostics/explanation-messages';
import { localize } from '../diagnostics/localize';
import { formatNumber } from '../values/number';
import { type Bench, type Focus, type Naming, resolved, rowsAt } from './bench';
import { operationOf, variableOf } from './json-logic';
import { cellNamed } from './reads';

/** What a side of a comparison is; undefined for literals, and where short words do not say it. */
export function wordsOf(bench: Bench, focus: Focus, logic: unknown): string | undefined {
  const operation = operationOf(logic);
  if (!operation) return undefined;
  const { name, args } = operation;
  const texts = explanationTexts[bench.locale];
  switch (name) {
    case 'var':
      return variableWords(bench, focus, variableOf(logic) ?? '');
    case 'cell':
      return cellWords(bench, args);
    case '+':
    case 'sum_filled':
      return sumWords(bench, focus, args);
    case '-':
    case '*':
    case '/':
      return formulaWords(bench, focus, name, args);
    case 'coalesce':
    case 'round':
      return wordsOf(bench, focus, args[0]);
    case 'count':
      return countWords(bench, focus, args);
    case 'lookup':
      return visitedWords(bench, focus, args[0], args[2]);
    case 'count_distinct':
    case 'sum':
    case 'avg':
    case 'lowest':
    case 'highest': {
      const column = visitedColumn(bench, focus, args[0], args[1]);
      if (!column) return undefined;
      const title = quoted(bench, column);
      if (name === 'count_distinct') return texts.distinctOf(title, column.type === 'date');
      return texts.foldOf(name, title);
    }
    case 'weekday':
    case 'year':
    case 'length':
    case 'abs': {
      const inner = wordsOf(bench, focus, args[0]);
      return inner === undefined ? undefined : texts.partOf(name, inner);
    }
    default:
      return undefined;
  }
}

const quoted = ({ locale }: Bench, column: CompiledColumn): string =>
  explanationTexts[locale].quoted(shortTitle(column.title, locale));

function variableWords(bench: Bench, focus: Focus, written: string): string | undefined {
  const { form, rule, locale } = bench;
  const path = resolved(bench, written);
  const known = explanationTexts[locale].names[path];
  if (known !== undefined) return known;
  const isJudged = path.startsWith('$row.');
  const id = isJudged ? path.slice('$row.'.length) : path;
  const own = rule.sheet === undefined ? undefined : form.sheetById.get(rule.sheet)?.columnById.get(id);
  const column = focus.visited && !isJudged ? focus.visited.find(id)?.column : own;
  return column && quoted(bench, column);
}

/** Rows in scope are known to who reads; those of another sheet are named. */
function countWords(bench: Bench, focus: Focus, args: readonly unknown[]): string {
  const texts = explanationTexts[bench.locale];
  const shape = rowsAt(bench, focus, args[0])?.shape;
  const sheet = shape?.origin === 'far' ? bench.form.sheetById.get(shape.sheet) : undefined;
  const words = args.length === 1 && variableOf(args[0]) !== null ? texts.countOf() : texts.countSome();
  return sheet ? texts.onSheet(words, texts.quoted(shortTitle(sheet.title, bench.locale))) : words;
}

function visitedColumn(
  bench: Bench,
  focus: Focus,
  source: unknown,
  asked: unknown,
): CompiledColumn | undefined {
  const path = variableOf(asked);
  return path === null ? undefined : rowsAt(bench, focus, source)?.shape.find(resolved(bench, path))?.column;
}

function visitedWords(bench: Bench, focus: Focus, source: unknown, asked: unknown): string | undefined {
  const column = visitedColumn(bench, focus, source, asked);
  return column && quoted(bench, column);
}

function cellWords(bench: Bench, args: readonly unknown[]): string | undefined {
  const found = cellNamed(bench, args);
  if (!found) return undefined;
  const { column, row } = found;
  const name = explanationTexts[bench.locale].rowOf(rowName(bench, column.sheet, row));
  return isJudgedColumn(bench, column) ? name : `${name}, ${quoted(bench, column)}`;
}

const isJudgedColumn = ({ rule }: Bench, column: CompiledColumn): boolean => rule.columns[0] === column;

/** Short ids such as `01` are how people call the rows; others are called by their titles. */
export function rowName({ form, locale }: Naming, sheet: string, row: string): string {
  if (/^\d[\d.]*$/.test(row)) return row;
  const title = form.sheetById.get(sheet)?.givenById.get(row)?.title;
  return explanationTexts[locale].quoted(title === undefined ? row : localize(title, locale));
}

/** Sums of cells of one column by their rows, others by their parts. */
function sumWords(bench: Bench, focus: Focus, args: readonly unknown[]): string | undefined {
  const texts = explanationTexts[bench.locale];
  const cells = args.map((arg) => {
    const operation = operationOf(arg);
    return operation?.name === 'cell' ? cellNamed(bench, operation.args) : null;
  });
  const [first] = cells;
  if (first && cells.length > 1 && cells.every((cell) => cell?.column === first.column)) {
    const rows = cells.flatMap((cell) => (cell ? [cell.row] : []));
    const order = [...(bench.form.sheetById.get(first.column.sheet)?.givenById.keys() ?? [])];
    const start = order.indexOf(rows[0] ?? '');
    const isRun = rows.length > 2 && rows.every((row, i) => order[start + i] === row);
    const names = rows.map((row) => rowName(bench, first.column.sheet, row));
    const sum = texts.sumOfRows(isRun ? `${names[0] ?? ''}–${names.at(-1) ?? ''}` : names.join(', '));
    return isJudgedColumn(bench, first.column) ? sum : `${sum}, ${quoted(bench, first.column)}`;
  }
  const parts = args.map((arg) => wordsOf(bench, focus, arg));
  if (parts.length > 6 || parts.some((part) => part === undefined)) return undefined;
  const isPlain = args.every((arg) => variableOf(arg) !== null);
  return texts.sumOf(isPlain ? parts.join(', ') : `(${parts.join(', ')})`);
}

const SIGNS = { '-': '−', '*': '×', '/': '÷' } as const;

/** Short formulas of cells and numbers, as they are written by hand. */
function formulaWords(
  bench: Bench,
  focus: Focus,
  name: keyof typeof SIGNS,
  args: readonly unknown[],
): string | undefined {
  const parts = args.map((arg) => {
    if (typeof arg === 'number') return formatNumber(arg, bench.locale);
    return variableOf(arg) === null && operationOf(arg)?.name !== 'cell'
      ? undefined
      : wordsOf(bench, focus, arg);
  });
  const isShort = parts.length > 1 && parts.length <= 4 && parts.every((part) => part !== undefined);
  return isShort ? parts.join(` ${SIGNS[name]} `) : undefined;
}
