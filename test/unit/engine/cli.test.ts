import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../engine/cli/main';

const folder = mkdtempSync(join(tmpdir(), 'sbor-cli-'));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const FORM = {
  format: 1,
  id: 'cli',
  version: 1,
  title: 'Проба',
  sheets: [
    {
      id: 's',
      title: 'Лист',
      hint: 'Что здесь указать',
      columns: [
        { id: 'a', title: 'А', type: 'integer', required: true, total: 'sum' },
        { id: 'b', title: 'Б', type: 'integer' },
        { id: 'c', title: 'В', type: 'integer', value: { '*': [{ var: 'a' }, 2] } },
        { id: 'd', title: 'Г', type: 'date' },
      ],
      rules: [
        {
          id: 'order',
          severity: 'warning',
          assert: { '>=': [{ var: 'b' }, { var: 'a' }] },
          message: 'Б меньше А',
        },
        { id: 'late', assert: { '<=': [{ var: 'd' }, { var: '$today' }] }, message: 'Будущее' },
        { id: 'opens', assert: { '>=': [{ var: 'd' }, { var: '$collection.opensAt' }] }, message: 'Рано' },
      ],
    },
  ],
};
const LISTED = {
  ...FORM,
  lists: { l: { codeList: 'shared' } },
  sheets: [{ id: 's', title: 'Лист', columns: [{ id: 'a', title: 'А', type: 'choice', list: 'l' }] }],
};
const rows = (...cells: readonly object[]): object => ({
  sheets: { s: cells.map((one, i) => ({ id: `r${i + 1}`, cells: one })) },
});

const FILES: Readonly<Record<string, unknown>> = {
  'form.json': FORM,
  'listed.json': LISTED,
  'refused.json': { ...FORM, sheets: [{ ...FORM.sheets[0], key: ['zzz'] }] },
  'shapeless.json': { format: 1, id: 'x' },
  'array.json': [],
  'good.json': rows({ a: 1, b: '2' }),
  'warned.json': rows({ a: 3, b: 2 }),
  'wrong.json': rows({ b: 'два' }, { a: 1, d: '2023-05-06' }),
  'strange.json': { sheets: { s: [{ id: 'r1', cells: { a: 1, zzz: 5 } }], other: [] } },
  'twice.json': { sheets: { s: [{ id: 'r1' }, { id: 'r1' }] } },
  'sheetless.json': {},
  'rowless.json': { sheets: { s: {} } },
  'nameless.json': { sheets: { s: [{ cells: {} }] } },
  'proto.json': JSON.parse(
    '{"sheets":{"__proto__":[],"s":[{"id":"__proto__","cells":{"__proto__":1,"a":1}}]}}',
  ) as unknown,
  'next.json': {
    ...FORM,
    version: 2,
    sheets: [{ id: 's', title: 'Лист', columns: [{ id: 'x', was: 'a', title: 'А', type: 'text' }] }],
  },
  'chosen.json': rows({ a: 'Первый' }),
  'context.json': {
    today: '2023-05-01',
    collection: { opensAt: '2023-05-06T22:00:00Z' },
    org: { code: '1' },
  },
  'bad-context.json': { collection: { opensAt: 'вчера' } },
  'bad-org.json': { org: { code: 5 } },
};

