import type { Answers, Cells, CellValue, Justification, Result, Row } from '../types';
import { err, ok } from '../types';

/** Why a file cannot be read as answers. */
export interface AnswersProblem {
  readonly code: 'not_answers' | 'duplicate_row';
  /** JSON Pointer into the answers. */
  readonly path: string;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

class Unreadable extends Error {
  constructor(readonly problem: AnswersProblem) {
    super(problem.code);
  }
}

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * An unknown JSON value as answers. Checks the shape only: values stay as they are written, sheets and columns that the
 * form does not know are kept. A row id twice in a sheet makes answers unreadable.
 */
export function parseAnswers(json: unknown): Result<Answers, AnswersProblem> {
  try {
    return ok(readAnswers(json));
  } catch (error) {
    if (error instanceof Unreadable) return err(error.problem);
    throw error;
  }
}

function refuse(path: string, code: AnswersProblem['code'] = 'not_answers'): never {
  throw new Unreadable({ code, path });
}

function readAnswers(json: unknown): Answers {
  if (!isObject(json)) refuse('');
  const { sheets, justifications } = json;
  if (!isObject(sheets)) refuse('/sheets');
  return {
    sheets: Object.fromEntries(
      Object.entries(sheets).map(([id, rows]) => [id, readRows(rows, `/sheets/${escaped(id)}`)]),
    ),
    ...(justifications === undefined ? {} : { justifications: readJustifications(justifications) }),
  };
}

function readRows(json: unknown, path: string): readonly Row[] {
  if (!Array.isArray(json)) refuse(path);
  const seen = new Set<string>();
  return json.map((row: unknown, i) => {
    const at = `${path}/${i}`;
    if (!isObject(row)) refuse(at);
    const { id, cells, removed } = row;
    if (typeof id !== 'string' || id === '') refuse(`${at}/id`);
    if (seen.has(id)) refuse(`${at}/id`, 'duplicate_row');
    seen.add(id);
    return { id, cells: readCells(cells, `${at}/cells`), ...(removed === true ? { removed } : {}) };
  });
}

function readCells(json: unknown, path: string): Cells {
  if (json === undefined) return {};
  if (!isObject(json)) refuse(path);
  return Object.fromEntries(Object.entries(json).map(([id, value]) => [id, keptValue(value)]));
}

/** Canonical values and spellings as they are; anything else as JSON text that no column can read. */
function keptValue(value: unknown): CellValue {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value;
  if (isObject(value) && typeof value['$raw'] === 'string') return { $raw: value['$raw'] };
  return { $raw: jsonText(value).slice(0, LONGEST_KEPT) };
}

const LONGEST_KEPT = 10_000;
const DEEPEST_KEPT = 100;

/** JSON text of any value; what lies deeper than anybody reads is left out, for the call stack's sake. */
function jsonText(json: unknown): string {
  const depths = new Map<unknown, number>();
  return JSON.stringify([json], function (this: unknown, _key, value: unknown) {
    if (typeof value !== 'object' || value === null) return value;
    const depth = (depths.get(this) ?? 0) + 1;
    if (depth > DEEPEST_KEPT) return '…';
    depths.set(value, depth);
    return value;
  }).slice(1, -1);
}

function readJustifications(json: unknown): readonly Justification[] {
  if (!Array.isArray(json)) refuse('/justifications');
  return json.map((one: unknown, i) => {
    const path = `/justifications/${i}`;
    if (!isObject(one)) refuse(path);
    const { rule, sheet, row, text } = one;
    if (typeof rule !== 'string') refuse(`${path}/rule`);
    if (sheet !== undefined && typeof sheet !== 'string') refuse(`${path}/sheet`);
    if (row !== undefined && typeof row !== 'string') refuse(`${path}/row`);
    if (typeof text !== 'string') refuse(`${path}/text`);
    return { rule, ...(sheet === undefined ? {} : { sheet }), ...(row === undefined ? {} : { row }), text };
  });
}
