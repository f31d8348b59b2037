import {
  applyEdits,
  type CodeLists,
  compileForm,
  computeAnswers,
  type Edit,
  openValidation,
  validateAnswers,
} from 'engine';
import { expect, it } from 'vitest';
import { parseAnswers } from '../../../engine/edits/parse-answers';
import { RICH_FORM } from './hostile-form';
import { damaged, hostileCell, NAMES, pick, type Random, randomFrom, setOwn } from './hostile-mutations';
import { failureOf, leadsSomewhere, watched } from './hostile-watch';
import { compiled, oneSheet, parsed } from './support';

const LISTS: CodeLists = { regions: [{ value: '77', label: 'Москва' }] };
const CONTEXT = { today: '2023-05-05', org: { kind: 'spo' }, previous: { sheets: {} } };
const cases = Math.ceil(Number(process.env['SBOR_FUZZ'] ?? 1500) / 5);

function richForm() {
  const form = compileForm(parsed(RICH_FORM), LISTS);
  if (!form.ok) throw new Error(JSON.stringify(form.error));
  return form.value;
}
const form = richForm();

const SHEETS = [...form.sheets.map(({ id }) => id), ...NAMES];
const ROWS = ['r1', 'r2', 'r3', '01', '03', 'math', 'none', '', ...NAMES];
const COLUMNS = [...form.sheets.flatMap(({ columns }) => columns.map(({ id }) => id)), ...NAMES];

function hostileCells(random: Random): Readonly<Record<string, never>> {
  const cells = {};
  for (let i = random(12); i > 0; i--) setOwn(cells, pick(random, COLUMNS), hostileCell(random));
  return cells;
}

/** The shape of answers with strange names and values in it. */
function strangeAnswers(random: Random): unknown {
  const sheets = {};
  for (let i = 1 + random(4); i > 0; i--) {
    const ids = new Set(Array.from({ length: random(5) }, () => pick(random, ROWS)));
    const rows = [...ids].map((id) => ({
      id,
      cells: hostileCells(random),
      ...(random(5) === 0 ? { removed: true } : {}),
    }));
    setOwn(sheets, pick(random, SHEETS), rows);
  }
  const justifications = Array.from({ length: random(3) }, () => ({
    rule: pick(random, ['alone', ...NAMES]),
    sheet: pick(random, SHEETS),
    row: pick(random, ROWS),
    text: pick(random, NAMES),
  }));
  return { sheets, justifications };
}

/** Edits as the server takes them once their shape is known. */
function strangeEdit(random: Random): Edit {
  const sheet = pick(random, SHEETS);
  return pick<() => Edit>(random, [
    () => ({ kind: 'set', sheet, row: pick(random, ROWS), cells: hostileCells(random) }),
    () => ({
      kind: 'insertRows',
      sheet,
      after: pick(random, [null, ...ROWS]),
      rows: Array.from({ length: random(4) }, () => ({ id: pick(random, ROWS), cells: hostileCells(random) })),
    }),
    () => ({ kind: 'removeRows', sheet, rows: [pick(random, ROWS), pick(random, ROWS)] }),
    () => ({ kind: 'justify', rule: pick(random, ['alone', 'all', ...NAMES]), sheet, row: pick(random, ROWS), text: pick(random, NAMES) }),
  ])(); // prettier-ignore
}

function tryAnswers(json: unknown, random: Random): boolean {
  const read = parseAnswers(json);
  if (!read.ok) {
    if (!leadsSomewhere(json, read.error.path)) throw new Error(`no such place: ${read.error.path}`);
    return false;
  }
  const live = openValidation(form, read.value, CONTEXT);
  expect(live.findings).toEqual(validateAnswers(form, read.value, CONTEXT));
  for (let i = 0; i < 3; i++) {
    const edits = [strangeEdit(random), strangeEdit(random)];
    const { answers } = applyEdits(form, live.answers, edits);
    live.apply(edits);
    expect(live.answers).toEqual(answers);
    expect(live.findings).toEqual(validateAnswers(form, answers, CONTEXT));
  }
  computeAnswers(form, live.answers, CONTEXT);
  return true;
}

it('[V2] [V30] strange answers and edits are judged or refused with their place; nothing is thrown or changed', () => {
  const failures: string[] = [];
  let read = 0;
  watched(() => {
    for (let seed = 0; seed < cases; seed++) {
      const failure = failureOf(() => {
        const random = randomFrom(seed);
        const strange = strangeAnswers(random);
        if (tryAnswers(random(3) === 0 ? damaged(strange, random) : strange, random)) read++;
      });
      if (failure !== null) failures.push(`seed ${seed}: ${failure}`);
    }
  });
  expect(failures).toEqual([]);
  expect(read).toBeGreaterThan(cases / 3);
});

const NOT_ANSWERS: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a list', []],
  ['a text', 'sheets'],
  ['no sheets', {}],
  ['sheets as a list', { sheets: [] }],
  ['rows as an object', { sheets: { main: {} } }],
  ['a row that is null', { sheets: { main: [null] } }],
  ['a row without id', { sheets: { main: [{ cells: {} }] } }],
  ['a number as id', { sheets: { main: [{ id: 1 }] } }],
  ['cells as a list', { sheets: { main: [{ id: 'r', cells: [] }] } }],
  ['an explanation of nothing', { sheets: {}, justifications: [{ rule: 1, text: '' }] }],
  ['a text as explanations', { sheets: {}, justifications: 'x' }],
];

it.each(NOT_ANSWERS)('%s: no answers, with a place', (_name, json) => {
  const read = parseAnswers(json);
  expect(read.ok).toBe(false);
  if (!read.ok) expect(leadsSomewhere(json, read.error.path)).toBe(true);
});

it('[V22] 100,000 rows with huge texts are judged, and too many is said once', () => {
  const small = compiled(
    oneSheet(
      [
        { id: 'k', title: 'k', type: 'text', maxLength: 5, pattern: '[a-z0-9]+' },
        { id: 'n', title: 'n', type: 'integer' },
      ],
      {
        key: ['k'],
        rules: [{ id: 'one', assert: { '==': [{ count: [{ var: '$rows' }, { '==': [{ var: 'k' }, { var: '$row.k' }] }] }, 1] }, message: '!' }],
      },
    ),
  ); // prettier-ignore
  const huge = 'a '.repeat(500_000);
  const rows = Array.from({ length: 100_000 }, (_, i) => ({
    id: `r${i}`,
    cells: i === 7 ? { k: huge, n: { $raw: huge } } : { k: `k${i}`, n: i },
  }));
  const read = parseAnswers({ sheets: { s: rows } });
  if (!read.ok) throw new Error(read.error.code);
  const findings = validateAnswers(small, read.value, CONTEXT);
  expect(findings.filter(({ code }) => code === 'rows')).toHaveLength(1);
  const strange = findings.filter(({ row }) => row === 'r7').map(({ code, column }) => `${column} ${code}`);
  expect(strange).toContain('n type');
});

it('a value nested without end is kept as text that no column can read', () => {
  const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
  const answers: unknown = { sheets: { staff: [{ id: 'r', cells: { name: deep, age: { $raw: 'x', more: 1 } } }] } };
  const read = parseAnswers(answers);
  expect(read.ok).toBe(true);
  const found = read.ok ? validateAnswers(form, read.value, CONTEXT) : [];
  expect(found.filter(({ column }) => column === 'name' || column === 'age').map(({ code }) => code)).toEqual([
    'type',
    'type',
  ]);
}); // prettier-ignore
