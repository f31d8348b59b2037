import {
  type Answers,
  applyEdits,
  carryAnswers,
  type CarryReport,
  type CellValue,
  type CompiledForm,
  decodeCell,
  diffDefinitions,
  type Edit,
  isBlank,
  isRaw,
  restoreAnswers,
  type Row,
  validateAnswers,
} from 'engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compiled } from '../unit/engine/support';
import {
  answersArbitrary,
  cellValue,
  nextVersion,
  versionArbitrary,
  withoutColumns,
} from './carry-arbitraries';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 300);

interface Entered {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  readonly value: CellValue;
}

/** What people entered and see: not blank, not in removed rows, not where the form itself says what stands. */
function entered(form: CompiledForm, answers: Answers): readonly Entered[] {
  return cellsOf(answers).filter(({ sheet, row, column, value, removed }) => {
    const known = form.sheetById.get(sheet);
    const own = known?.columnById.get(column);
    const given = known?.givenById.get(row)?.cells ?? {};
    const isSpaces = typeof value === 'string' && own !== undefined && decodeCell(value, own) === null;
    return !removed && !isBlank(value) && !isSpaces && !own?.value && !Object.hasOwn(given, column);
  });
}

const cellsOf = (answers: Answers): readonly (Entered & { readonly removed: boolean })[] =>
  Object.entries(answers.sheets).flatMap(([sheet, rows]) =>
    rows.flatMap(({ id, cells, removed }) =>
      Object.entries(cells).map(([column, value]) => ({
        sheet,
        row: id,
        column,
        value,
        removed: removed === true,
      })),
    ),
  );

const cellAt = (answers: Answers, { sheet, row, column }: Omit<Entered, 'value'>): CellValue | undefined =>
  answers.sheets[sheet]?.find(({ id }) => id === row)?.cells[column];

/** The address after all that the report says was renamed. */
function renamed(
  report: CarryReport,
  { sheet, row, column }: Omit<Entered, 'value'>,
): Omit<Entered, 'value'> {
  const now = report.renamed.find(({ kind, from }) => kind === 'sheet' && from === sheet)?.to ?? sheet;
  const follow = (of: 'row' | 'column', name: string): string =>
    report.renamed.find((one) => one.kind === of && one.sheet === now && one.from === name)?.to ?? name;
  return { sheet: now, row: follow('row', row), column: follow('column', column) };
}

const key = (value: unknown): string => JSON.stringify(value);

/** Expects every value in the answers as it was, or in the report with what became of it. */
function expectAccounted(values: readonly Entered[], answers: Answers, report: CarryReport): void {
  const lost = new Set(report.lost.map((one) => key([one.sheet, one.row, one.column, one.value])));
  const converted = new Map(
    report.converted.map((one) => [key([one.sheet, one.row, one.column, one.from]), one.to]),
  );
  for (const one of values) {
    if (lost.has(key([one.sheet, one.row, one.column, one.value]))) continue;
    const place = renamed(report, one);
    const now = cellAt(answers, place);
    const to = converted.get(key([place.sheet, place.row, place.column, one.value]));
    expect(now, key(one)).toEqual(to ?? one.value);
  }
}

const versions = fc.tuple(versionArbitrary, nextVersion);

it('[E10] [E11] [E13] everything that was entered is in the carried answers or in the report, exactly', () => {
  fc.assert(
    fc.property(versions, answersArbitrary, ([base, change], answers) => {
      const from = compiled(base);
      const { answers: carried, report } = carryAnswers(from, compiled(change(base)), answers);
      expectAccounted(entered(from, answers), carried, report);
      const texts =
        (carried.justifications ?? []).length + report.lost.filter((one) => one.column === undefined).length;
      expect(texts).toBe((answers.justifications ?? []).length);
    }),
    { numRuns },
  );
});

