/** A library on the workload: what it finds, and how long it takes. */
import { type Addressed, assertAgree, rowsWithFindings } from '../agreement';
import { validateByHand } from '../by-hand-whole';
import { keep, type Measured, repeat } from '../measure';
import { type Line, ms, validating } from '../table';
import { answersOf, type WorkloadAnswers } from '../workload';
import type { Peer } from './peer';

/** From here on a run is too slow to be warmed up and repeated at leisure. */
const SLOW_MS = 500;
const BRISK = { warmUpMs: 1500, most: 200, budgetMs: 4000 };
const PATIENT = { warmUpMs: 0, most: 5, budgetMs: 15_000 };

const isOfGroup = ({ rule }: Addressed): boolean => rule === 'dates' || rule === 'share';

/** Says how its findings differ from the hand-written ones; where it can say all it must not differ. */
function finding({ name, finds }: Peer, found: readonly Addressed[], answers: WorkloadAnswers): string {
  const hand = validateByHand(answers);
  if (finds === 'all') {
    assertAgree(name, found, hand);
    return 'same findings';
  }
  const expected = rowsWithFindings(hand.filter((one) => !isOfGroup(one)));
  const rows = [...rowsWithFindings(found)];
  const right = rows.filter((row) => expected.has(row)).length;
  const wrong = rows.length - right;
  const extra = wrong === 0 ? '' : `, ${wrong} more`;
  return `${finds === 'structure' ? 'structure only: ' : ''}finds ${right} of ${expected.size} broken rows${extra}`;
}

/** A line for each number of rows. */
export function measurePeer(peer: Peer, byHand: ReadonlyMap<number, Measured>): readonly Line[] {
  const lines: Line[] = [];
  for (const rowCount of peer.sizes) {
    const answers = answersOf(rowCount);
    const startedAt = performance.now();
    const validate = peer.open();
    const found = validate(answers);
    const firstMs = performance.now() - startedAt;
    const says = finding(peer, found, answers);
    keep(found);
    const { medianMs } = repeat(() => validate(answers), firstMs > SLOW_MS ? PATIENT : BRISK);
    const hand = byHand.get(rowCount);
    lines.push({
      what: validating(rowCount),
      who: peer.name,
      value: ms(medianMs),
      ratio: hand ? medianMs / hand.medianMs : undefined,
      note: [says, `first ${ms(firstMs)}`, ...(peer.note === undefined ? [] : [peer.note])].join('; '),
    });
  }
  return lines;
}
