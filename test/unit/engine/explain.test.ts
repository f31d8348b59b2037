import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Answers,
  explainFinding,
  openExplanations,
  validateAnswers,
  type ValidationContext,
} from 'engine';
import { describe, expect, it } from 'vitest';
import {
  answersOf,
  COLUMNS,
  expectFix,
  explainOne,
  formOf,
  integers,
  rows,
  rule,
  today,
  v,
} from './explain-support';
import { compiled, oneSheet } from './support';

const ROOT = fileURLToPath(new URL('../../../form-definitions/', import.meta.url));

interface Case {
  readonly answers: Answers;
  readonly context?: Omit<ValidationContext, 'today'>;
  readonly today?: string;
}

interface Definition {
  readonly sheets: readonly { readonly rules?: readonly { readonly assert: unknown; params?: unknown }[] }[];
  readonly rules?: readonly { readonly assert: unknown; params?: unknown }[];
}

const read = (path: string): unknown => JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));

/** Every rule says the sides of its comparison in its params as well: the engine itself computes what is compared. */
function withSides(json: Definition): Definition {
  for (const rule of [...json.sheets.flatMap((sheet) => sheet.rules ?? []), ...(json.rules ?? [])]) {
    const [name, args] = Object.entries(rule.assert as Record<string, unknown[]>)[0]!;
    const [first] = name === 'or' ? Object.values(args[0] as Record<string, unknown[]>) : [args];
    const [left, right] = first!;
    if (typeof left !== 'object' || name === 'or') rule.params = { ...(rule.params ?? {}) };
    if (['<', '<=', '>', '>=', '==', '!='].includes(name)) {
      rule.params = { ...(rule.params ?? {}), left, right };
    }
  }
  return json;
}

describe.each(readdirSync(ROOT))('%s', (id) => {
  const form = compiled(withSides(read(`${id}/1.json`) as Definition));
  const cases = readdirSync(`${ROOT}${id}/cases`).map(
    (file) => [file, read(`${id}/cases/${file}`) as Case] as const,
  );

  it.each(cases)(
    '[X1] [X2] [X4] explains the findings of %s with true sides and fixes that do',
    (_file, one) => {
      const context = { today: one.today ?? today, ...one.context };
      const explanations = openExplanations(form, one.answers, context);
      for (const finding of validateAnswers(form, one.answers, context)) {
        const explanation = explanations.explain(finding);
        expect(explanation.message).not.toBe('');
        expect(explanation.fixes.length).toBeLessThanOrEqual(3);
        expect(explanation.fix).toEqual(explanation.fixes[0]);
        expectFix(form, one.answers, context, finding, explanation);
        if (finding.rule === undefined) continue;
        expect(explanation.comparison).toBeDefined();
        const { left, right } = finding.params;
        if (left !== undefined) {
          expect(explanation.comparison?.left.value).toEqual(left);
          expect(explanation.comparison?.right?.value).toEqual(right);
        }
      }
    },
  );
});

describe('fixed rows', () => {
  const json = oneSheet(integers('n'), {
    rows: {
      kind: 'fixed',
      items: ['01', '02', '03', '04', '05'].map((id) => ({
        id,
        title: id === '01' ? 'Всего' : `Часть ${id}`,
      })),
    },
    ...rule(
      {
        '==': [
          { cell: ['01', '$column'] },
          { '+': ['02', '03', '04', '05'].map((row) => ({ cell: [row, '$column'] })) },
        ],
      },
      { each: 'column', columns: ['n'] },
    ),
  });
  const answers: Answers = {
    sheets: {
      s: [{ id: '01', cells: { n: 10 } }, ...['02', '03', '04', '05'].map((id) => ({ id, cells: { n: 3 } }))],
    },
  };

  it('[X1] [X9] says both sides and what to put', () => {
    const { message, values, comparison, fixes } = explainOne(json, answers);
    expect(message).toBe('Строка 01: 10, а сумма строк 02–05: 12. Поставьте 12 вместо 10 в «N», строка 01.');
    expect(comparison?.fact).toBe('10 ≠ 12');
    expect(values.map(({ title, text }) => `${title} ${text}`)).toEqual([
      'Всего – N 10',
      ...['02', '03', '04', '05'].map((id) => `Часть ${id} – N 3`),
    ]);
    expect(fixes.map(({ edits }) => edits)).toEqual([
      [{ kind: 'set', sheet: 's', row: '01', cells: { n: 12 } }],
      [{ kind: 'set', sheet: 's', row: '02', cells: { n: 1 } }],
      [{ kind: 'set', sheet: 's', row: '03', cells: { n: 1 } }],
    ]);
  });

  it('[X9] in English', () => {
    expect(explainOne(json, answers, { locale: 'en' }).message).toBe(
      'Row 01: 10, but the sum of rows 02–05: 12. Enter 12 instead of 10 in "N", row 01.',
    );
  });
});

