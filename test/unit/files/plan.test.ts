import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Listed, planDelivery, possibleLogins } from '../../../app/services/files/delivery/plan';

const limits = { fileBytes: 1_000_000_000, totalBytes: 4_000_000_000 };
const addressees = new Map([
  ['edu990001', true],
  ['spo910093', true],
  ['ksh990002', false],
]);
const listed = (path: string, more: Partial<Listed> = {}): Listed => ({
  position: 0,
  path,
  sizeBytes: 10,
  packedBytes: 10,
  unreadable: null,
  ...more,
});
const planOf = (path: string, more?: Partial<Listed>) => {
  const [planned] = planDelivery([listed(path, more)], addressees, limits);
  return planned?.kind === 'deliver'
    ? `${planned.login}: ${planned.name}`
    : [planned?.outcome, planned?.reason].filter(Boolean).join(' ');
};

describe('[A19] a file of a delivery goes', () => {
  it.each([
    // To the organisation whose login its name begins with.
    ['edu990001_отчёт.pdf', 'edu990001: edu990001_отчёт.pdf'],
    ['edu990001.pdf', 'edu990001: edu990001.pdf'],
    ['edu990001отчёт.pdf', 'edu990001: edu990001отчёт.pdf'],
    ['EDU990001 отчёт.pdf', 'edu990001: EDU990001 отчёт.pdf'],
    ['Отчёты/Область/edu990001_отчёт.pdf', 'edu990001: edu990001_отчёт.pdf'],
    // To the one whose login a folder begins with, under the name that follows.
    ['edu990001/отчёт.pdf', 'edu990001: отчёт.pdf'],
    ['edu990001 Гимназия/2023/отчёт.pdf', 'edu990001: 2023 – отчёт.pdf'],
    ['Отчёты\\edu990001\\отчёт.pdf', 'edu990001: отчёт.pdf'],
    // Its own name before its folder, an inner folder before an outer one.
    ['edu990001/spo910093_отчёт.pdf', 'spo910093: spo910093_отчёт.pdf'],
    ['edu990001/spo910093/отчёт.pdf', 'spo910093: отчёт.pdf'],
    // To nobody where it is not certain.
    ['edu9900012023.pdf', 'unmatched'],
    ['отчёт edu990001.pdf', 'unmatched'],
    ['edu999999_отчёт.pdf', 'unmatched'],
    ['еdu990001.pdf', 'unmatched'],
    ['отчёт.pdf', 'unmatched'],
    ['ksh990002_отчёт.pdf', 'not_addressed'],
    // Out of the folder, or what harms.
    ['../edu990001_отчёт.pdf', 'refused path'],
    ['edu990001/../../etc/passwd', 'refused path'],
    ['/edu990001_отчёт.pdf', 'refused path'],
    ['C:\\edu990001_отчёт.pdf', 'refused path'],
    ['..\\edu990001.pdf', 'refused path'],
    ['edu990001_отчёт.exe', 'refused type'],
    ['edu990001_отчёт\u202efdp.exe', 'refused type'],
    // What systems leave beside.
    ['__MACOSX/._edu990001_отчёт.pdf', 'ignored'],
    ['edu990001/.DS_Store', 'ignored'],
    ['edu990001/Thumbs.db', 'ignored'],
  ])('%s → %s', (path, expected) => {
    expect(planOf(path)).toBe(expected);
  });

  it.each<readonly [Partial<Listed>, string]>([
    [{ sizeBytes: 0 }, 'refused empty'],
    [{ sizeBytes: 1_000_000_001, packedBytes: 900_000_000 }, 'refused too_large'],
    [{ sizeBytes: 900_000_000, packedBytes: 900_000 }, 'refused bomb'],
    [{ unreadable: 'encrypted' }, 'refused encrypted'],
    [{ unreadable: 'method' }, 'refused method'],
  ])('%j → %s', (more, expected) => {
    expect(planOf('edu990001_отчёт.pdf', more)).toBe(expected);
  });

  it('only until all of them together are too much', () => {
    const entries = [1, 2, 3].map((position) =>
      listed(`edu990001_${position}.bin`, { position, sizeBytes: 900, packedBytes: 900 }),
    );
    const planned = planDelivery(entries, addressees, { fileBytes: 1000, totalBytes: 2000 });
    expect(planned.map((item) => (item.kind === 'deliver' ? 'deliver' : item.reason))).toEqual([
      'deliver',
      'deliver',
      'too_much',
    ]);
  });

  it('under a name of its own: two of one name are both kept, the same way each time', () => {
    const paths = ['edu990001/отчёт.pdf', 'Архив/edu990001/отчёт.pdf', 'spo910093/отчёт.pdf'];
    const entries = paths.map((path, position) => listed(path, { position }));
    const plan = () =>
      planDelivery(entries, addressees, limits).map((item) =>
        item.kind === 'deliver' ? `${item.login} ${item.name}` : item.outcome,
      );
    expect(plan()).toEqual(['edu990001 отчёт.pdf', 'edu990001 отчёт (2).pdf', 'spo910093 отчёт.pdf']);
    expect(plan()).toEqual(plan());
  });
});

it('whatever a zip holds: nothing is left out, nothing goes to whom it is not named after, no name is a path', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'edu990001',
      'EDU990001',
      'ksh990002',
      '..',
      '',
      '.',
      'отчёт',
      '_',
      'C:',
      '__MACOSX',
      '.exe',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const path = fc
    .array(
      fc.array(piece, { maxLength: 3 }).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 4 },
    )
    .chain((segments) => fc.constantFrom('/', '\\').map((slash) => segments.join(slash)));
  fc.assert(
    fc.property(fc.array(path, { maxLength: 20 }), (paths) => {
      const entries = paths.map((given, position) => listed(given, { position }));
      const planned = planDelivery(entries, addressees, limits);
      expect(planned.map(({ entry }) => entry.position)).toEqual(paths.map((_path, position) => position));
      const seen = new Set<string>();
      for (const item of planned) {
        if (item.kind !== 'deliver') continue;
        expect(item.entry.path.toLowerCase()).toContain(item.login);
        expect(addressees.get(item.login)).toBe(true);
        expect(item.name).toMatch(/^[^/\\\p{Cc}\p{Cf}]+$/u);
        expect(seen.has(`${item.login}/${item.name}`)).toBe(false);
        seen.add(`${item.login}/${item.name}`);
      }
      const logins = possibleLogins(entries);
      for (const item of planned) if (item.login !== null) expect(logins).toContain(item.login);
    }),
    { numRuns: 300 },
  );
});
