import type { ColumnTypeName, CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { Locale } from '../types';

/** JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of answers to a form. What it refuses, the engine refuses: numbers, dates and codes may also be written as
 * people type them, so texts are let through; conditions, rules and what depends on other cells are the engine's alone.
 */
export function toJsonSchema(form: CompiledForm, locale: Locale = 'ru'): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:sbor:${form.id}:${form.version}`,
    title: localize(form.title, locale),
    type: 'object',
    required: ['sheets'],
    properties: {
      sheets: {
        type: 'object',
        properties: Object.fromEntries(form.sheets.map((sheet) => [sheet.id, sheetSchema(sheet, locale)])),
        additionalProperties: { type: 'array' },
      },
      justifications: { type: 'array', items: { $ref: '#/$defs/justification' } },
    },
    $defs: {
      raw: {
        description:
          locale === 'ru' ? 'Что не удалось прочесть, как введено' : 'What could not be read, as typed',
        type: 'object',
        required: ['$raw'],
        properties: { $raw: { type: 'string' } },
      },
      justification: {
        type: 'object',
        required: ['rule', 'text'],
        properties: {
          rule: { type: 'string' },
          sheet: { type: 'string' },
          row: { type: 'string' },
          text: { type: 'string' },
        },
      },
    },
  };
}

function sheetSchema(sheet: CompiledSheet, locale: Locale): JsonSchema {
  const cells = Object.fromEntries(
    sheet.columns.map((column) => [column.id, cellSchema(sheet, column, locale)]),
  );
  return {
    title: localize(sheet.title, locale),
    ...(sheet.hint === undefined ? {} : { description: localize(sheet.hint, locale) }),
    type: 'array',
    items: {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', minLength: 1 },
        removed: { type: 'boolean' },
        cells: { type: 'object' },
      },
      // Removed rows are not judged.
      if: { not: { required: ['removed'], properties: { removed: { const: true } } } },
      then: { properties: { cells: { properties: cells } } },
    },
  };
}

function cellSchema(sheet: CompiledSheet, column: CompiledColumn, locale: Locale): JsonSchema {
  const about = {
    title: localize(column.title, locale),
    ...(column.hint === undefined ? {} : { description: localize(column.hint, locale) }),
  };
  if (column.value !== undefined) return { ...about, readOnly: true };
  return isJudged(sheet, column) ? { ...about, anyOf: alternatives(column) } : about;
}

/** Whether every cell of the column is judged whatever the others hold. */
function isJudged(sheet: CompiledSheet, column: CompiledColumn): boolean {
  if (column.enabled !== true || column.readOnly) return false;
  if (sheet.rows.kind === 'open') return true;
  const isGiven = sheet.rows.items.some((item) => Object.hasOwn(item.cells, column.id));
  const isLocked = [...sheet.overrides.values()].some((cells) => cells.get(column.id)?.readOnly);
  // Rows that a sheet with given rows does not know are refused as a whole, so their cells may hold anything.
  return !isGiven && !isLocked;
}

const RAW = { $ref: '#/$defs/raw' };
const BLANK = { type: 'null' };
const TYPED = { type: 'string' };

const ALTERNATIVES: Readonly<Record<ColumnTypeName, (column: CompiledColumn) => readonly JsonSchema[]>> = {
  text: (column) => [textSchema(column), { type: 'number' }],
  integer: (column) => [{ type: 'integer', ...bounds(column) }, TYPED],
  number: (column) => [{ type: 'number', ...bounds(column) }, TYPED],
  date: () => [TYPED],
  boolean: () => [{ type: 'boolean' }, { enum: [0, 1] }, TYPED],
  choice: () => [{ type: ['string', 'number', 'boolean'] }],
  choices: () => [
    { type: 'array', items: { type: ['string', 'number', 'boolean'] } },
    { type: ['string', 'number', 'boolean'] },
  ],
};

const alternatives = (column: CompiledColumn): readonly JsonSchema[] => [
  ...ALTERNATIVES[column.type](column),
  BLANK,
  ...(column.type === 'text' ? [] : [RAW]),
];

const bounds = ({ min, max }: CompiledColumn): JsonSchema => ({
  ...(typeof min === 'number' ? { minimum: min } : {}),
  ...(typeof max === 'number' ? { maximum: max } : {}),
});

/** Text of spaces alone is blank. JSON Schema counts code points, as the engine does. */
function textSchema({ minLength, maxLength, pattern }: CompiledColumn): JsonSchema {
  const limits = {
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern: `^(?:${pattern})$` }),
  };
  if (Object.keys(limits).length === 0) return TYPED;
  return { type: 'string', anyOf: [{ pattern: '^\\s*$' }, limits] };
}
