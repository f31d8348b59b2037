/** Changes are not believed but tried: on a live validation, which is then put back. */
import type { CompiledForm } from '../compile/types';
import type { Answers, CellValue, Edit, Finding, ValidationContext } from '../types';
import { type FindingsChange, type LiveValidation, openValidation } from '../validate/live/open-validation';
import type { Candidate } from './candidates';
import type { Seen } from './reads';

/** What was found of a change: good, or good but for a new warning. Null where it does not do. */
export type Verdict = 'good' | 'warns' | null;

export type Try = (edits: readonly Edit[], finding: Finding) => Verdict;

/** Opens answers for trials; `most` bounds how many are made in all, after them nothing does. */
export function openTrials(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
  most: number,
): Try {
  let opened: Opened | null = null;
  let left = most;
  return (edits, finding) => {
    if (left-- <= 0) return null;
    opened ??= open(form, answers, context);
    const { live, shared } = opened;
    const own = addressOf(finding);
    const verdict = judge(live.apply(edits), finding);
    const isLeft = verdict !== null && shared.has(own) && live.findings.some((one) => addressOf(one) === own);
    live.rebase(answers);
    return isLeft ? null : verdict;
  };
}

interface Opened {
  readonly live: LiveValidation;
  /** Addresses of several findings: rules for each of several rows may point to the same cell. */
  readonly shared: ReadonlySet<string>;
}

function open(form: CompiledForm, answers: Answers, context: ValidationContext): Opened {
  const live = openValidation(form, answers, context);
  const met = new Set<string>();
  const shared = new Set<string>();
  for (const address of live.findings.map(addressOf)) (met.has(address) ? shared : met).add(address);
  return { live, shared };
}

const addressOf = ({ code, rule, sheet, row, column }: Finding): string =>
  JSON.stringify([code, rule, sheet, row, column]);

/** The finding is gone, and what is new was there before with another number in its text. */
function judge({ added, removed, rejected }: FindingsChange, finding: Finding): Verdict {
  if (rejected.length > 0) return null;
  const own = addressOf(finding);
  const before = new Set(removed.map(addressOf));
  if (!before.has(own)) return null;
  let verdict: Verdict = 'good';
  for (const one of added) {
    const address = addressOf(one);
    if (address === own) return null;
    if (before.has(address)) continue;
    const isSame = one.code === finding.code && one.rule === finding.rule;
    if (one.severity === 'error' || isSame) return null;
    verdict = 'warns';
  }
  return verdict;
}

export interface Tried {
  readonly candidate: Candidate;
  readonly rank: number;
}

const MOST_FIXES = 3;
/** A change that brings a warning comes behind guesses that do not. */
const WARNS = 2;

/** The best three that do, one a cell. */
export function chooseFixes(
  attempt: Try,
  candidates: readonly Candidate[],
  finding: Finding,
): readonly Candidate[] {
  const good: Tried[] = [];
  const placeOf = (cell: Seen | undefined, value: CellValue): string =>
    cell ? `${cell.row.sheet.id}\n${cell.row.id}\n${cell.column.id}` : JSON.stringify(value);
  const done = new Map<string, Tried>();
  for (const candidate of candidates) {
    const place = placeOf(candidate.cell, candidate.value);
    const known = done.get(place);
    if (known && known.rank <= candidate.tier) continue;
    const verdict = attempt(candidate.edits, finding);
    if (verdict === null) continue;
    const rank = candidate.tier + (verdict === 'warns' ? WARNS : 0);
    if (!known || rank < known.rank) done.set(place, { candidate, rank });
    if (verdict === 'good' && good.push({ candidate, rank }) >= MOST_FIXES) break;
  }
  return [...done.values()]
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_FIXES)
    .map(({ candidate }) => candidate);
}
