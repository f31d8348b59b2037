import { describe, expect, it } from 'vitest';
import { hasCorpus, outcomeOf, readCorpus } from './corpus';
import leftOut from './jsonlogic-left-out.json';
import { reasonFor, REASONS } from './reasons';

/** What is left out and why, by file: reason → positions of cases. */
const LEFT_OUT: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = leftOut;

describe.runIf(hasCorpus)('[L40] the published tests of JsonLogic', () => {
  const corpus = hasCorpus ? readCorpus() : new Map<string, never>();

  it.each([...corpus.keys()])('%s: every case passes or is left out with its reason', (file) => {
    const cases = corpus.get(file) ?? [];
    const failing: Record<string, number[]> = {};
    for (const [i, one] of cases.entries()) {
      const outcome = outcomeOf(one);
      if (outcome.kind !== 'passed') (failing[reasonFor(one, outcome)] ??= []).push(i);
    }
    // A listed case that does not exist or would pass is missing here, and so fails.
    expect(failing).toEqual(LEFT_OUT[file] ?? {});
  });

  it('every file that is named exists', () => {
    expect(Object.keys(LEFT_OUT).filter((file) => !corpus.has(file))).toEqual([]);
  });
});

it('every reason is told and is the reason of some case', () => {
  const named = new Set(Object.values(LEFT_OUT).flatMap((reasons) => Object.keys(reasons)));
  expect([...named].sort()).toEqual(Object.keys(REASONS).sort());
  expect(Object.values(REASONS).filter(({ text }) => text.length < 20)).toEqual([]);
});
