/** Answers as form libraries hold them: an array of plain records. What could not be read is kept as it was typed. */
import { SHEET, type WorkloadAnswers } from '../workload';

export type PlainRow = Readonly<Record<string, unknown>>;

const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$raw' in value ? value.$raw : value;

export const plainRows = (answers: WorkloadAnswers): PlainRow[] =>
  answers.sheets[SHEET].map(({ cells }) =>
    Object.fromEntries(Object.entries(cells).map(([id, value]) => [id, plain(value)])),
  );

interface Group {
  readonly dates: Set<unknown>;
  people: number;
  remote: number;
}

/** The rules of groups, which these libraries leave to code of their users. */
export function doGroupsHold(rows: readonly PlainRow[]): boolean {
  const teams = new Map<unknown, Group>();
  const regions = new Map<unknown, Group>();
  const groupOf = (groups: Map<unknown, Group>, key: unknown): Group => {
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { dates: new Set(), people: 0, remote: 0 }));
    return group;
  };
  for (const { team, region, kind, people, start } of rows) {
    if (start !== null) groupOf(teams, team).dates.add(start);
    const group = groupOf(regions, region);
    if (typeof people !== 'number') continue;
    group.people += people;
    if (kind === 'remote') group.remote += people;
  }
  const areFew = [...teams.values()].every(({ dates }) => dates.size <= 5);
  return areFew && [...regions.values()].every(({ people, remote }) => remote * 100 <= people * 60);
}

/** Positions of rows whose code stood before. */
export function repeatedCodes(rows: readonly PlainRow[]): readonly number[] {
  const known = new Set<unknown>();
  return rows.flatMap(({ code }, index) => {
    if (code === null || !known.has(code)) {
      known.add(code);
      return [];
    }
    return [index];
  });
}
