/**
 * What one tab shows: confirmed answers, and on top of them the edits that the server has not acknowledged. Findings
 * follow every edit at once. Both sides apply edits by the same function, so all tabs come to the same answers.
 */
import type { Answers, CompiledForm, Edit, LiveValidation, RejectedEdit, ValidationContext } from 'engine';
import { applyEdits, invertEdits, openValidation } from 'engine';
import type { ServerChange } from '~/protocol/saving';
import type { UndoHistory, UndoStep } from '../../grid/controller/undo';
import {
  afterRedo,
  afterUndo,
  asStored,
  emptyHistory,
  record,
  safeInverse,
} from '../../grid/controller/undo';
import type { Batch } from '../queue/batch';
import { countChanges } from '../queue/batch';
import { applyFirstValues, givingWay, hasFirstValues, rowsOf } from './first-values';
import { ghostCount, materialise } from './ghost-rows';

/** A part of an edit that the server did not take, with what was entered. */
export interface Rejection {
  readonly edit: Edit;
  readonly rejected: RejectedEdit;
}

export interface SessionOptions {
  readonly form: CompiledForm;
  readonly answers: Answers;
  readonly revision: number;
  readonly context: ValidationContext;
  readonly readOnly: boolean;
  /** Unacknowledged batches, in the order in which they apply. */
  readonly pending: () => readonly Batch[];
  readonly send: (edits: readonly Edit[]) => void;
  readonly newRowId: () => string;
}

