import type { Rule } from '../definition/generated/definition';
import type { ChangeEffect } from '../diagnostics/change-messages';
import { type ChangeNotes, inside, noteOrder, noteProperty, type Pair, type Place } from './changes';
import { matchById } from './match';

/** Differences of the rules of a sheet or form. */
export function diffRules(
  from: readonly Rule[],
  to: readonly Rule[],
  at: Place,
  owner: string,
  notes: ChangeNotes,
): void {
  const { pairs, added, removed } = matchById(from, to);
  for (const { from: before, to: now, fromIndex, toIndex } of pairs) {
    diffRule({ from: before, to: now, at: inside(at, fromIndex, toIndex) }, notes);
  }
  for (const { to: rule, toIndex } of added) {
    notes.add('rule_added', blocks(rule) ? 'tightens' : 'safe', `${at.now}/${toIndex}`, { name: rule.id });
  }
  for (const { from: rule, fromIndex } of removed) {
    notes.add('rule_removed', 'safe', `${at.before}/${fromIndex}`, { name: rule.id });
  }
  noteOrder(pairs, at.now, owner, notes);
}

/** Whether a broken rule can keep a report from being submitted. */
const blocks = (rule: Rule): boolean => (rule.severity ?? 'error') === 'error' || (rule.justify ?? false);

/** What decides where and whether the rule fails. */
const JUDGING = ['assert', 'when', 'each', 'groupBy', 'columns'] as const;
const TELLING = ['message', 'params', 'highlight'] as const;

function diffRule(rule: Pair<Rule>, notes: ChangeNotes): void {
  const { from, to } = rule;
  const name = to.id;
  const isNewlyBlocking = blocks(to) && !blocks(from);
  const weight: ChangeEffect = isNewlyBlocking || (isError(to) && !isError(from)) ? 'tightens' : 'safe';
  noteProperty(notes, rule, 'severity', 'rule_changed', weight, { name });
  noteProperty(notes, rule, 'justify', 'rule_changed', weight, { name });
  for (const property of JUDGING)
    noteProperty(notes, rule, property, 'rule_changed', blocks(to) ? 'tightens' : 'safe', { name });
  for (const property of TELLING) noteProperty(notes, rule, property, 'rule_changed', 'safe', { name });
}

const isError = ({ severity }: Rule): boolean => (severity ?? 'error') === 'error';
