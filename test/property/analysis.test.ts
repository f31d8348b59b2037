import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDefinition, compileForm, parseDefinition, validateAnswers } from '../../engine';
import type { CellValue, Diagnostic, FormDefinition } from '../../engine';

const v = (id: string): unknown => ({ var: id });

/** Few values a column, so that all rows there are can be tried. */
const VALUES: Readonly<Record<string, readonly CellValue[]>> = {
  a: [null, 0, 1, 2],
  b: [null, 0, 1, 2],
  c: [null, 'x', 'y'],
  f: [null, true, false],
};

const number = fc.letrec<{ of: unknown }>((tie) => ({
  of: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(v('a'), v('b'), 0, 1, 2, 3, 0.5),
    fc.tuple(fc.constantFrom('+', '-', '*'), tie('of'), tie('of')).map(([name, x, y]) => ({ [name]: [x, y] })),
    tie('of').map((x) => ({ abs: [x] })),
  ),
})).of; // prettier-ignore

const verdict = fc.letrec<{ of: unknown }>((tie) => ({
  of: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), number, number).map(([name, x, y]) => ({ [name]: [x, y] })),
    fc.tuple(number, number, number).map((args) => ({ between: args })),
    fc.tuple(number, number, fc.constantFrom(0, 1)).map((args) => ({ near: args })),
    fc.constantFrom<unknown>(
      { '==': [v('c'), 'x'] }, { '!=': [v('c'), 'y'] }, { in: [v('c'), ['x', 'y']] }, { in: [v('a'), [0, 2]] },
      v('f'), { '==': [v('f'), false] }, { blank: v('a') }, { blank: v('c') },
    ),
    fc.tuple(fc.constantFrom('and', 'or'), tie('of'), tie('of')).map(([name, x, y]) => ({ [name]: [x, y] })),
    tie('of').map((x) => ({ '!': [x] })),
    fc.tuple(tie('of'), tie('of'), tie('of')).map((args) => ({ if: args })),
  ),
})).of; // prettier-ignore

const anyRule = fc.oneof(fc.record({ assert: verdict }), fc.record({ assert: verdict, when: verdict }));
const anyColumns = fc.record({
  a: fc.record({ required: fc.boolean() }),
  b: fc.constantFrom<object>({}, { enabled: { '>': [v('a'), 0] } }, { value: { '+': [v('a'), 1] } }, { required: { '==': [v('c'), 'x'] } }),
  c: fc.record({ required: fc.boolean() }),
}); // prettier-ignore

interface Drawn {
  readonly a: object;
  readonly b: object;
  readonly c: object;
}
interface DrawnRule {
  readonly assert: unknown;
  readonly when?: unknown;
}

function definitionOf(columns: Drawn, rules: readonly object[]): FormDefinition | null {
  const parsed = parseDefinition({
    format: 1,
    id: 'random',
    version: 1,
    title: 'random',
    lists: { letters: ['x', 'y'].map((value) => ({ value, label: value })) },
    sheets: [
      {
        id: 'main',
        title: 'main',
        hint: 'hint',
        rows: { kind: 'open' },
        columns: [
          { id: 'a', title: 'a', type: 'integer', min: 0, max: 2, ...columns.a },
          { id: 'b', title: 'b', type: 'integer', min: 0, max: 2, ...columns.b },
          { id: 'c', title: 'c', type: 'choice', list: 'letters', ...columns.c },
          { id: 'f', title: 'f', type: 'boolean' },
        ],
        rules,
      },
    ],
  });
  return parsed.ok && compileForm(parsed.value).ok ? parsed.value : null;
}

interface Tried {
  /** Which rules the rows without other errors break, by id. */
  readonly rows: readonly ReadonlySet<string>[];
  /** The rules that any row breaks. */
  readonly broken: ReadonlySet<string>;
}

function tried(definition: FormDefinition): Tried {
  const form = compileForm(definition);
  if (!form.ok) throw new Error('compiled before');
  const rows = Object.entries(VALUES).reduce<readonly Readonly<Record<string, CellValue>>[]>(
    (known, [id, values]) => known.flatMap((row) => values.map((value) => ({ ...row, [id]: value }))),
    [{}],
  );
  const answers = { sheets: { main: rows.map((cells, i) => ({ id: `r${i}`, cells })) } };
  const broken = rows.map(() => new Set<string>());
  const wrong = new Set<number>();
  for (const { row, rule } of validateAnswers(form.value, answers, { today: '2023-01-01' })) {
    const index = Number(row?.slice(1));
    if (rule === undefined) wrong.add(index);
    else broken[index]?.add(rule);
  }
  // A row without entered values is no row.
  const isRow = (i: number): boolean => Object.values(rows[i] ?? {}).some((value) => value !== null);
  return {
    rows: broken.filter((_, i) => !wrong.has(i) && isRow(i)),
    broken: new Set(broken.flatMap((ids) => [...ids])),
  };
}

/** What the rows say: a rule with the opposite assertion tells where one holds. */
function truths({ rows, broken }: Tried): ReadonlySet<string> {
  const some = (...ids: string[]): boolean => rows.some((row) => ids.every((id) => row.has(id)));
  const found = new Set<string>();
  for (const id of ['0', '1']) {
    if (!some(`r${id}`)) found.add(`holds ${id}`);
    if (!some(`n${id}`) && broken.has(`r${id}`)) found.add(`fails ${id}`);
  }
  if (!some('n0', 'n1')) found.add('contradict');
  if (rows.every((row) => !row.has('r1') || row.has('r0'))) found.add('implied 1');
  if (rows.every((row) => !row.has('r0') || row.has('r1'))) found.add('implied 0');
  return found;
}

const claimOf = ({ code, path }: Diagnostic): string | null => {
  const index = path.split('/')[4] ?? '';
  switch (code) {
    case 'always_holds':
    case 'never_fires':
      return `holds ${index}`;
    case 'always_fails':
      return `fails ${index}`;
    case 'rules_contradict':
      return 'contradict';
    case 'rule_redundant':
      return `implied ${index}`;
    default:
      return null;
  }
};

describe('what is proven about rules', () => {
  it('[N2] is so in every row there is, and most of what is so is found', () => {
    let claimed = 0;
    let single = 0;
    let found = 0;
    fc.assert(
      fc.property(anyColumns, anyRule, anyRule, (columns, r0: DrawnRule, r1: DrawnRule) => {
        const rules = [r0, r1].map((rule, i) => ({ id: `r${i}`, message: 'm', ...rule }));
        const definition = definitionOf(columns, rules);
        const opposite = rules.map((rule, i) => ({ ...rule, id: `n${i}`, assert: { '!': [rule.assert] } }));
        const tryable = definitionOf(columns, [...rules, ...opposite]);
        if (!definition || !tryable) return;
        const facts = truths(tried(tryable));
        const claims = checkDefinition(definition).flatMap((one) => claimOf(one) ?? []);
        for (const claim of claims) expect(facts).toContain(claim);
        claimed += claims.length;
        for (const fact of facts) {
          if (!fact.startsWith('holds')) continue;
          single++;
          if (claims.includes(fact)) found++;
        }
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 400) },
    );
    if (process.env['PROPERTY_RUNS']) console.info({ claimed, holdsInFact: single, found });
    expect(claimed).toBeGreaterThan(100);
    expect(found).toBeGreaterThan(single * 0.6);
  });
});
