import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkDefinition, compileForm, parseDefinition } from 'engine';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../engine/diagnostics/definition-messages';
import { parseAnswers } from '../../../engine/edits/parse-answers';
import { compiled, oneSheet, parsed } from './support';

const text = { id: 'a', title: 'А', type: 'text' };

it.each([
  ['A-b_9', true],
  ['x'.repeat(100), true],
  ['x'.repeat(101), false],
  ['9a', false],
  ['а', false],
  ['a.b', false],
  ['', false],
])('[D10] the identifier %j: %j', (id, isRight) => {
  expect(parseDefinition(oneSheet([{ ...text, id }])).ok).toBe(isRight);
});

it.each([
  ['01', true],
  ['3.1', true],
  ['-1', false],
  ['a b', false],
])('[D10] the id %j of a given row: %j', (id, isRight) => {
  expect(parseDefinition(oneSheet([text], { rows: { kind: 'fixed', items: [{ id }] } })).ok).toBe(isRight);
});

it.each([
  ['constructor', 'forbidden_name'],
  ['__proto__', 'forbidden_name'],
])('[D10] the name %j is forbidden anywhere', (name, code) => {
  const json = JSON.parse(`{"a": [{"${name}": 1}]}`) as unknown;
  const result = parseDefinition(json);
  expect(result.ok ? [] : result.error.map((one) => one.code)).toEqual([code]);
});

it('[D11] what is not said: open rows, 0 to 10,000; never required, always enabled; error, row', () => {
  const rule = { id: 'r', assert: { blank: { var: 'a' } }, message: 'м' };
  const form = compiled(oneSheet([text], { rules: [rule] }));
  const [sheet] = form.sheets;
  expect(sheet?.rows).toMatchObject({ kind: 'open', min: 0, max: 10_000 });
  expect(sheet?.columns[0]).toMatchObject({ required: false, enabled: true, readOnly: false });
  expect(sheet?.rules[0]).toMatchObject({ severity: 'error', each: 'row', justify: false });
  expect(form.excelTemplate).toBe(false);
});

/** Property and a value that fits its type → types of columns that have it. */
const PROPERTIES: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
  ['minLength', { minLength: 1 }, ['text']],
  ['maxLength', { maxLength: 1 }, ['text']],
  ['pattern', { pattern: 'x' }, ['text']],
  ['format', { format: 'inn' }, ['text']],
  ['min', { min: 1 }, ['integer', 'number']],
  ['max', { max: '2023-01-01' }, ['date']],
  ['fractionDigits', { fractionDigits: 1 }, ['number']],
  ['list', { list: 'l' }, ['choice', 'choices']],
  ['filter', { list: 'l', filter: true }, ['choice', 'choices']],
  ['total sum', { total: 'sum' }, ['integer', 'number']],
  ['total avg', { total: 'avg' }, ['integer', 'number']],
  ['total lowest', { total: 'lowest' }, ['integer', 'number', 'date']],
  ['total highest', { total: 'highest' }, ['integer', 'number', 'date']],
  ['total count', { total: 'count' }, ['text', 'integer', 'number', 'date', 'boolean', 'choice', 'choices']],
];
const TYPES = ['text', 'integer', 'number', 'date', 'boolean', 'choice', 'choices'];

describe('[D12] properties belong to types', () => {
  it.each(PROPERTIES)('%s', (_name, more, expected) => {
    const having = TYPES.filter((type) => {
      const list = type.startsWith('choice') ? { list: 'l' } : {};
      const lists = { l: [{ value: 'p', label: 'p' }] };
      return compileForm(parsed(oneSheet([{ id: 'a', title: 'А', type, ...list, ...more }], { lists }))).ok;
    });
    expect(having).toEqual(expected);
  });
});

