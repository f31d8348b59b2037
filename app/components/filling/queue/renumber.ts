/**
 * New numbers for batches after the server refused one without applying it. Numbers of a client have no gaps, so what
 * follows moves up; what follows from a closed tab goes on as this tab's own. Pure.
 */
import type { Edit } from 'engine';
import type { Batch } from './batch';

interface Renumbering {
  readonly batches: readonly Batch[];
  /** The refused one: nothing of it, and nothing that its client made later, has been applied. */
  readonly refused: Batch;
  /** What of the refused edits goes on, as lists in order; empty if they are given up. */
  readonly kept: readonly (readonly Edit[])[];
  readonly clientId: string;
  /** The version of the form that renumbered batches speak of. */
  readonly definitionVersion: number;
  readonly nextSeq: number;
}

interface Renumbered {
  readonly batches: readonly Batch[];
  /** Those whose number stands for something else now. */
  readonly replaced: readonly Batch[];
  readonly nextSeq: number;
}

const isSame = (a: Batch, b: Batch): boolean => a.clientId === b.clientId && a.clientSeq === b.clientSeq;

/** Takes the refused batch out of the line and numbers what follows anew, as batches of this tab that were never sent. */
export function renumber(line: Renumbering): Renumbered {
  const { batches, refused, clientId } = line;
  const follows = (batch: Batch): boolean =>
    batch.clientId === refused.clientId
      ? batch.clientSeq > refused.clientSeq
      : batch.clientId === clientId && !batch.frozen;
  const moving = batches.filter(follows);
  const staying = batches.filter((batch) => !follows(batch) && !isSame(batch, refused));
  const ownSent = staying.filter((batch) => batch.clientId === clientId).map((batch) => batch.clientSeq);
  const free = [refused, ...moving]
    .filter((batch) => batch.clientId === clientId)
    .map((batch) => batch.clientSeq);
  const from = ownSent.length > 0 ? Math.max(...ownSent) + 1 : Math.min(line.nextSeq, ...free);
  const lists = [...line.kept, ...moving.map((batch) => batch.edits)];
  const renumbered = lists.map((edits, index): Batch => ({
    clientId,
    clientSeq: from + index,
    definitionVersion: line.definitionVersion,
    edits,
    frozen: false,
  }));
  return {
    batches: [...staying, ...renumbered],
    replaced: [refused, ...moving],
    nextSeq: from + renumbered.length,
  };
}