beforeAll(() => {
  for (const [name, json] of Object.entries(FILES)) writeFileSync(join(folder, name), JSON.stringify(json));
  writeFileSync(join(folder, 'bom.json'), `\ufeff${JSON.stringify(FORM)}`);
  writeFileSync(join(folder, 'broken.json'), '{"format": 1,\n');
  writeFileSync(join(folder, 'deep.json'), '['.repeat(100_000) + ']'.repeat(100_000));
  for (const [name, list] of [
    ['lists', [{ value: '1', label: 'Первый' }]],
    ['bad-lists', [{ value: 1 }]],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'shared.json'), JSON.stringify(list));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function sbor(args: string, stdin = ''): Promise<Run> {
  let [out, err] = ['', ''];
  const status = await main(args.split(' ').filter(Boolean), {
    cwd: folder,
    readStdin: () => Promise.resolve(stdin),
    out: (text) => (out += text),
    err: (text) => (err += text),
    now: () => new Date('2023-05-05T22:00:00Z'),
  });
  return { status, out, err };
}

const json = async (args: string, stdin = ''): Promise<Record<string, unknown>> =>
  JSON.parse((await sbor(`${args} --json`, stdin)).out) as Record<string, unknown>;

/** Command → exit status. */
const STATUSES: readonly (readonly [string, number])[] = [
  ['check form.json', 0],
  ['check bom.json', 0],
  ['check listed.json', 0],
  ['check listed.json --lists lists', 0],
  ['check refused.json', 1],
  ['check shapeless.json', 1],
  ['check array.json', 1],
  ['check deep.json', 1],
  ['validate form.json good.json', 0],
  ['validate form.json warned.json', 0],
  ['validate form.json strange.json', 0],
  ['validate form.json proto.json', 0],
  ['validate form.json wrong.json', 1],
  ['validate listed.json chosen.json --lists lists', 0],
  ['schema form.json', 0],
  ['types form.json', 0],
  ['docs form.json', 0],
  ['docs form.json --json', 0],
  ['diff form.json form.json', 0],
  ['diff form.json next.json', 0],
  ['diff listed.json listed.json', 0],
  ['carry form.json form.json good.json', 0],
  ['carry form.json next.json good.json', 1],
  ['--help', 0],
  ['help', 0],
  ['check --help', 0],
  ['help validate', 0],
  ['--version', 0],
];

/** Command → the one line on stderr. Exit status 2. */
const UNUSABLE: readonly (readonly [string, RegExp])[] = [
  ['', /назовите команду/],
  ['zzz', /нет такой команды: zzz/],
  ['check', /не назван аргумент: определение/],
  ['check form.json more', /лишние аргументы/],
  ['check form.json --zzz', /нет такого ключа: --zzz/],
  ['check gone.json', /«gone\.json»: не читается: такого файла/],
  ['check .', /это папка/],
  ['check broken.json', /«broken\.json»: не JSON/],
  ['check form.json --lists', /ключу нужно значение/],
  ['check form.json --lists gone', /«gone»: не читается/],
  ['check listed.json --lists bad-lists', /«shared»: запись 1 – не код/],
  ['validate form.json', /не назван аргумент: ответы/],
  ['validate - -', /Стандартный ввод один/],
  ['validate form.json gone.json', /Ответы «gone\.json»: не читается/],
  ['validate form.json broken.json', /не JSON/],
  ['validate form.json twice.json', /номер строки повторяется, \/sheets\/s\/1\/id/],
  ['validate form.json sheetless.json', /не то по адресу \/sheets/],
  ['validate form.json rowless.json', /не то по адресу \/sheets\/s/],
  ['validate form.json nameless.json', /не то по адресу \/sheets\/s\/0\/id/],
  ['validate form.json array.json', /не то по адресу \//],
  ['validate form.json deep.json', /не то по адресу \//],
  ['validate refused.json good.json', /Определение отклонено, ошибка \/sheets\/0\/key\/0/],
  ['validate shapeless.json good.json', /Определение отклонено/],
  ['validate listed.json chosen.json', /общие списки.*shared/],
  ['validate form.json good.json --today 2023-02-29', /День "2023-02-29" – не дата/],
  ['validate form.json good.json --context gone.json', /Контекст «gone\.json»: не читается/],
  ['validate form.json good.json --context array.json', /Контекст – не объект/],
  ['validate form.json good.json --context bad-context.json', /collection\.opensAt – не время/],
  ['validate form.json good.json --context bad-org.json', /org\.code – не текст/],
  ['diff form.json', /не назван аргумент: новое/],
  ['diff form.json refused.json', /Определение отклонено/],
  ['carry form.json next.json', /не назван аргумент: ответы/],
  ['carry form.json next.json twice.json', /номер строки повторяется/],
  ['carry listed.json listed.json chosen.json', /общие списки.*shared/],
  ['validate form.json good.json --locale fr', /такого значения у ключа не бывает/],
];

describe('exit statuses', () => {
  it.each(STATUSES)('sbor %s → %i', async (args, status) => {
    const run = await sbor(args);
    expect(run.status).toBe(status);
    expect(run.out).not.toBe('');
  });

  it.each(UNUSABLE)('sbor %s → 2, and one line says why', async (args, line) => {
    const { status, err, out } = await sbor(args);
    expect(status).toBe(2);
    expect(err).toMatch(/^sbor: [^\n]*\n$/);
    expect(err).toMatch(line);
    expect(out).toBe('');
  });
});

describe('sbor check', () => {
  it('prints {"diagnostics"} as JSON', async () => {
    expect(await json('check form.json')).toEqual({ diagnostics: [] });
    expect(await json('check refused.json')).toEqual({
      diagnostics: [
        {
          code: 'unknown_name',
          severity: 'error',
          path: '/sheets/0/key/0',
          message: expect.stringContaining('zzz') as string,
        },
      ],
    });
  });

  it('warns of a shared list that is not there', async () => {
    const { diagnostics } = await json('check listed.json');
    expect(diagnostics).toMatchObject([{ severity: 'warning', path: '/lists/l' }]);
    expect(await json('check listed.json --lists lists')).toEqual({ diagnostics: [] });
  });

  it('prints a line for each diagnostic otherwise, and reads standard input', async () => {
    expect((await sbor('check -', JSON.stringify(FORM))).out).toBe('Определение в порядке.\n');
    expect((await sbor('check -', JSON.stringify(FILES['refused.json']))).out).toMatch(
      /^ошибка \/sheets\/0\/key\/0 \[unknown_name\] [^\n]*\n$/,
    );
  });
});

describe('sbor validate', () => {
  it('prints findings, their numbers, computed values and totals as JSON', async () => {
    expect(await json('validate form.json warned.json')).toEqual({
      findings: [expect.objectContaining({ code: 'rule', rule: 'order', severity: 'warning', row: 'r1' })],
      errors: 0,
      warnings: 1,
      computed: { s: { r1: { c: 6 } } },
      totals: { s: { a: 3 } },
    });
  });

  it('prints a line for each finding otherwise', async () => {
    expect((await sbor('validate form.json wrong.json')).out.split('\n')).toEqual([
      expect.stringMatching(/^ошибка s r1 a \[required\] /),
      expect.stringMatching(/^ошибка s r1 b \[type\] «два»/),
      'Ошибок: 2, предупреждений: 0.',
      '',
    ]);
  });

  it('[X10] --explain tells under each finding what was seen and what would do', async () => {
    expect((await sbor('validate form.json warned.json --explain')).out.split('\n')).toEqual([
      'предупреждение s r1 a [rule order] Б меньше А',
      '    «Б»: 2 – меньше, чем «А»: 3. Поставьте 3 вместо 2 в «Б».',
      '    значения: «Б» = 2; «А» = 3',
      '    можно и так: Поставьте 2 вместо 3 в «А».',
      'Ошибок: 0, предупреждений: 1.',
      '',
    ]);
    const { findings } = await json('validate form.json warned.json --explain --locale en');
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'order',
        explanation: expect.objectContaining({
          message: '"Б": 2 – less than "А": 3. Enter 3 instead of 2 in "Б".',
          comparison: expect.objectContaining({ operator: '>=', fact: '2 < 3' }) as unknown,
        }) as unknown,
      }),
    ]);
  });

  it('takes the day from --today, else from the context, else it is the day in Moscow', async () => {
    const codes = async (options: string): Promise<unknown> =>
      ((await json(`validate form.json wrong.json ${options}`))['findings'] as { rule?: string }[]).flatMap(
        ({ rule }) => rule ?? [],
      );
    // 22:00 UTC on the 5th is the 6th in Moscow.
    expect(await codes('')).toEqual([]);
    expect(await codes('--today 2023-05-05')).toEqual(['late']);
    expect(await codes('--context context.json')).toEqual(['late', 'opens']);
    expect(await codes('--context context.json --today 2023-05-06')).toEqual(['opens']);
  });

  it('reads answers from standard input, and speaks English when asked', async () => {
    const { findings } = await json('validate form.json - --locale en', JSON.stringify(FILES['wrong.json']));
    expect(findings).toMatchObject([{ message: 'Fill in "А".' }, { code: 'type' }]);
  });

  it('keeps and notes what the form does not know, without judging it', async () => {
    const { err, status } = await sbor('validate form.json strange.json');
    expect(status).toBe(0);
    expect(err.split('\n').slice(0, 2)).toEqual([
      expect.stringContaining('столбца «zzz» на листе «s»'),
      expect.stringContaining('листа «other»'),
    ]);
  });

  it('prints the diagnostics of a refused definition as JSON, and exits with 2', async () => {
    const { status, out } = await sbor('validate refused.json good.json --json');
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      diagnostics: [{ code: 'unknown_name', path: '/sheets/0/key/0' }],
    });
  });
});