describe('[D20] diagnostics', () => {
  const spec = readFileSync(fileURLToPath(new URL('../../../engine/SPEC.md', import.meta.url)), 'utf8');
  const codesOf = (behaviour: string): ReadonlySet<string | undefined> => {
    const [, item = ''] = spec.split(`- **${behaviour}** `);
    const [lines = ''] = item.split(/\n- |\n\n/);
    return new Set([...lines.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code));
  };
  const coded = (severity: string): readonly string[] =>
    Object.entries(catalogue).flatMap(([code, entry]) =>
      entry.severity === severity && !code.includes('.') ? [code] : [],
    );

  it('[D21] [D22] [D23] [D24] [D25] every code has its line, and its severity', () => {
    const errors = ['D21', 'D22', 'D23', 'D24'].flatMap((one) => [...codesOf(one)]);
    const warnings = codesOf('D25');
    const elsewhere = new Set([...spec.matchAll(/`([a-z]+(?:_[a-z]+)*)`/g)].map(([, code]) => code));
    expect(coded('error').filter((code) => !errors.includes(code) && !elsewhere.has(code))).toEqual([]);
    expect(coded('warning').filter((code) => !warnings.has(code) && !elsewhere.has(code))).toEqual([]);
    expect(errors.filter((code) => !coded('error').includes(code ?? ''))).toEqual([]);
    expect([...warnings].filter((code) => !coded('warning').includes(code ?? ''))).toEqual([]);
  });

  it('have code, severity, path and message, each once', () => {
    const twice = parsed(
      oneSheet([text], {
        rules: [{ id: 'r', assert: { '>': [{ var: 'q' }, { var: 'q' }] }, message: '{z} {z}' }],
      }),
    );
    const found = checkDefinition(twice);
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['unknown_name', '/sheets/0/rules/0/assert/>/0/var'],
      ['unknown_name', '/sheets/0/rules/0/assert/>/1/var'],
      ['unknown_placeholder', '/sheets/0/rules/0/message'],
    ]);
    for (const one of found) expect(Object.keys(one).sort()).toEqual(['code', 'message', 'path', 'severity']);
  });
});

/** JSON → what is read, or the code and path of what is wrong. */
const ANSWERS: readonly (readonly [unknown, unknown])[] = [
  [{ sheets: {} }, { sheets: {} }],
  [{ sheets: { s: [{ id: 'r' }] } }, { sheets: { s: [{ id: 'r', cells: {} }] } }],
  [
    {
      sheets: {
        s: [{ id: 'r', cells: { a: '1', b: { q: 1 }, c: [1], d: { $raw: 'x', y: 1 } }, removed: true }],
      },
    },
    {
      sheets: {
        s: [
          {
            id: 'r',
            cells: { a: '1', b: { $raw: '{"q":1}' }, c: { $raw: '[1]' }, d: { $raw: 'x' } },
            removed: true,
          },
        ],
      },
    },
  ],
  [
    { sheets: {}, justifications: [{ rule: 'x', text: 'т', more: 1 }] },
    { sheets: {}, justifications: [{ rule: 'x', text: 'т' }] },
  ],
  [[], 'not_answers '],
  [{ sheets: [] }, 'not_answers /sheets'],
  [{ sheets: { 'a/b': {} } }, 'not_answers /sheets/a~1b'],
  [{ sheets: { s: [{ id: '' }] } }, 'not_answers /sheets/s/0/id'],
  [{ sheets: { s: [{ id: 'r', cells: [] }] } }, 'not_answers /sheets/s/0/cells'],
  [{ sheets: { s: [{ id: 'r' }, { id: 'r' }] } }, 'duplicate_row /sheets/s/1/id'],
  [{ sheets: {}, justifications: [{ rule: 'x' }] }, 'not_answers /justifications/0/text'],
];

it.each(ANSWERS)('[R20] answers from %j', (json, expected) => {
  const result = parseAnswers(json);
  expect(result.ok ? result.value : `${result.error.code} ${result.error.path}`).toEqual(expected);
});
