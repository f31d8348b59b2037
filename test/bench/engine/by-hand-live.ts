/** Answers under edit, as programmed for this form: a row and its groups are judged again, nothing else. */
import { type HandFinding, type HandRow, readRow } from './by-hand-row';
import { judgeRow } from './by-hand-rules';
import { datesFinding, keyFinding, MOST_DATES, MOST_SHARE, shareFinding } from './by-hand-whole';
import { type CellEdit, SHEET, type WorkloadAnswers, type WorkloadRow } from './workload';

export interface HandChange {
  readonly added: readonly HandFinding[];
  readonly removed: readonly HandFinding[];
}

interface Region {
  readonly members: Set<HandRow>;
  people: number;
  remote: number;
}

/** Rows by what they are alike in, each group in the order of rows. */
type Groups = Map<string, HandRow[]>;

interface Book {
  readonly stored: WorkloadRow[];
  readonly rows: HandRow[];
  /** Findings of single rows, by position. */
  readonly own: (readonly HandFinding[])[];
  readonly codes: Groups;
  readonly teams: Groups;
  readonly regions: Map<string, Region>;
}

function join(groups: Groups, key: string, row: HandRow): void {
  const group = groups.get(key);
  if (!group) {
    groups.set(key, [row]);
    return;
  }
  const at = group.findIndex((other) => other.index > row.index);
  if (at < 0) group.push(row);
  else group.splice(at, 0, row);
}

function leave(groups: Groups, key: string, row: HandRow): void {
  const group = groups.get(key);
  if (!group) return;
  if (group.length === 1) groups.delete(key);
  else group.splice(group.indexOf(row), 1);
}

function enter({ codes, teams, regions }: Book, row: HandRow): void {
  if (row.code !== null) join(codes, row.code, row);
  if (row.team !== null) join(teams, row.team, row);
  if (row.region === null) return;
  let region = regions.get(row.region);
  if (!region) regions.set(row.region, (region = { members: new Set(), people: 0, remote: 0 }));
  region.members.add(row);
  region.people += row.people ?? 0;
  if (row.kind === 'remote') region.remote += row.people ?? 0;
}

function exit({ codes, teams, regions }: Book, row: HandRow): void {
  if (row.code !== null) leave(codes, row.code, row);
  if (row.team !== null) leave(teams, row.team, row);
  const region = row.region === null ? undefined : regions.get(row.region);
  if (!region) return;
  region.members.delete(row);
  region.people -= row.people ?? 0;
  if (row.kind === 'remote') region.remote -= row.people ?? 0;
}

function judgeOwn({ stored, own }: Book, index: number): HandRow {
  const source = stored[index];
  if (!source) throw new Error(`no row ${index}`);
  const found: HandFinding[] = [];
  const note = (finding: HandFinding): void => void found.push(finding);
  const row = readRow(source, index, note);
  judgeRow(row, note);
  own[index] = found;
  return row;
}

const ofCode = (rows: readonly HandRow[] | undefined): readonly HandFinding[] =>
  rows ? rows.slice(1).map(keyFinding) : [];

function ofTeam(rows: readonly HandRow[] | undefined): readonly HandFinding[] {
  const [first] = rows ?? [];
  if (!rows || !first) return [];
  const dates = new Set<string>();
  for (const { start } of rows) if (start !== null) dates.add(start);
  return dates.size > MOST_DATES ? [datesFinding(first)] : [];
}

function ofRegion(region: Region | undefined): readonly HandFinding[] {
  if (!region || region.remote * 100 <= region.people * MOST_SHARE) return [];
  let first: HandRow | null = null;
  for (const row of region.members) if (first === null || row.index < first.index) first = row;
  return first ? [shareFinding(first)] : [];
}

/** Findings of the groups that either row is in. */
function ofGroups({ codes, teams, regions }: Book, a: HandRow, b: HandRow): readonly HandFinding[] {
  const found: HandFinding[] = [];
  if (a.code !== null) found.push(...ofCode(codes.get(a.code)));
  if (b.code !== null && b.code !== a.code) found.push(...ofCode(codes.get(b.code)));
  if (a.team !== null) found.push(...ofTeam(teams.get(a.team)));
  if (b.team !== null && b.team !== a.team) found.push(...ofTeam(teams.get(b.team)));
  if (a.region !== null) found.push(...ofRegion(regions.get(a.region)));
  if (b.region !== null && b.region !== a.region) found.push(...ofRegion(regions.get(b.region)));
  return found;
}

const isSame = (a: HandFinding, b: HandFinding): boolean =>
  a.code === b.code &&
  a.rule === b.rule &&
  a.row === b.row &&
  a.column === b.column &&
  a.message === b.message;

const without = (findings: readonly HandFinding[], others: readonly HandFinding[]): readonly HandFinding[] =>
  findings.filter((one) => !others.some((other) => isSame(one, other)));

function applyTo(book: Book, index: number, { column, value }: CellEdit): HandChange {
  const { stored, rows, own } = book;
  const [source, before] = [stored[index], rows[index]];
  if (!source || !before) return { added: [], removed: [] };
  const ownBefore = own[index] ?? [];
  stored[index] = { id: source.id, cells: { ...source.cells, [column]: value } };
  const after = judgeOwn(book, index);
  const was = [...ownBefore, ...ofGroups(book, before, after)];
  exit(book, before);
  enter(book, after);
  rows[index] = after;
  const is = [...(own[index] ?? []), ...ofGroups(book, before, after)];
  return { added: without(is, was), removed: without(was, is) };
}

export interface HandLive {
  apply(edit: CellEdit): HandChange;
  findings(): readonly HandFinding[];
}

/** Judges the answers once and keeps what an edit needs. */
export function openByHand(answers: WorkloadAnswers): HandLive {
  const stored = [...answers.sheets[SHEET]];
  const indexOf = new Map(stored.map((row, index) => [row.id, index]));
  const book: Book = { stored, rows: [], own: [], codes: new Map(), teams: new Map(), regions: new Map() };
  for (const index of stored.keys()) {
    const row = judgeOwn(book, index);
    book.rows.push(row);
    enter(book, row);
  }
  return {
    apply: (edit) => applyTo(book, indexOf.get(edit.row) ?? -1, edit),
    findings: () => [
      ...book.own.flat(),
      ...[...book.codes.values()].flatMap(ofCode),
      ...[...book.teams.values()].flatMap(ofTeam),
      ...[...book.regions.values()].flatMap(ofRegion),
    ],
  };
}
