import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewLevel, ReviewLevels, Verdict } from '../../app/protocol/review';
import { levelsOf, markOf, mayDecide, type Reviewed } from '../../app/services/review/standing';

const LEVELS = ['municipal', 'regional'] as const;
const settings = fc.constantFrom<ReviewLevels>('none', 'municipal', 'regional', 'both');

type Step =
  | { readonly kind: 'submit' }
  | {
      readonly kind: 'decide';
      readonly level: ReviewLevel;
      readonly verdict: Verdict;
      readonly isStale: boolean;
    }
  | { readonly kind: 'levels'; readonly levels: ReviewLevels };

const steps = fc.array(
  fc.oneof(
    fc.constant<Step>({ kind: 'submit' }),
    fc.record({
      kind: fc.constant('decide' as const),
      level: fc.constantFrom(...LEVELS),
      verdict: fc.constantFrom<Verdict>('returned', 'accepted'),
      isStale: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('levels' as const), levels: settings }),
  ),
  { maxLength: 30 },
);

/** The machine as docs/design/06-cabinet.md tells it, kept as a list of who has accepted and whether it was sent back. */
interface Model {
  levels: ReviewLevels;
  submissions: number;
  accepted: ReviewLevel[];
  returnedBy: ReviewLevel | null;
}

const turnsOf = (levels: ReviewLevels, hasMunicipality: boolean): ReviewLevel[] => {
  const wanted: ReviewLevel[] = levels === 'both' ? [...LEVELS] : levels === 'none' ? [] : [levels];
  return [...new Set(wanted.map((level) => (hasMunicipality ? level : 'regional')))];
};

/** Whose turn it is: the first that neither accepted nor stands below one that did. */
function turnOf(model: Model, hasMunicipality: boolean): ReviewLevel | null {
  const highest = Math.max(-1, ...model.accepted.map((level) => LEVELS.indexOf(level)));
  return turnsOf(model.levels, hasMunicipality).find((level) => LEVELS.indexOf(level) > highest) ?? null;
}

function isTaken(model: Model, step: Extract<Step, { kind: 'decide' }>, hasMunicipality: boolean): boolean {
  const isUnder = turnsOf(model.levels, hasMunicipality).length > 0 && model.submissions > 0;
  if (!isUnder || step.isStale || model.returnedBy !== null) return false;
  const takesBack = step.verdict === 'returned' && model.accepted.at(-1) === step.level;
  return turnOf(model, hasMunicipality) === step.level || takesBack;
}

function expectSame(model: Model, reviewed: Reviewed): void {
  const turns = turnsOf(model.levels, reviewed.hasMunicipality);
  expect(levelsOf(reviewed)).toEqual(turns);
  const mark = markOf(reviewed);
  if (turns.length === 0 || model.submissions === 0) return expect(mark).toBe(null);
  const turn = turnOf(model, reviewed.hasMunicipality);
  const state = model.returnedBy !== null ? 'returned' : turn !== null ? 'waiting' : 'accepted';
  expect(mark).toEqual({
    state,
    level: model.returnedBy ?? turn ?? model.accepted.at(-1),
    twoLevels: turns.length > 1,
  });
}

describe('the state machine of a review', () => {
  it('marks and allows what the model does, in any order of submitting, deciding and changing who reviews', () => {
    fc.assert(
      fc.property(settings, fc.boolean(), steps, (levels, hasMunicipality, todo) => {
        const model: Model = { levels, submissions: 0, accepted: [], returnedBy: null };
        let reviewed: Reviewed = { levels, hasMunicipality, status: 'in_progress', last: null };
        let current = 0;
        expectSame(model, reviewed);
        for (const step of todo) {
          if (step.kind === 'submit') {
            Object.assign(model, { submissions: model.submissions + 1, accepted: [], returnedBy: null });
            current = model.submissions;
            // As `freezeSubmission` does.
            reviewed = { ...reviewed, status: 'submitted', last: null };
            // Nothing is accepted that was submitted anew.
            expect(markOf(reviewed)?.state).not.toBe('accepted');
          } else if (step.kind === 'levels') {
            model.levels = step.levels;
            reviewed = { ...reviewed, levels: step.levels };
          } else {
            const { level, verdict, isStale } = step;
            const judged = isStale ? current - 1 : current;
            const taken = judged === current && mayDecide(reviewed, level, verdict);
            expect(taken).toBe(isTaken(model, step, hasMunicipality));
            if (taken) {
              if (verdict === 'accepted') model.accepted.push(level);
              else model.returnedBy = level;
              reviewed = { ...reviewed, last: { verdict, level } };
            }
          }
          expectSame(model, reviewed);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('lets every report be accepted by asking its levels in turn, and asks no level twice', () => {
    fc.assert(
      fc.property(settings, fc.boolean(), (levels, hasMunicipality) => {
        let reviewed: Reviewed = { levels, hasMunicipality, status: 'submitted', last: null };
        const asked: ReviewLevel[] = [];
        for (let mark = markOf(reviewed); mark?.state === 'waiting'; mark = markOf(reviewed)) {
          expect(mayDecide(reviewed, mark.level, 'accepted')).toBe(true);
          asked.push(mark.level);
          expect(asked.length).toBeLessThanOrEqual(2);
          reviewed = { ...reviewed, last: { verdict: 'accepted', level: mark.level } };
        }
        expect(asked).toEqual(levelsOf(reviewed));
      }),
    );
  });
});
