import type { CompiledColumn, CompiledSheet } from '../../compile/types';
import { isIsoDate } from '../../values/date';
import { operationOf } from '../../explain/json-logic';
import { inflected, plain } from './phrases';
import { codeName, columnName, rowName, sheetName } from './titles';
import { LEVEL, type Like, type Phrase, type Reader } from './types';

/** A variable or a cell, null for anything else. */
export function columnOf(logic: unknown, reader: Reader): CompiledColumn | undefined {
  const operation = operationOf(logic);
  if (!operation) return undefined;
  const { name, args } = operation;
  if (name === 'var') return named(String(args[0]), reader);
  if (name === 'cell') return cellOf(args, reader)?.column;
  if (['coalesce', 'min', 'max'].includes(name)) return columnOf(args[0], reader);
  if (name === 'if' || name === '?:') return columnOf(args[1], reader);
  const isFold = ['lowest', 'highest', 'lookup', 'map'].includes(name);
  const of = name === 'lookup' ? args[2] : args[1];
  return isFold ? columnOf(of, visiting(args[0], reader)) : undefined;
}

function named(path: string, reader: Reader): CompiledColumn | undefined {
  const isJudged = path.startsWith('$row.');
  const bare = path.replace(/^(\$row|current)\./, '');
  const sheet = reader.visited && !isJudged ? reader.visited.sheet : reader.own;
  const id = bare.replaceAll('$column', reader.columns[0]?.id ?? '$column');
  return sheet?.columnById.get(id);
}

/** Whether the value is a date, as far as can be seen. */
export function isDate(logic: unknown, reader: Reader): boolean {
  if (typeof logic === 'string') return isIsoDate(logic);
  const operation = operationOf(logic);
  if (operation?.name === 'var' && /^\$(today|collection)/.test(String(operation.args[0]))) return true;
  return columnOf(logic, reader)?.type === 'date';
}

/** What text beside this value is shown like. */
export function likeOf(logic: unknown, reader: Reader): Like {
  const column = columnOf(logic, reader);
  const name = operationOf(logic)?.name ?? '';
  return {
    ...(column ? { column } : {}),
    isText: column?.type === 'text' || ['cat', 'substr'].includes(name),
    isWeekday: name === 'weekday',
  };
}

/** The reader inside a row operator: plain names mean the rows being visited. */
export function visiting(source: unknown, reader: Reader): Reader {
  const operation = operationOf(source);
  if (!operation) return { ...reader, visited: null, like: {} };
  if (operation.name === 'filter') return visiting(operation.args[0], reader);
  const path = operation.name === 'var' ? String(operation.args[0]) : '';
  const [head, ...rest] = path.split('.');
  const sheet = reader.form.sheetById.get(rest.join('.')) ?? null;
  if (head === '$rows') return { ...reader, visited: { sheet: reader.own }, like: {} };
  if (head === '$sheets' || head === '$previous') return { ...reader, visited: { sheet }, like: {} };
  return { ...reader, like: {} };
}

/** Where rows are, to be said behind "rows"; null where it is not rows. */
export function whereOf(source: unknown, reader: Reader): string | null {
  const operation = operationOf(source);
  if (!operation) return null;
  const { words } = reader;
  if (operation.name === 'filter') {
    const where = whereOf(operation.args[0], reader);
    if (where === null) return null;
    const inner = visiting(operation.args[0], reader);
    return words.amongRows(where, reader.clause(operation.args[1], inner).forms[0]);
  }
  const path = operation.name === 'var' ? String(operation.args[0]) : '';
  if (path === '$rows') return '';
  const [head, ...rest] = path.split('.');
  if (head !== '$sheets' && head !== '$previous') return null;
  const id = rest.join('.');
  const sheet = reader.form.sheetById.get(id);
  const place = words.inSheet(sheet ? sheetName(sheet, reader) : words.quoted(id));
  return head === '$previous' ? place + words.before : place;
}

export function readVariable(args: readonly unknown[], reader: Reader): Phrase {
  const [name, fallback] = args;
  const path = typeof name === 'string' ? name : '';
  const phrase = variable(path, reader);
  if (fallback === undefined || fallback === null) return phrase;
  const column = named(path, reader);
  const other = reader.phrase(fallback, { ...reader, like: column ? { column } : {} }).forms[0];
  return plain(reader.words.withDefault(phrase.forms[0], other), LEVEL.atom);
}

