import type { Rule } from '../definition/generated/definition';
import type { ChangeEffect } from '../diagnostics/change-messages';
import { type ChangeNotes, type Place, same } from './changes';
import { matchById } from './match';

/** Differences of the rules of a sheet or form. */
export function diffRules(from: readonly Rule[], to: readonly Rule[], at: Place, notes: ChangeNotes): void {
  const { pairs, added, removed } = matchById(from, to);
  for (const pair of pairs) {
    if (same(pair.from, pair.to)) continue;
    notes.add('rule_changed', effectOf(pair.from, pair.to), `${at.now}/${pair.toIndex}`, {
      name: pair.to.id,
    });
  }
  for (const { to: rule, toIndex } of added) {
    notes.add('rule_added', blocks(rule) ? 'tightens' : 'safe', `${at.now}/${toIndex}`, { name: rule.id });
  }
  for (const { from: rule, fromIndex } of removed) {
    notes.add('rule_removed', 'safe', `${at.before}/${fromIndex}`, { name: rule.id });
  }
}

/** Whether a broken rule can keep a report from being submitted. */
const blocks = (rule: Rule): boolean => (rule.severity ?? 'error') === 'error' || (rule.justify ?? false);

const JUDGING = ['assert', 'when', 'each', 'groupBy', 'columns'] as const;

function effectOf(from: Rule, to: Rule): ChangeEffect {
  if (!blocks(to)) return 'safe';
  const isStricter = !blocks(from) || ((from.justify ?? false) && !(to.justify ?? false));
  return isStricter || JUDGING.some((property) => !same(from[property], to[property])) ? 'tightens' : 'safe';
}
