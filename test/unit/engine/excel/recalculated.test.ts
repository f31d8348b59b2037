import { readFileSync } from 'node:fs';
import {
  type Answers,
  type CompiledForm,
  sampleAnswers,
  toTemplateModel,
  validateAnswers,
  type ValidationContext,
} from 'engine';
import { openWorkbook } from 'engine/excel';
import fc from 'fast-check';
import { compileForm } from 'engine';
import { describe, expect, it } from 'vitest';
import { anyForm, filledRows } from '../../../property/form-arbitraries';
import { RICH_FORM } from '../hostile-form';
import { compiled, parsed } from '../support';
import { localToday, made } from './made';
import { recalculated, whyNoLibreOffice } from './spreadsheet';

const reason = whyNoLibreOffice();
if (reason !== null) process.stdout.write(`${reason}\n`);

interface Case {
  readonly name: string;
  readonly form: CompiledForm;
  readonly answers: Answers;
  readonly context: ValidationContext;
}

const today = localToday();
const shipped = (id: string): CompiledForm =>
  compiled(JSON.parse(readFileSync(`form-definitions/${id}/1.json`, 'utf8')));

/** A form that uses everything the language has. */
function rich(): CompiledForm {
  const form = compileForm(parsed(RICH_FORM), { regions: [{ value: '1', label: 'Регион' }] });
  if (!form.ok) throw new Error(JSON.stringify(form.error));
  return form.value;
}

/** Answers that pass, and for each rule answers that break it, as far as they can be found. */
function sampled(id: string, form = shipped(id)): readonly Case[] {
  const context: ValidationContext = {
    today,
    collection: { opensAt: '2023-03-01T06:00:00Z', closesAt: '2023-05-20T15:00:00Z' },
  };
  return [undefined, ...form.ruleById.keys()].flatMap((violate) => {
    const found = sampleAnswers(form, { context, seed: 3, rows: 6, ...(violate ? { violate } : {}) });
    return found.ok ? [{ name: `${id} ${violate ?? 'valid'}`, form, answers: found.value, context }] : [];
  });
}

function cases(id: string): readonly Case[] {
  const form = shipped(id);
  const context = { today, collection: { opensAt: '2023-03-01T06:00:00Z' } };
  const names = ['filled', 'typed', 'unreadable', 'out-of-range', 'blank-rows'];
  return names.flatMap((name) => {
    try {
      const json = JSON.parse(readFileSync(`form-definitions/${id}/cases/${name}.json`, 'utf8')) as {
        readonly answers: Answers;
      };
      return [{ name: `${id} ${name}`, form, answers: json.answers, context }];
    } catch {
      return [];
    }
  });
}

function random(count: number, seed: number): readonly Case[] {
  const drawn = fc.sample(fc.tuple(anyForm, filledRows, filledRows), { numRuns: count, seed });
  return drawn.flatMap(([json, main, far], i) => {
    const form = compileForm(parsed(json));
    return form.ok
      ? [{ name: `random ${i}`, form: form.value, answers: { sheets: { main, far } }, context: { today } }]
      : [];
  });
}

const CODES: Readonly<Record<string, readonly string[]>> = {
  values: ['type', 'range', 'list', 'length', 'pattern', 'format'],
};

/** What the engine finds, and what the workbook says, by demand; demands that no formula carries are left out. */
async function compare(one: Case, bytes: Uint8Array): Promise<{ engine: object; workbook: object }> {
  const model = toTemplateModel(one.form, one);
  const findings = validateAnswers(one.form, one.answers, one.context);
  const workbook = await openWorkbook(bytes);
  const sheet = workbook.sheets.find(({ name }) => name === model.checks.name);
  const said = new Map(
    (sheet?.rows ?? []).map(({ cells }) => {
      const of = (column: number) => cells.find((cell) => cell.column === column)?.value;
      return [of(7), of(4)] as const;
    }),
  );
  const engine: Record<string, number> = {};
  const counted: Record<string, unknown> = {};
  for (const check of model.checks.checks) {
    if (check.count === null) continue;
    const key = `${check.severity}:${check.kind}:${check.sheet ?? ''}:${check.rule ?? ''}`;
    const codes = CODES[check.kind] ?? [check.kind];
    engine[key] = findings.filter(
      (finding) =>
        codes.includes(finding.code) &&
        (check.rule === null ? finding.sheet === check.sheet : finding.rule === check.rule),
    ).length;
    counted[key] = said.get(key);
  }
  return { engine, workbook: counted };
}

describe.skipIf(reason !== null)(
  '[T5] workbooks recalculated by LibreOffice say what the engine says',
  () => {
    const seed = Number(process.env['EXCEL_SEED'] ?? 20_261_123);
    const runs = Number(process.env['EXCEL_RUNS'] ?? 24);
    const groups: readonly (readonly [string, readonly Case[]])[] = [
      ['vpr-spo-schedule', [...sampled('vpr-spo-schedule'), ...cases('vpr-spo-schedule')].slice(0, 16)],
      ['spo-professions-2023', [...sampled('spo-professions-2023'), ...cases('spo-professions-2023')]],
      ['a form of everything', sampled('rich', rich())],
      [`random forms, seed ${seed}`, random(runs, seed)],
    ];
    it.each(groups)('%s, rule by rule', { timeout: 120_000 }, async (_name, all) => {
      expect(all.length).toBeGreaterThan(4);
      const files = await Promise.all(all.map((one) => made(one.form, one)));
      const computed = await recalculated(files);
      for (const [i, one] of all.entries()) {
        const { engine, workbook } = await compare(one, computed[i] ?? new Uint8Array());
        expect(workbook, one.name).toEqual(engine);
      }
    });
  },
);
