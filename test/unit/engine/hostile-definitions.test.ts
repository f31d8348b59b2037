import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Answers,
  checkDefinition,
  type CodeLists,
  type CompiledForm,
  compileForm,
  type Diagnostic,
  type Edit,
  openValidation,
  parseDefinition,
  toDataPackage,
  toDocumentation,
  toExportTables,
  toGridModel,
  toJsonSchema,
  toTypeScript,
  validateAnswers,
} from 'engine';
import { expect, it } from 'vitest';
import { parseAnswers } from '../../../engine/edits/parse-answers';
import { RICH_FORM } from './hostile-form';
import { damaged, hostileCell, type Random, randomFrom } from './hostile-mutations';
import { failureOf, leadsSomewhere, watched } from './hostile-watch';

const definitionAt = (path: string): unknown =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../../form-definitions/${path}`, import.meta.url)), 'utf8'),
  );

const FORMS: readonly unknown[] = [
  RICH_FORM,
  RICH_FORM,
  RICH_FORM,
  definitionAt('vpr-spo-schedule/1.json'),
  definitionAt('spo-professions-2023/1.json'),
];
const LISTS: CodeLists = { regions: [{ value: '77', label: 'Москва' }] };
const CONTEXT = { today: '2023-05-05', org: { kind: 'spo' }, previous: { sheets: {} } };

const first = Number(process.env['SBOR_FUZZ_SEED'] ?? 0);
const cases = Number(process.env['SBOR_FUZZ'] ?? 1500);

/** Answers by the form's own names, mostly wrong. */
function answersFor(form: CompiledForm, random: Random): Answers {
  const sheets = form.sheets.slice(0, 4).map((sheet) => {
    const ids =
      sheet.rows.kind === 'open'
        ? ['r1', 'r2', 'toString']
        : sheet.rows.items.slice(0, 3).map(({ id }) => id);
    const rows = ids.map((id) => ({
      id,
      cells: Object.fromEntries(sheet.columns.map((column) => [column.id, hostileCell(random)])),
    }));
    return [sheet.id, rows] as const;
  });
  const read = parseAnswers({ sheets: Object.fromEntries(sheets) });
  return read.ok ? read.value : { sheets: {} };
}

function useForm(form: CompiledForm, random: Random): void {
  expect(Array.isArray(validateAnswers(form, { sheets: {} }, CONTEXT))).toBe(true);
  const answers = answersFor(form, random);
  const live = openValidation(form, answers, CONTEXT);
  const sheet = form.sheets[0]?.id ?? '';
  const edit = {
    kind: 'set',
    sheet,
    row: 'r1',
    cells: answers.sheets[sheet]?.[1]?.cells ?? {},
  } satisfies Edit;
  live.apply([edit]);
  expect(live.findings).toEqual(validateAnswers(form, live.answers, CONTEXT));
  toTypeScript(form);
  for (const view of [toGridModel, toJsonSchema, toDocumentation, toDataPackage]) view(form, 'en');
  toExportTables([form], { locale: 'en', values: 'labels' });
}

function expectPlaces(json: unknown, diagnostics: readonly Diagnostic[]): void {
  for (const { path, message } of diagnostics) {
    if (!leadsSomewhere(json, path))
      throw new Error(`no such place: ${path.slice(0, 300)}: ${message.slice(0, 200)}`);
  }
}

/** What is proven about rules refuses a definition only where it is checked. */
const PROVEN: ReadonlySet<string> = new Set(['always_fails', 'rules_contradict']);

it('[D1] [D2] [D3] damaged definitions are refused with their place or work: no throw, no code, no prototype, no hang', () => {
  const failures: string[] = [];
  const counts = { shape: 0, refused: 0, used: 0 };
  watched(() => {
    for (let seed = first; seed < first + cases; seed++) {
      const failure = failureOf(() => {
        const random = randomFrom(seed);
        const json = damaged(FORMS[random(FORMS.length)], random);
        const parsed = parseDefinition(json);
        if (!parsed.ok) {
          counts.shape++;
          expect(parsed.error.length).toBeGreaterThan(0);
          return expectPlaces(json, parsed.error);
        }
        const diagnostics = checkDefinition(parsed.value, LISTS);
        expectPlaces(json, diagnostics);
        const form = compileForm(parsed.value, LISTS);
        const errors = diagnostics.filter(({ severity }) => severity === 'error');
        if (form.ok) expect(errors.filter(({ code }) => !PROVEN.has(code))).toEqual([]);
        else expect(errors).not.toEqual([]);
        counts[form.ok ? 'used' : 'refused']++;
        if (form.ok) useForm(form.value, random);
      });
      if (failure !== null) failures.push(`seed ${seed}: ${failure}`);
    }
  });
  expect(failures).toEqual([]);
  if (process.env['SBOR_FUZZ']) process.stdout.write(`${JSON.stringify({ cases, ...counts })}\n`);
  // Enough of each: damage that is always refused at once would show nothing of what lies behind.
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(cases / 10);
}, 1_800_000); // prettier-ignore