function variable(path: string, reader: Reader): Phrase {
  const { words } = reader;
  const known = Object.hasOwn(words.names, path) ? words.names[path] : undefined;
  if (known) return inflected(known, LEVEL.atom);
  const attribute = /^\$code\.attributes\.(.*)$/.exec(path)?.[1];
  if (attribute !== undefined) return inflected(words.attribute(words.quoted(attribute)), LEVEL.atom);
  const where = whereOf({ var: path }, reader);
  if (where !== null) return plain(words.rows(where), LEVEL.tail);
  if (path.startsWith('$row.')) {
    const title = ownTitle(path.slice('$row.'.length), reader);
    return plain(reader.isGroup ? words.ofGroup(title) : words.ofRow(title), LEVEL.atom);
  }
  if (path.startsWith('current.')) {
    return plain(words.ofCurrent(titleIn(path.slice('current.'.length), reader)), LEVEL.atom);
  }
  return plain(titleIn(path, reader), LEVEL.atom);
}

const ownTitle = (id: string, reader: Reader): string => titleIn(id, { ...reader, visited: null });

function titleIn(id: string, reader: Reader): string {
  const { columns, words } = reader;
  const sheet = reader.visited ? reader.visited.sheet : reader.own;
  const title = (name: string): string => {
    const column = sheet?.columnById.get(name);
    return column ? columnName(column, reader) : words.quoted(name);
  };
  if (!id.includes('$column')) return title(id);
  const titles = columns.map((column) => title(id.replaceAll('$column', column.id)));
  return words.oneOfColumns(titles.join(', '))[0];
}

interface NamedCell {
  readonly sheet: CompiledSheet;
  readonly row: string;
  readonly column: CompiledColumn | undefined;
  /** The column is whichever is judged. */
  readonly isJudged: boolean;
}

export function cellOf(args: readonly unknown[], reader: Reader): NamedCell | null {
  const names = args.map(String);
  const [sheetId, row = '', id = ''] = names.length === 3 ? names : [reader.own?.id, ...names];
  const sheet = reader.form.sheetById.get(sheetId ?? '');
  if (!sheet) return null;
  const isJudged = id === '$column';
  const column = isJudged ? reader.columns[0] : sheet.columnById.get(id);
  return { sheet, row, column, isJudged };
}

export function readCell(args: readonly unknown[], reader: Reader): Phrase {
  const cell = cellOf(args, reader);
  if (!cell) return plain(args.map((arg) => reader.words.quoted(String(arg))).join(', '), LEVEL.tail);
  const [is, of, to] = reader.words.row(rowName(cell.sheet, cell.row, reader));
  const tail = cellTail(cell, reader);
  return { forms: [is + tail, of + tail, to + tail], level: LEVEL.tail, isFeminine: true };
}

/** What is said of a cell behind its row: column and sheet, unless they are the judged ones. */
export function cellTail({ sheet, column, isJudged }: NamedCell, reader: Reader): string {
  const { words } = reader;
  const place = sheet === reader.own ? '' : words.inSheet(sheetName(sheet, reader));
  return `${isJudged || !column ? '' : words.inColumn(columnName(column, reader))}${place}`;
}

export function readLiteral(value: unknown, reader: Reader): Phrase {
  const { words, like } = reader;
  if (value === null || value === undefined) return plain(words.empty, LEVEL.atom);
  if (typeof value === 'boolean') return plain(value ? words.yes : words.no, LEVEL.atom);
  if (typeof value === 'number') {
    const day = like.isWeekday ? words.weekdays[value - 1] : undefined;
    return plain(day ?? words.number(value), LEVEL.atom);
  }
  const text = typeof value === 'string' ? value : '';
  if (text === '$column' && reader.columns.length > 0) return plain(words.columnId, LEVEL.atom);
  const code = like.column ? codeName(like.column, text, reader) : null;
  if (code !== null) return plain(code, LEVEL.atom);
  const isDay = isIsoDate(text) && !like.isText;
  return plain(isDay ? words.date(text) : words.text(text), LEVEL.atom);
}
