import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Answers,
  applyEdits,
  checkDefinition,
  type Finding,
  openValidation,
  toGridModel,
  validateAnswers,
  type ValidationContext,
} from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled, parsed } from './support';

const ROOT = fileURLToPath(new URL('../../../form-definitions/', import.meta.url));
const FORMS = readdirSync(ROOT);

type Expected = Omit<Finding, 'params' | 'highlight'>;
interface Case {
  readonly description: string;
  readonly answers: Answers;
  readonly context?: Omit<ValidationContext, 'today'>;
  readonly today?: string;
  readonly findings: readonly Expected[];
}

const ADDRESSED = ['code', 'severity', 'rule', 'sheet', 'row', 'column', 'message'];

/** Findings without what only programs read. */
const addressed = (finding: Finding): unknown =>
  Object.fromEntries(Object.entries(finding).filter(([name]) => ADDRESSED.includes(name)));

const read = (path: string): unknown => JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));
const casesOf = (form: string): (readonly [string, Case])[] =>
  readdirSync(`${ROOT}${form}/cases`).map((file) => [
    file.replace('.json', ''),
    read(`${form}/cases/${file}`) as Case,
  ]);

describe.each(FORMS)('%s', (id) => {
  const json = read(`${id}/1.json`);
  const form = compiled(json);
  const cases = casesOf(id);

  it('has neither errors nor warnings, and is named by its folder', () => {
    expect(checkDefinition(parsed(json))).toEqual([]);
    expect([form.id, form.version]).toEqual([id, 1]);
  });

  it.each(cases)('case %s', (_name, { answers, context, today, findings }) => {
    const found = validateAnswers(form, answers, { today: today ?? '2023-04-01', ...context });
    expect(found.map(addressed)).toEqual(findings);
  });

  it('every rule is broken by a case and kept by another', () => {
    const broken = new Set(cases.flatMap(([, { findings }]) => findings.flatMap(({ rule }) => rule ?? [])));
    // The sheets of the schedule have the same rules, named by the sheet.
    const named = (rule: string): string => rule.replace(/-(?:paper|meta|computer)$/, '');
    const missing = [...form.ruleById.keys()]
      .map(named)
      .filter((rule) => ![...broken].map(named).includes(rule));
    expect([...new Set(missing)]).toEqual([]);
    expect(cases.some(([, { findings }]) => findings.length === 0)).toBe(true);
    expect(cases.length).toBeGreaterThanOrEqual(12);
  });

  it('[A26] explains every sheet and every column', () => {
    for (const sheet of toGridModel(form, 'ru').sheets) {
      expect(sheet.hint).toBeTruthy();
      expect(sheet.columns.filter((column) => !column.hint)).toEqual([]);
    }
  });

  it('is complete in both languages', () => {
    const missing: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('ru' in value !== 'en' in value) missing.push(path);
      for (const [key, part] of Object.entries(value)) visit(part, `${path}/${key}`);
    };
    visit(json, '');
    expect(missing).toEqual([]);
  });
});

describe('[A36] the schedule', () => {
  const form = compiled(read('vpr-spo-schedule/1.json'));
  const TITLES = [
    'Предмет',
    'Дата 1й курс',
    'Количество аудиторий 1й курс',
    'Количество участников 1й курс',
    'Дата "Завершившие"',
    'Количество аудиторий "Завершившие"',
    'Количество участников "Завершившие"',
  ];

  it('has the sheets and columns of the manual, in order', () => {
    const { sheets } = toGridModel(form, 'ru');
    expect(sheets.map((sheet) => sheet.title)).toEqual([
      'РАБОТЫ НА БЛАНКЕ',
      'МЕТАПРЕДМЕТ НА КОМПЬЮТЕРЕ',
      'РАБОТЫ НА КОМПЬЮТЕРЕ',
    ]);
    for (const sheet of sheets) expect(sheet.columns.map((column) => column.title)).toEqual(TITLES);
  });

  it('[A35] says the rule of five days on every sheet, word for word', () => {
    for (const sheet of toGridModel(form, 'ru').sheets) {
      expect(sheet.hint).toBe(
        'Количество дней по одному предмету не должны превышать пяти по каждой категории участников. ' +
          'Если ОО не участвует в данных предметах, выберите соответствующее значение.',
      );
      expect(sheet.columns[0]?.codes.map((code) => code.label)).toContain('ОО не участвует');
    }
  });

  it('[A27] Рис. 14: dates and rooms are «---» until participants are entered', () => {
    const live = openValidation(form, { sheets: {} }, { today: '2023-04-01' });
    const shown = (): string[] =>
      (form.sheets[0]?.columns ?? []).map(({ id }) => {
        const { enabled, required } = live.cellState('paper', 'r1', id);
        return enabled ? (required ? '*' : '') : '---';
      });
    expect(shown()).toEqual(['*', '---', '---', '*', '---', '---', '*']);
    live.apply([
      {
        kind: 'insertRows',
        sheet: 'paper',
        after: null,
        rows: [{ id: 'r1', cells: { subject: 'math', participants1: 20 } }],
      },
    ]);
    expect(shown()).toEqual(['*', '*', '*', '*', '---', '---', '*']);
    live.apply([{ kind: 'set', sheet: 'paper', row: 'r1', cells: { subject: 'none' } }]);
    expect(shown()).toEqual(['*', '---', '---', '---', '---', '---', '---']);
  });
});

describe('[A37] professions', () => {
  const form = compiled(read('spo-professions-2023/1.json'));

  it('has the title and the columns of the manual', () => {
    const model = toGridModel(form, 'ru');
    expect(model.title).toBe(
      'Информация об ОО, реализующих программы СПО, профессиях и специальностях. 2023',
    );
    expect(model.sheets[0]?.columns.map((column) => column.title)).toEqual([
      '1. Код и название профессии/ специальности',
      '1.1. Профильный предмет (1-й курс)',
      '1.2. Профильный предмет (завершившие)',
      '2. Курс, на котором завершается изучение общеобразовательных предметов для данной профессии/ специальности',
      '3. Количество обучающихся на указанном в предыдущем пункте курсе в 2022/2023 учебном году',
      '3.1. из них обучающихся за счет бюджетных ассигнований',
      '3.2. из них обучающихся по договорам оказания платных образовательных услуг',
      '4. Контрольные цифры приема (кол-во бюджетных мест) в год поступления на обучение по данной профессии/ специальности',
      '5. Кол-во поданных заявлений в год поступления на обучение по данной профессии/ специальности',
      '6. Наличие вступительных испытаний для поступающих на 1 курс в год поступления',
    ]);
  });

  it('knows at least 60 professions, each by its code', () => {
    const codes = form.lists.get('professions')?.codes ?? [];
    expect(codes.length).toBeGreaterThanOrEqual(60);
    for (const { value, label } of codes) {
      expect(value).toMatch(/^\d{2}\.\d{2}\.\d{2}$/);
      expect(label).toMatch(new RegExp(`^${value.replaceAll('.', '\\.')} [А-ЯЁ]`));
    }
  });

  it('codes such as 38.02.01 stay text', () => {
    const { answers } = applyEdits(form, { sheets: {} }, [
      {
        kind: 'insertRows',
        sheet: 'professions',
        after: null,
        rows: [{ id: 'r1', cells: { profession: '38.02.01' } }],
      },
    ]);
    expect(answers.sheets['professions']?.[0]?.cells['profession']).toBe('38.02.01');
  });
});
