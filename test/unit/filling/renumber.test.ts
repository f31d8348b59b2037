import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../app/components/filling/queue/batch';
import { renumber } from '../../../app/components/filling/queue/renumber';
import { set } from './support';

const batch = (clientId: string, clientSeq: number, frozen = false): Batch => ({
  clientId,
  clientSeq,
  definitionVersion: 1,
  edits: [set(`${clientId}${clientSeq}`, { a: clientSeq })],
  frozen,
});
const rowsOf = (batches: readonly Batch[]): unknown =>
  batches.map(({ clientId, clientSeq, edits }) => [
    clientId,
    clientSeq,
    edits.map((edit) => (edit.kind === 'set' ? edit.row : edit.kind)).join(),
  ]);
const base = { clientId: 'tab', definitionVersion: 2, nextSeq: 9 };

describe('[A28] numbers after a refusal that applied nothing', () => {
  it('those behind an own batch that is given up move up', () => {
    const batches = [batch('tab', 4, true), batch('tab', 5), batch('tab', 6)];
    const line = renumber({ ...base, batches, refused: batches[0]!, kept: [] });
    expect(rowsOf(line.batches)).toEqual([
      ['tab', 4, 'tab5'],
      ['tab', 5, 'tab6'],
    ]);
    expect(line.nextSeq).toBe(6);
    expect(line.replaced).toEqual(batches);
  });

  it('halves of an own batch take its number and the next', () => {
    const batches = [batch('tab', 4, true), batch('tab', 5)];
    const kept = [[set('x', { a: 1 })], [set('y', { a: 1 })]];
    expect(rowsOf(renumber({ ...base, batches, refused: batches[0]!, kept }).batches)).toEqual([
      ['tab', 4, 'x'],
      ['tab', 5, 'y'],
      ['tab', 6, 'tab5'],
    ]);
  });

  it('a batch of this tab that may have arrived keeps its number and its edits', () => {
    const batches = [
      batch('closed', 3, true),
      batch('closed', 4, true),
      batch('tab', 1, true),
      batch('tab', 2),
    ];
    const refused = batches[0]!;
    const line = renumber({ ...base, nextSeq: 3, batches, refused, kept: [refused.edits] });
    expect(rowsOf(line.batches)).toEqual([
      ['tab', 1, 'tab1'],
      ['tab', 2, 'closed3'],
      ['tab', 3, 'closed4'],
      ['tab', 4, 'tab2'],
    ]);
    expect(line.batches[0]?.frozen).toBe(true);
  });

  it('queues of other closed tabs stay as they are, before what is numbered anew', () => {
    const batches = [batch('closed', 3, true), batch('other', 7, true)];
    const line = renumber({ ...base, batches, refused: batches[0]!, kept: [batches[0]!.edits] });
    expect(rowsOf(line.batches)).toEqual([
      ['other', 7, 'other7'],
      ['tab', 9, 'closed3'],
    ]);
    expect(line.batches[1]).toMatchObject({ definitionVersion: 2, frozen: false });
    expect(line.nextSeq).toBe(10);
  });
});