const days = (...dates: readonly (string | null)[]): Answers =>
  answersOf(...dates.map((d, i) => ({ a: i, c: 'p', d })));
const fewDays = (most: number, required: boolean): unknown =>
  formOf(
    { '<=': [{ count_distinct: [rows, v('d')] }, most] },
    { each: 'group', groupBy: ['c'], highlight: ['d'] },
    COLUMNS.map((column) =>
      (column as { id: string }).id === 'd' ? { ...(column as object), required } : column,
    ),
  );
const ODD = days('2023-04-03', '2023-04-10', '2023-04-03', '2023-04-04');

describe('aggregates', () => {
  it('[X3] says which distinct values stand in which rows', () => {
    const { groups, message, comparison } = explainOne(fewDays(2, true), ODD);
    expect(groups?.map(({ text, rows: of }) => [text, of.map(({ row }) => row)])).toEqual([
      ['03.04.2023', ['r1', 'r3']],
      ['10.04.2023', ['r2']],
      ['04.04.2023', ['r4']],
    ]);
    expect(comparison?.left).toEqual({ value: 3, text: '3', words: 'разных дат в «D»' });
    expect(message).toBe(
      'Разных дат в «D»: 3, можно не больше 2. Уберите одну из дат: 03.04.2023, 10.04.2023, 04.04.2023.',
    );
    expect(explainOne(fewDays(1, true), ODD).message).toContain('Уберите лишние даты (2) из этих: ');
  });

  it('[X5] replaces an odd date by the nearest one that is there, if it is required', () => {
    expect(explainOne(fewDays(2, true), ODD).fixes.map(({ message }) => message)).toEqual([
      'Поставьте 03.04.2023 вместо 04.04.2023 в «D», строка 4.',
      'Поставьте 04.04.2023 вместо 10.04.2023 в «D», строка 2.',
    ]);
  });

  it('[X5] clears it first, if it is not', () => {
    expect(explainOne(fewDays(2, false), ODD).fixes.map(({ message }) => message)).toEqual(
      [
        'Очистите «D», строка 2: сейчас 10.04.2023.',
        'Очистите «D», строка 4: сейчас 04.04.2023.',
        'Поставьте 10.04.2023 вместо 03.04.2023 в «D».',
      ].slice(0, 2),
    );
  });

  it('[X3] rows are known by their numbers: blank ones count, removed ones do not', () => {
    const alone = formOf({ '==': [{ count: [rows] }, 1] }, { each: 'sheet', highlight: ['c'] });
    const { sheets } = answersOf({ c: 'p' }, { c: 'p' }, {}, { c: 'q' });
    const [first, ...others] = sheets['s'] ?? [];
    const answers: Answers = { sheets: { s: [{ ...first!, removed: true }, ...others] } };
    expect(explainOne(alone, answers).message).toBe('Число строк: 2, нужно 1. Это строки: 1, 3.');
  });

  it('[X3] in every column by itself', () => {
    const distinct = { '<=': [{ count_distinct: [rows, v('$column')] }, 1] };
    const json = formOf(distinct, { each: 'column', columns: ['a', 'b'] });
    const { message, groups, fixes } = explainOne(json, answersOf({ a: 1, b: 1 }, { a: 1, b: 2 }));
    expect(message).toBe('Разных значений «B»: 2, можно не больше 1. Уберите одно из значений: 1, 2.');
    expect(groups?.map(({ value }) => value)).toEqual([1, 2]);
    expect(fixes[0]?.edits).toEqual([{ kind: 'set', sheet: 's', row: 'r1', cells: { b: null } }]);
  });

  it('[X3] says which rows were counted, and removes the one that repeats another', () => {
    const alone = formOf(
      { '==': [{ count: [rows] }, 1] },
      { each: 'group', groupBy: ['c'], highlight: ['c'] },
    );
    const twice = explainOne(alone, answersOf({ c: 'p', a: 1 }, { c: 'q', a: 1 }, { c: 'p', a: 1 }));
    expect(twice.message).toBe('Число строк: 2, нужно 1. Это строки: 1, 3.');
    expect(twice.fixes).toEqual([
      {
        edits: [{ kind: 'removeRows', sheet: 's', rows: ['r3'] }],
        message: 'Удалите строку 3: она повторяет строку 1.',
      },
    ]);
    expect(explainOne(alone, answersOf({ c: 'p', a: 1 }, { c: 'p', a: 2 })).fixes).toEqual([]);
  });

  it('[X1] names the cells of other sheets that a look-up found, and changes them there', () => {
    const json = {
      ...(formOf({
        '<=': [v('a'), { lookup: [v('$sheets.far'), { '==': [v('t'), v('$row.t')] }, v('n')] }],
      }) as {
        sheets: unknown[];
      }),
    };
    const far = {
      id: 'far',
      title: 'Штат',
      columns: [{ id: 't', title: 'T', type: 'text', required: true }, ...integers('n')],
    };
    const answers = {
      sheets: {
        ...answersOf({ a: 5, t: 'x', b: 1 }).sheets,
        far: [
          { id: 'f1', cells: { t: 'y', n: 9 } },
          { id: 'f2', cells: { t: 'x', n: 3 } },
        ],
      },
    };
    const { values, fixes } = explainOne({ ...json, sheets: [...json.sheets, far] }, answers);
    expect(values.map(({ address, text }) => [address.sheet, address.row, address.column, text])).toEqual([
      ['s', 'r1', 'a', '5'],
      ['far', 'f2', 't', 'x'],
      ['s', 'r1', 't', 'x'],
      ['far', 'f2', 'n', '3'],
    ]);
    expect(fixes.slice(0, 2).map(({ message }) => message)).toEqual([
      'Поставьте 3 вместо 5 в «A».',
      'Поставьте 5 вместо 3 в «N», строка 2, лист «Штат».',
    ]);
  });
});