export interface FillingSession {
  readonly form: CompiledForm;
  readonly readOnly: boolean;
  readonly live: LiveValidation;
  /** What the answers are judged against. */
  readonly context: () => ValidationContext;
  /** Grows with every change of what is shown. */
  readonly version: () => number;
  /** The last server revision that is part of the confirmed answers. */
  readonly revision: () => number;
  /** What the server has, as far as this tab knows. */
  readonly confirmed: () => Answers;
  /** Rows of a sheet as shown, ghosts last; the same array while they do not change. */
  readonly rowIds: (sheet: string) => readonly string[];
  readonly isGhost: (sheet: string, row: string) => boolean;
  /** Applies edits as one step of undo. */
  readonly edit: (edits: readonly Edit[]) => void;
  /** The edits made by undoing, `null` if there is nothing to undo. */
  readonly undo: () => readonly Edit[] | null;
  readonly redo: () => readonly Edit[] | null;
  readonly canUndo: () => boolean;
  readonly canRedo: () => boolean;
  /** Log entries of the server, in order; those already known are skipped. */
  readonly receive: (changes: readonly ServerChange[], revision: number) => void;
  /** The server has this batch, whether or not its log entry was among those received. */
  readonly acknowledge: (batch: Batch) => void;
  /** What waits has changed otherwise: queues of closed tabs were taken over, or a batch was given up. */
  readonly pendingChanged: () => void;
  /** First values that are shown and not sent: they go with the next edit, since opening a form is no work on it. */
  readonly heldValues: () => number;
  /** Sends them now. */
  readonly sendHeld: () => void;
  /** Goes on from what the server says now; everything of this tab has been acknowledged. */
  readonly restart: (now: Pick<SessionOptions, 'answers' | 'revision' | 'context'>) => void;
  readonly newRowId: () => string;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Whether the server applied a batch just as this tab shows it. */
const isAsSent = (change: ServerChange, batch: Batch | undefined): boolean =>
  batch?.clientId === change.clientId &&
  batch.clientSeq === change.clientSeq &&
  change.rejected.length === 0 &&
  JSON.stringify(batch.edits) === JSON.stringify(change.edits);

/** Opens the session of one tab. */
export function createFillingSession(options: SessionOptions): FillingSession {
  const { form } = options;
  let confirmed = options.answers;
  let revision = options.revision;
  let version = 0;
  let history: UndoHistory = emptyHistory;
  const seen = new Map<string, number>();
  const listeners = new Set<() => void>();
  const ghosts = new Map<string, readonly string[]>();
  const shownRows = new Map<string, { readonly version: number; readonly ids: readonly string[] }>();

  const isConfirmed = (batch: Pick<Batch, 'clientId' | 'clientSeq'>): boolean =>
    batch.clientSeq <= (seen.get(batch.clientId) ?? 0);
  const unconfirmed = (): readonly Batch[] => options.pending().filter((batch) => !isConfirmed(batch));
  const apply = (answers: Answers, edits: readonly Edit[]): Answers =>
    applyEdits(form, answers, edits).answers;
  const shown = (): Answers =>
    unconfirmed().reduce((answers, batch) => apply(answers, batch.edits), confirmed);

  let context = options.context;
  let live = openValidation(form, shown(), context);
  const fillsFirst = !options.readOnly && hasFirstValues(form);
  let held: readonly Edit[] = [];

  const livingIds = (sheet: string): string[] =>
    (live.answers.sheets[sheet] ?? []).filter((row) => !row.removed).map((row) => row.id);

  /** Keeps the ghosts that are there, so that an editor in one of them stays where it is. */
  function fillUpGhosts(): void {
    if (options.readOnly) return;
    for (const sheet of form.sheets) {
      if (sheet.rows.kind !== 'open') continue;
      const count = ghostCount(livingIds(sheet.id).length, sheet.rows.min, sheet.rows.max);
      const kept = ghosts.get(sheet.id) ?? [];
      if (kept.length === count) continue;
      const added = Array.from({ length: Math.max(0, count - kept.length) }, options.newRowId);
      ghosts.set(sheet.id, [...kept.slice(0, count), ...added]);
    }
  }
  function changed(): void {
    fillUpGhosts();
    version += 1;
    listeners.forEach((listener) => listener());
  }
  /** What is shown is other answers now; first values that they lack are held anew. */
  function holdFirstValues(): void {
    held = fillsFirst ? givingWay(applyFirstValues(live)) : [];
  }
  function rebase(): void {
    live.rebase(shown());
    holdFirstValues();
    changed();
  }
  function rowIds(sheetId: string): readonly string[] {
    const sheet = form.sheetById.get(sheetId);
    if (!sheet) return [];
    const known = shownRows.get(sheetId);
    if (known?.version === version) return known.ids;
    const open = sheet.rows.kind === 'open';
    const ids = open ? [...livingIds(sheetId), ...(ghosts.get(sheetId) ?? [])] : [...sheet.givenById.keys()];
    const isSame = known?.ids.length === ids.length && ids.every((id, index) => id === known.ids[index]);
    const stable = isSame ? known.ids : ids;
    shownRows.set(sheetId, { version, ids: stable });
    return stable;
  }
  function withoutGhosts(edits: readonly Edit[]): readonly Edit[] {
    const ends = [...ghosts].map(([sheet, ids]) => {
      const rows = live.answers.sheets[sheet] ?? [];
      return [sheet, { lastRow: rows.at(-1)?.id ?? null, ghosts: ids }] as const;
    });
    const made = materialise(edits, new Map(ends));
    for (const [sheet, left] of made.ghosts) ghosts.set(sheet, left);
    return made.edits;
  }
  /** Applies edits to what is shown and hands them to the queue, first values held so far before them; the step to undo them. */
  function perform(edits: readonly Edit[], { fills }: { readonly fills: boolean }): UndoStep | null {
    if (options.readOnly) return null;
    const real = withoutGhosts(edits);
    if (real.length === 0) {
      changed();
      return null;
    }
    const before = live.answers;
    live.apply(real);
    // Rows that hold something now get their first values in the same step.
    const done = fills && fillsFirst ? [...real, ...applyFirstValues(live, rowsOf(real))] : real;
    options.send([...held, ...done]);
    held = [];
    changed();
    return { done: asStored(done, live.answers), inverse: invertEdits(before, done) };
  }
  function takeBack(step: UndoStep | undefined): UndoStep | null | undefined {
    if (!step) return undefined;
    const edits = safeInverse(step, live.answers);
    return edits.length > 0 ? perform(edits, { fills: false }) : null;
  }

  holdFirstValues();
  fillUpGhosts();
  return {
    form,
    readOnly: options.readOnly,
    get live() {
      return live;
    },
    context: () => context,
    version: () => version,
    revision: () => revision,
    confirmed: () => confirmed,
    rowIds,
    isGhost: (sheet, row) => ghosts.get(sheet)?.includes(row) ?? false,
    edit: (edits) => {
      const step = perform(edits, { fills: true });
      if (step) history = record(history, step);
    },
    undo: () => {
      const performed = takeBack(history.undo.at(-1));
      if (performed === undefined) return null;
      history = afterUndo(history, performed);
      changed();
      return performed?.done ?? [];
    },
    redo: () => {
      const performed = takeBack(history.redo.at(-1));
      if (performed === undefined) return null;
      history = afterRedo(history, performed);
      changed();
      return performed?.done ?? [];
    },
    canUndo: () => history.undo.length > 0,
    canRedo: () => history.redo.length > 0,
    receive: (changes, newRevision) => {
      const fresh = changes.filter((change) => change.revision > revision);
      const expected = unconfirmed();
      // Nothing but this tab's own batches, in the order in which they are shown already.
      const isOwn = fresh.every((change, index) => isAsSent(change, expected[index]));
      for (const change of fresh) {
        confirmed = apply(confirmed, change.edits);
        seen.set(change.clientId, Math.max(seen.get(change.clientId) ?? 0, change.clientSeq));
      }
      revision = Math.max(revision, newRevision);
      if (!isOwn) rebase();
    },
    acknowledge: (batch) => {
      if (isConfirmed(batch)) return;
      // Applied before this page was loaded, its reply was lost: the answers loaded hold it already.
      seen.set(batch.clientId, batch.clientSeq);
      rebase();
    },
    pendingChanged: rebase,
    heldValues: () => countChanges(held),
    sendHeld: () => {
      if (held.length === 0) return;
      options.send(held);
      held = [];
      changed();
    },
    restart: (now) => {
      confirmed = now.answers;
      revision = now.revision;
      context = now.context;
      live = openValidation(form, shown(), context);
      holdFirstValues();
      changed();
    },
    newRowId: options.newRowId,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