it('[E20] restoring carried answers gives the former ones, with the pocket they had', () => {
  fc.assert(
    fc.property(versions, nextVersion, answersArbitrary, ([base, change], again, answers) => {
      const [v1, v2] = [base, change(base)];
      const [first, second, third] = [compiled(v1), compiled(v2), compiled(again(v2))];
      const carried = carryAnswers(first, second, answers);
      const further = carryAnswers(second, third, carried.answers, carried.pocket);
      const json = JSON.parse(JSON.stringify(further)) as typeof further;
      const back = restoreAnswers(second, third, json.answers, json.pocket);
      expect(back.answers).toEqual(carried.answers);
      expect(back.pocket).toEqual(carried.pocket);
      const former = restoreAnswers(first, second, back.answers, back.pocket);
      expect(former.answers).toEqual(answers);
      expect(former.pocket.cells).toEqual([]);
    }),
    { numRuns },
  );
});

it('[E12] to the same definition answers stay as they are', () => {
  fc.assert(
    fc.property(versionArbitrary, answersArbitrary, (base, answers) => {
      const { answers: carried, report, pocket } = carryAnswers(compiled(base), compiled(base), answers);
      expect(carried).toEqual(answers);
      expect(report).toEqual({ lost: [], converted: [], renamed: [] });
      expect(pocket.cells).toEqual([]);
    }),
    { numRuns },
  );
});

it('[E14] rows keep their order, and removed ones their place', () => {
  fc.assert(
    fc.property(versions, answersArbitrary, ([base, change], answers) => {
      const { answers: carried, report } = carryAnswers(compiled(base), compiled(change(base)), answers);
      for (const [sheet, rows] of Object.entries(answers.sheets)) {
        const address = (row: string): Omit<Entered, 'value'> => renamed(report, { sheet, row, column: '' });
        const now = carried.sheets[address('').sheet];
        const isTaken = report.renamed.some(({ kind, to }) => kind === 'sheet' && to === sheet);
        if (!now || isTaken) continue;
        const told = (all: readonly Row[]): string[] =>
          all.map(({ id, removed }) => `${id} ${String(removed)}`);
        const taken = new Set(
          report.renamed
            .filter((one) => one.kind === 'row' && one.sheet === address('').sheet)
            .map(({ to }) => to),
        );
        const own = rows.filter(({ id }) => !taken.has(id) || address(id).row !== id);
        const moved = told(own.map((row) => ({ ...row, id: address(row.id).row })));
        const after = told(now);
        expect(moved.filter((one) => after.includes(one))).toEqual(after);
      }
    }),
    { numRuns },
  );
});

it('[E21] what was written after carrying over survives restoring, and nothing else changes', () => {
  const writes = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), cellValue), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(versions, answersArbitrary, writes, ([base, change], answers, wanted) => {
      const [from, to] = [compiled(base), compiled(change(base))];
      const carried = carryAnswers(from, to, answers);
      const edits = wanted.flatMap((want) => editAt(to, carried.answers, want));
      const { answers: edited } = applyEdits(to, carried.answers, edits);
      const back = restoreAnswers(from, to, edited, carried.pocket);
      const before = new Map(
        cellsOf(carried.answers).map((one) => [key([one.sheet, one.row, one.column]), one.value]),
      );
      const isWritten = (one: Entered): boolean =>
        key(before.get(key([one.sheet, one.row, one.column]))) !== key(one.value);
      expectAccounted(entered(to, edited).filter(isWritten), back.answers, back.report);
      const written = new Set(
        cellsOf(edited)
          .filter(isWritten)
          .map((one) => renamed(back.report, one))
          .map((one) => key([one.sheet, one.row, one.column])),
      );
      for (const one of cellsOf(answers)) {
        if (written.has(key([one.sheet, one.row, one.column]))) continue;
        expect(cellAt(back.answers, one), key(one)).toEqual(one.value);
      }
    }),
    { numRuns },
  );
});