it('[X2] computes sides over an earlier collection, whatever else is read of it', () => {
  const past = v('$previous.s');
  const columns = [
    ...integers('a', 'b'),
    { id: 'w', title: 'W', type: 'integer', value: { sum: [past, v('b')] } },
  ];
  const json = {
    ...(formOf({ '<=': [v('w'), { sum: [past, v('a')] }] }, {}, columns) as object),
    previous: { form: 'test', version: 1 },
  };
  const previous = answersOf({ a: 1, b: 20 }, { a: 2, b: 30 });
  const { comparison } = explainOne(json, answersOf({ a: 0 }), { previous });
  expect(comparison?.fact).toBe('50 > 3');
});

describe('fixes', () => {
  const sum = { '==': [v('a'), { '+': [v('b'), v('n')] }] };

  it('[X4] leaves computed, given and locked cells alone, and what would break another rule', () => {
    const columns = [
      { id: 'a', title: 'A', type: 'integer', readOnly: true },
      { id: 'b', title: 'B', type: 'integer', value: { '*': [v('x'), 2] } },
      { id: 'n', title: 'N', type: 'integer', min: 4 },
      { id: 'x', title: 'X', type: 'integer' },
    ];
    const { fixes, values } = explainOne(formOf(sum, {}, columns), answersOf({ a: 10, x: 3, n: 5 }));
    expect(values.map(({ text }) => text)).toEqual(['10', '6', '5']);
    expect(fixes.map(({ edits }) => edits)).toEqual([
      [{ kind: 'set', sheet: 's', row: 'r1', cells: { n: 4 } }],
    ]);
    expect(
      explainOne(formOf(sum, {}, columns), answersOf({ a: 9, x: 3, n: 5 })).fixes.map(
        ({ message }) => message,
      ),
    ).toEqual(['Очистите «N»: сейчас 5.']);
  });

  it('[X4] one of several findings at the same cell is not gone while the others stand there', () => {
    const json = oneSheet(integers('n'), {
      rows: { kind: 'fixed', items: [{ id: '01' }, { id: '02' }, { id: '03' }] },
      ...rule({ '<=': [v('n'), 5] }, { highlight: [{ row: '01', column: 'n' }] }),
    });
    const of = (...values: readonly number[]): Answers => ({
      sheets: { s: values.map((n, i) => ({ id: `0${i + 1}`, cells: { n } })) },
    });
    expect(explainOne(json, of(1, 9, 1)).fixes[0]?.edits).toEqual([
      { kind: 'set', sheet: 's', row: '02', cells: { n: 5 } },
    ]);
    expect(explainOne(json, of(1, 9, 9)).fixes).toEqual([]);
  });

  it('[X5] a lone side first, then the nearest value; one a cell, at most three', () => {
    const columns = [...integers('a', 'b', 'n', 'o')];
    const all = { '==': [v('a'), { '+': [v('b'), v('n'), v('o')] }] };
    const { fixes } = explainOne(formOf(all, {}, columns), answersOf({ a: 10, b: 1, n: 2, o: 3 }));
    expect(fixes.map(({ edits }) => edits.map((edit) => edit.kind === 'set' && edit.cells))).toEqual([
      [{ a: 6 }],
      [{ b: 5 }],
      [{ n: 6 }],
    ]);
  });

  it('[X5] exact decimals: a cell gets the digits that its column has', () => {
    const columns = ['a', 'b', 'n'].map((id) => ({ id, title: id, type: 'number', fractionDigits: 2 }));
    const { fix } = explainOne(formOf(sum, {}, columns), answersOf({ a: 1, b: 0.1, n: 0.2 }));
    expect(fix?.edits).toEqual([{ kind: 'set', sheet: 's', row: 'r1', cells: { a: 0.3 } }]);
  });
});

