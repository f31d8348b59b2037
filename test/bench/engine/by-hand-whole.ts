/** All answers judged by what was programmed for this form. */
import { type HandFinding, type HandRow, readRow } from './by-hand-row';
import { judgeRow } from './by-hand-rules';
import { SHEET, type WorkloadAnswers } from './workload';

export const MOST_DATES = 5;
export const MOST_SHARE = 60;

export const keyFinding = (row: HandRow): HandFinding => ({
  code: 'key',
  row: row.id,
  column: 'code',
  message: 'Такая строка уже есть: «Код группы» не должны повторяться.',
});

export const datesFinding = (first: HandRow): HandFinding => ({
  code: 'rule',
  rule: 'dates',
  row: first.id,
  column: 'start',
  message: `В отделении «${first.team ?? ''}» больше пяти дней начала.`,
});

export const shareFinding = (first: HandRow): HandFinding => ({
  code: 'rule',
  rule: 'share',
  row: first.id,
  column: 'people',
  message: 'В регионе больше 60 % учатся дистанционно.',
});

interface Region {
  readonly first: HandRow;
  people: number;
  remote: number;
}

/** Every finding about the answers; those of groups come last. */
export function validateByHand(answers: WorkloadAnswers): readonly HandFinding[] {
  const found: HandFinding[] = [];
  const note = (finding: HandFinding): void => void found.push(finding);
  const codes = new Set<string>();
  const teams = new Map<string, { readonly first: HandRow; readonly dates: Set<string> }>();
  const regions = new Map<string, Region>();
  for (const [index, stored] of answers.sheets[SHEET].entries()) {
    const row = readRow(stored, index, note);
    judgeRow(row, note);
    if (row.code !== null) {
      if (codes.has(row.code)) note(keyFinding(row));
      else codes.add(row.code);
    }
    if (row.team !== null) {
      let team = teams.get(row.team);
      if (!team) teams.set(row.team, (team = { first: row, dates: new Set() }));
      if (row.start !== null) team.dates.add(row.start);
    }
    if (row.region !== null) {
      let region = regions.get(row.region);
      if (!region) regions.set(row.region, (region = { first: row, people: 0, remote: 0 }));
      region.people += row.people ?? 0;
      if (row.kind === 'remote') region.remote += row.people ?? 0;
    }
  }
  for (const { first, dates } of teams.values()) if (dates.size > MOST_DATES) note(datesFinding(first));
  for (const { first, people, remote } of regions.values())
    if (remote * 100 > people * MOST_SHARE) note(shareFinding(first));
  return found;
}
