import { toJsonSchema, toTypeScript, validateAnswers } from 'engine';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../../engine/edits/parse-answers';
import { compiled } from './support';

const column = (id: string, more: object): object => ({ id, title: id, ...more });
const form = compiled({
  format: 1,
  id: 'schema',
  version: 3,
  title: 'Схема */ проба',
  lists: {
    l: [
      { value: '1', label: 'Один' },
      { value: "it's", label: 'Два' },
    ],
  },
  sheets: [
    {
      id: 'open-sheet',
      title: 'Открытый',
      hint: 'Подсказка',
      columns: [
        column('text', { type: 'text', minLength: 2, maxLength: 3, pattern: '[a-z]+' }),
        column('integer', { type: 'integer', min: 0, max: 10, hint: 'От нуля до десяти' }),
        column('number', { type: 'number', max: 5 }),
        column('date', { type: 'date' }),
        column('boolean', { type: 'boolean' }),
        column('choice', { type: 'choice', list: 'l' }),
        column('choices', { type: 'choices', list: 'l' }),
        column('sometimes', { type: 'integer', max: 1, enabled: { '==': [{ var: 'integer' }, 1] } }),
        column('computed', { type: 'integer', value: { '+': [{ var: 'integer' }, 1] } }),
      ],
    },
    {
      id: 'fixed',
      title: 'Постоянный',
      rows: { kind: 'fixed', items: [{ id: '01', cells: { given: 5 } }, { id: '02' }] },
      columns: [column('given', { type: 'integer', max: 5 }), column('own', { type: 'integer', max: 5 })],
    },
  ],
});
const accepts = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(
  toJsonSchema(form),
);

/** Whether the engine has an objection: a file it cannot read, or a finding of severity error. */
function isRefused(json: unknown): boolean {
  const answers = parseAnswers(json);
  if (!answers.ok) return true;
  return validateAnswers(form, answers.value, { today: '2023-05-05' }).some(
    ({ severity }) => severity === 'error',
  );
}

const open = (cells: unknown, more: object = {}): unknown => ({
  sheets: { 'open-sheet': [{ id: 'r1', cells, ...more }] },
});

/** Answers → whether the schema accepts them. */
const CASES: readonly (readonly [unknown, boolean])[] = [
  [{ sheets: {} }, true],
  [{}, false],
  [[], false],
  [{ sheets: { 'open-sheet': {} } }, false],
  [{ sheets: { 'open-sheet': [{ cells: {} }] } }, false],
  [{ sheets: { unknown: [{ id: 'x', cells: { a: 1 } }] } }, true],
  [
    open({
      text: 'abc',
      integer: 5,
      number: 1.5,
      date: '2023-05-05',
      boolean: true,
      choice: '1',
      choices: ['1'],
    }),
    true,
  ],
  [
    open({
      text: '  ',
      integer: '1 000',
      number: '3,5',
      date: '5.5.2023',
      boolean: 'Да',
      choice: 'Один',
      choices: '1; Два',
    }),
    true,
  ],
  [open({ text: 'abcd' }), false],
  [open({ text: 'AB' }), false],
  [open({ integer: 11 }), false],
  [open({ integer: 1.5 }), false],
  [open({ integer: true }), false],
  [open({ number: 5.5 }), false],
  [open({ date: 20230505 }), false],
  [open({ boolean: 2 }), false],
  [open({ choice: ['1'] }), false],
  [open({ choices: [{}] }), false],
  [open({ integer: 11 }, { removed: true }), true],
  [open({ sometimes: 99, computed: 'any' }), true],
  [open({ integer: { $raw: 'x' } }), true],
  [{ sheets: { fixed: [{ id: '01', cells: { given: 99 } }] } }, true],
  [{ sheets: { fixed: [{ id: '02', cells: { own: 99 } }] } }, false],
  [{ sheets: {}, justifications: [{ rule: 'r' }] }, false],
];

describe('toJsonSchema', () => {
  it.each(CASES)('%j: %s', (json, expected) => {
    expect(accepts(json)).toBe(expected);
    if (!expected) expect(isRefused(json)).toBe(true);
  });

  it('what the schema refuses, the engine refuses', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        '1',
        '11',
        'Один',
        '2023-05-05',
        1,
        11,
        1.5,
        true,
        ['1'],
        { $raw: '12' },
        'ab',
        'abcd',
        null,
      ),
    );
    const ids = form.sheets.flatMap((sheet) => sheet.columns.map(({ id }) => id));
    const row = fc.record({
      id: fc.constantFrom('01', '02', 'r1'),
      cells: fc.dictionary(fc.constantFrom(...ids), value),
    });
    const answers = fc.record({
      sheets: fc.record({ 'open-sheet': fc.tuple(row), fixed: fc.tuple(row) }, { requiredKeys: [] }),
    });
    fc.assert(
      fc.property(answers, (json) => {
        if (!accepts(json)) expect(isRefused(json)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

function problemsOf(source: string): readonly string[] {
  const host = ts.createCompilerHost({});
  const file = ts.createSourceFile('answers.ts', source, ts.ScriptTarget.ES2022);
  const program = ts.createProgram(
    ['answers.ts'],
    { noLib: true, types: [] },
    {
      ...host,
      getSourceFile: (name) => (name === 'answers.ts' ? file : undefined),
    },
  );
  return program
    .getSyntacticDiagnostics(file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('toTypeScript', () => {
  it('writes one interface a sheet, with codes as unions', () => {
    const source = toTypeScript(form);
    expect(problemsOf(source)).toEqual([]);
    expect(source).toContain("readonly 'open-sheet'?: readonly Row<OpenSheetCells>[];");
    expect(source).toContain("readonly choice?: '1' | 'it\\'s';");
    expect(source).toContain("readonly choices?: readonly ('1' | 'it\\'s')[];");
    expect(source).toContain('readonly integer?: number;');
    expect(source).toContain('/** Схема * / проба (schema, 3) */');
  });

  it.each(['vpr-spo-schedule', 'spo-professions-2023'])('reads as TypeScript for %s', (id) => {
    const path = fileURLToPath(new URL(`../../../form-definitions/${id}/1.json`, import.meta.url));
    expect(problemsOf(toTypeScript(compiled(JSON.parse(readFileSync(path, 'utf8')))))).toEqual([]);
  });
});