describe('sbor schema, sbor types', () => {
  it('print the schema, the types, and the types as JSON', async () => {
    expect(JSON.parse((await sbor('schema form.json')).out)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Проба',
    });
    const { out } = await sbor('types form.json');
    expect(out).toContain('export interface SCells {');
    expect(await json('types form.json')).toEqual({ types: out });
  });

  it('refuse what is refused', async () => {
    expect((await sbor('schema refused.json')).status).toBe(2);
    expect((await sbor('types listed.json')).status).toBe(2);
  });
});

describe('sbor diff', () => {
  it('prints {"changes"} as JSON', async () => {
    const { changes } = await json('diff form.json next.json');
    expect(changes).toContainEqual({
      kind: 'column_removed',
      path: '/sheets/0/columns/1',
      effect: 'loses',
      message: 'Удалён столбец «b»: его значения не переносятся.',
    });
    expect(await json('diff form.json form.json')).toEqual({ changes: [] });
  });

  it('prints a line for each change otherwise', async () => {
    expect((await sbor('diff form.json next.json')).out).toMatch(
      /^ТЕРЯЕТ \/sheets\/0\/columns\/1 \[column_removed\] /m,
    );
    expect((await sbor('diff form.json form.json')).out).toBe('Различий нет.\n');
  });
});