function editAt(
  form: CompiledForm,
  answers: Answers,
  [sheetAt, rowAt, columnAt, value]: readonly [number, number, number, CellValue],
): readonly Edit[] {
  const sheet = form.sheets[sheetAt % form.sheets.length];
  const rows = answers.sheets[sheet?.id ?? ''] ?? [];
  const row = rows[rowAt % rows.length];
  const column = sheet?.columns[columnAt % sheet.columns.length];
  if (!sheet || !row || !column) return [];
  return [{ kind: 'set', sheet: sheet.id, row: row.id, cells: { [column.id]: value } }];
}

/** What nothing can read may have become `{"$raw"}` of the same text. */
const spelled = (value: CellValue | undefined): unknown => {
  if (Array.isArray(value)) return value.join('; ');
  return isRaw(value) ? value.$raw : String(value);
};

function isKnown(form: CompiledForm, { sheet, row, column }: Entered): boolean {
  const known = form.sheetById.get(sheet);
  if (!known?.columnById.has(column)) return false;
  return known.rows.kind === 'open' || known.givenById.has(row);
}

it('[E22] where removed columns and sheets come back, the pocket gives back what was in them', () => {
  fc.assert(
    fc.property(
      versionArbitrary,
      fc.array(fc.nat(), { minLength: 1 }),
      answersArbitrary,
      (base, which, answers) => {
        const form = compiled(base);
        const less = compiled(withoutColumns(base, which));
        const away = carryAnswers(form, less, answers);
        const here = carryAnswers(less, form, away.answers, away.pocket);
        for (const one of entered(form, answers).filter((cell) => isKnown(form, cell)))
          expect(spelled(cellAt(here.answers, one)), key(one)).toEqual(spelled(one.value));
        expect(here.pocket.cells).toEqual([]);
      },
    ),
    { numRuns },
  );
});

it('[E5] a change that loses nothing lets carrying over lose nothing', () => {
  fc.assert(
    fc.property(versions, answersArbitrary, ([base, change], answers) => {
      const form = compiled(base);
      const next = compiled(change(base));
      fc.pre(!diffDefinitions(form.definition, next.definition).some(({ effect }) => effect === 'loses'));
      const { report } = carryAnswers(form, next, answers);
      const lost = report.lost.filter(({ sheet, row, column, value }) =>
        isKnown(form, { sheet, row: row ?? '', column: column ?? '', value: value ?? null }),
      );
      expect(lost).toEqual([]);
    }),
    { numRuns },
  );
});

/** What nobody knows is not judged, but may become known. */
function knownPart(form: CompiledForm, { sheets, justifications = [] }: Answers): Answers {
  const known = Object.entries(sheets).flatMap(([sheet, rows]): (readonly [string, readonly Row[]])[] => {
    const isOf = (row: string, column: string): boolean => isKnown(form, { sheet, row, column, value: null });
    if (!form.sheetById.has(sheet)) return [];
    const cells = (row: Row): Row['cells'] =>
      Object.fromEntries(Object.entries(row.cells).filter(([column]) => isOf(row.id, column)));
    return [[sheet, rows.map((row) => ({ ...row, cells: cells(row) }))]];
  });
  const ofRules = justifications.filter(({ rule, sheet }) => form.ruleById.get(rule)?.sheet === sheet);
  return { sheets: Object.fromEntries(known), justifications: ofRules };
}

it('[E3] after safe changes alone carried answers have no new errors', () => {
  fc.assert(
    fc.property(versions, answersArbitrary, ([base, change], answers) => {
      const form = compiled(base);
      const next = compiled(change(base));
      fc.pre(diffDefinitions(form.definition, next.definition).every(({ effect }) => effect === 'safe'));
      const errors = (of: CompiledForm, given: Answers): number =>
        validateAnswers(of, given, { today: '2023-06-01' }).filter(({ severity }) => severity === 'error')
          .length;
      const known = knownPart(form, answers);
      const carried = carryAnswers(form, next, known).answers;
      expect(errors(next, carried)).toBeLessThanOrEqual(errors(form, known));
    }),
    { numRuns },
  );
});