describe('[X6] warnings to be justified', () => {
  it('are explained by the rule that asks', () => {
    const form = compiled(formOf({ '<=': [v('a'), v('b')] }, { severity: 'warning', justify: true }));
    const answers = answersOf({ a: 3, b: 2 });
    const [warning, demand] = validateAnswers(form, answers, { today });
    const [first, second] = [warning!, demand!].map((one) => explainFinding(form, answers, { today }, one));
    expect(demand?.code).toBe('justify');
    expect(second).toEqual(first);
    expect(first?.comparison?.fact).toBe('3 > 2');
  });
});

describe('[X8] what cannot be explained', () => {
  const json = formOf({ '<=': [v('a'), v('b')] });

  it('a finding that the answers do not have is its message', () => {
    const form = compiled(json);
    const [finding] = validateAnswers(form, answersOf({ a: 3, b: 2 }), { today });
    const explanation = explainFinding(form, answersOf({ a: 1, b: 2 }), { today }, finding!);
    expect(explanation).toEqual({ message: 'Не так.', values: [], fixes: [] });
  });

  it('a rule without comparison shows what it saw', () => {
    const { message, values, comparison } = explainOne(
      formOf({ and: [{ missing: ['a', 'b'] }] }),
      answersOf({ a: 1, b: 2, t: 'x' }),
    );
    expect(comparison).toBeUndefined();
    expect(message).toBe('Не так. Очистите «A»: сейчас 1.');
    expect(values.map(({ text }) => text)).toEqual(['1', '2']);
  });

  it('work past the bound leaves the message', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ a: i, b: 0 }));
    const never = { some: [rows, { '<': [v('a'), v('b')] }] };
    const form = compiled(formOf({ '==': [{ count: [rows, never] }, -1] }, { each: 'sheet' }));
    const answers = answersOf(...many);
    const [finding] = validateAnswers(form, answers, { today });
    expect(finding?.rule).toBe('r');
    const explanation = explainFinding(form, answers, { today }, finding!);
    expect(explanation).toEqual({ message: 'Не так.', values: [], fixes: [] });
  });
});