describe('sbor carry', () => {
  it('prints {answers, report} as JSON', async () => {
    expect(await json('carry form.json next.json good.json')).toEqual({
      answers: { sheets: { s: [{ id: 'r1', cells: { x: '1' } }] } },
      report: {
        lost: [{ sheet: 's', row: 'r1', column: 'b', value: '2' }],
        converted: [{ sheet: 's', row: 'r1', column: 'x', from: 1, to: '1' }],
        renamed: [{ kind: 'column', sheet: 's', from: 'a', to: 'x' }],
      },
    });
  });

  it('prints the answers otherwise, and the report on stderr', async () => {
    const { out, err } = await sbor('carry form.json next.json good.json');
    expect(JSON.parse(out)).toEqual({ sheets: { s: [{ id: 'r1', cells: { x: '1' } }] } });
    expect(err.split('\n')).toEqual([
      'потеряно s r1 b: "2"',
      'записано иначе s r1 x: 1 → "1"',
      'переименовано (column) a → x',
      '',
    ]);
  });
});

describe('help', () => {
  it.each(['--help', 'check --help', 'validate --help', 'diff --help', 'carry --help'])(
    'sbor %s gives examples',
    async (args) => {
      expect((await sbor(args)).out).toMatch(/Примеры:\n {2}sbor /);
    },
  );
});

describe('the language of the command line', () => {
  it.each(UNUSABLE.filter(([args]) => !args.includes('--locale')))(
    '[C1] sbor %s says in English what is wrong',
    async (args) => {
      const { status, err } = await sbor(`--locale en ${args}`);
      expect(status).toBe(2);
      expect(err).toMatch(/^sbor: [^а-яё\n]*\n$/i);
    },
  );

  it.each(['', ' check', ' validate', ' schema', ' types', ' docs', ' diff', ' carry'])(
    '[C1] sbor%s --help in English',
    async (verb) => {
      const { out } = await sbor(`${verb} --help --locale en`);
      expect(out).toMatch(/Examples:\n {2}sbor /);
      expect(out).not.toMatch(/[а-яё]/i);
    },
  );
});

it('the command itself works from any folder, and says its status', async () => {
  const run = promisify(execFile);
  const bin = join(ROOT, 'engine/cli/bin.mjs');
  const { stdout } = await run(process.execPath, [bin, 'check', 'form.json', '--json'], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual({ diagnostics: [] });
  await expect(run(process.execPath, [bin, 'check', 'gone.json'], { cwd: folder })).rejects.toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^sbor: [^\n]*\n$/) as string,
  });
}, 30_000);

describe('sbor sample', () => {
  it('[C20] prints answers that pass, the same for the same seed', async () => {
    const first = await sbor('sample form.json --rows 4 --seed 7 --today 2023-05-05');
    expect(first.status).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({ sheets: { s: [{ id: 'r1' }, {}, {}, {}] } });
    expect((await sbor('sample form.json --rows 4 --seed 7 --today 2023-05-05')).out).toBe(first.out);
  });
  it('[C20] prints answers that break just one rule, and says what it cannot', async () => {
    const { findings } = await json('sample form.json --violate late --today 2023-05-05');
    expect(findings).toMatchObject([{ rule: 'late' }]);
    expect((await sbor('sample form.json --violate nobody')).status).toBe(2);
    expect((await sbor('sample form.json --rows many')).status).toBe(2);
  });
});
