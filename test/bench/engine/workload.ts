/** Answers and edits that every candidate is measured on: deterministic, about one row in a hundred with findings. */
import type { CellValue } from 'engine';
import { KINDS, REGIONS } from './definition';
import { randomOf } from './random';

export const SHEET = 'groups';
export const TODAY = '2026-03-02';
const TEAM_SIZE = 20;
const DATES_OF_TEAM = 5;

export type MutableCells = Record<string, CellValue>;
export interface WorkloadRow {
  readonly id: string;
  readonly cells: Readonly<MutableCells>;
}
export interface WorkloadAnswers {
  readonly sheets: { readonly [SHEET]: readonly WorkloadRow[] };
}
export interface CellEdit {
  readonly row: string;
  readonly column: string;
  readonly value: CellValue;
}

type Random = () => number;
const upTo = (random: Random, count: number): number => Math.floor(random() * count);
const pick = <T>(random: Random, values: readonly T[]): T => values[upTo(random, values.length)] as T;
const iso = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

/** A Monday to Friday of the spring, by its number from 0 on. */
const workingDay = (index: number): number => 32 + Math.floor(index / 5) * 7 + (index % 5);

/** What people do wrong, and what else is rare. Each breaks one thing, some break several. */
const MISTAKES: readonly ((cells: MutableCells, random: Random) => void)[] = [
  (cells) => (cells['code'] = null),
  (cells) => (cells['code'] = 'x1'),
  (cells) => (cells['code'] = 'CC-00001'),
  (cells) => (cells['team'] = null),
  (cells) => (cells['team'] = 'отделение длинное'),
  (cells) => (cells['region'] = { $raw: 'Нигде' }),
  (cells) => (cells['kind'] = null),
  (cells) => (cells['people'] = { $raw: 'много' }),
  (cells) => (cells['people'] = 305),
  (cells) => (cells['people'] = 10_005),
  (cells) => (cells['people'] = 23),
  (cells) => (cells['girls'] = 400),
  (cells) => (cells['girls'] = -1),
  (cells) => (cells['start'] = null),
  (cells) => (cells['start'] = '2026-03-07'),
  (cells) => (cells['start'] = '2027-03-01'),
  (cells) => (cells['start'] = '2026-06-10'),
  (cells) => (cells['end'] = '2026-01-05'),
  (cells) => (cells['end'] = { $raw: '31.02.2026' }),
  (cells) => (cells['end'] = '2026-12-30'),
  (cells) => (cells['federal'] = 12.345),
  (cells) => (cells['federal'] = 0),
  (cells) => (cells['federal'] = null),
  (cells) => (cells['local'] = 99_999.99),
  (cells) => (cells['total'] = 0.3),
  (cells) => (cells['total'] = 1_000_000.01),
  (cells, random) => (cells['total'] = upTo(random, 1000) / 100),
  (cells) => (cells['paid'] = null),
  (cells) => Object.assign(cells, { region: 'r01', federal: 80_000 }),
  (cells) => Object.assign(cells, { paid: false, total: 70_000 }),
  (cells) => Object.assign(cells, { kind: 'full', end: '2026-01-30' }),
  (cells) => Object.assign(cells, { kind: 'evening', start: '2026-01-20' }),
];

/** One region teaches too many remotely. */
function kindIn(region: string, random: Random): string {
  if (region === 'r20') return random() < 0.03 ? 'full' : 'remote';
  return random() < 0.05 ? 'none' : pick(random, KINDS.slice(1));
}

function makeRow(index: number, random: Random): MutableCells {
  const team = Math.floor(index / TEAM_SIZE);
  const region = pick(random, REGIONS);
  const kind = kindIn(region, random);
  const people = kind === 'none' ? null : 5 * (1 + upTo(random, kind === 'remote' ? 10 : 40));
  const start = workingDay((team * 7 + upTo(random, DATES_OF_TEAM)) % 80);
  // In kopecks: every sum is exact to the kopeck and inexact in binary fractions.
  const federal = (people ?? 10) * 6000 + upTo(random, 10_000);
  const local = kind === 'none' || kind === 'remote' ? upTo(random, 30_000) : Math.floor(federal / 2);
  return {
    code: `${pick(random, ['AA', 'AB', 'BC'])}-${String(index).padStart(5, '0')}`,
    team: `T${team}`,
    region,
    kind,
    people,
    girls: people === null ? null : upTo(random, people + 1),
    start: people === null ? null : iso(start),
    end: people === null ? null : iso(start + 10 + upTo(random, 150)),
    federal: federal / 100,
    local: local / 100,
    total: (federal + local) / 100,
    paid: (federal + local) / 100 >= 60_000 || random() < 0.7,
  };
}

/** Answers of so many rows; the same for the same number. */
export function answersOf(rowCount: number): WorkloadAnswers {
  const random = randomOf(20_260_302);
  const rows: { id: string; cells: MutableCells }[] = [];
  for (let index = 0; index < rowCount; index++) {
    const cells = makeRow(index, random);
    if (random() < 0.0075) pick(random, MISTAKES)(cells, random);
    // The same code twice, far from each other.
    const earlier = index > 0 && random() < 0.001 ? rows[upTo(random, index)] : undefined;
    if (earlier) cells['code'] = earlier.cells['code'] ?? null;
    rows.push({ id: `row-${index}`, cells });
  }
  return { sheets: { [SHEET]: rows } };
}

const COLUMNS = Object.keys(makeRow(0, () => 0));

/**
 * Edits of one cell each, random over rows and columns. Every second one restores what the one before changed, so that the
 * answers stay as they are however many edits are made.
 */
export function editsOf(answers: WorkloadAnswers, count: number): readonly CellEdit[] {
  const random = randomOf(17);
  const rows = answers.sheets[SHEET];
  const edits: CellEdit[] = [];
  while (edits.length < count) {
    const index = upTo(random, rows.length);
    const { id, cells } = rows[index]!;
    const column = pick(random, COLUMNS);
    edits.push({ row: id, column, value: makeRow(index, random)[column] ?? null });
    edits.push({ row: id, column, value: cells[column] ?? null });
  }
  return edits;
}
