/** Everything of one filling page that lives outside React: session, queue, sheets, controller, messages. */
import type { CompiledForm, Edit, Finding, Locale } from 'engine';
import type { Answers, ValidationContext } from 'engine';
import type { ServerChange, SubmissionStanding } from '~/protocol/saving';
import type { GridController, GridNotice } from '../../grid/controller/grid-controller';
import { createGridController } from '../../grid/controller/grid-controller';
import type { FindTarget } from '../../grid/find/find-panel';
import { rangeOf } from '../../grid/controller/selection';
import type { ModelTexts, SheetModels } from '../model/sheet-models';
import { createSheetModels } from '../model/sheet-models';
import type { PlaceMarks } from '../model/place-marks';
import type { Batch } from '../queue/batch';
import { countChanges } from '../queue/batch';
import type { SaveQueue, Timers } from '../queue/save-queue';
import { createSaveQueue } from '../queue/save-queue';
import type { QueueStore } from '../queue/store';
import type { Transport } from '../queue/transport';
import type { FillingSession, Rejection } from '../session/filling-session';
import { createFillingSession } from '../session/filling-session';

/** Something to tell: shown beside the table and read out. */
export type WorkspaceNotice =
  | GridNotice
  | { readonly kind: 'undone' | 'redone' }
  | { readonly kind: 'prefilled'; readonly cells: number }
  | { readonly kind: 'adopted' | 'dropped'; readonly changes: number }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

export interface WorkspaceOptions {
  readonly form: CompiledForm;
  readonly answers: Answers;
  readonly revision: number;
  readonly changedAt: string | null;
  readonly standing: SubmissionStanding;
  readonly definitionVersion: number;
  readonly context: ValidationContext;
  readonly readOnly: boolean;
  readonly locale: Locale;
  readonly texts: ModelTexts;
  readonly submissionId: string;
  readonly clientId: string;
  readonly transport: Transport;
  readonly timers: Timers;
  readonly newRowId: () => string;
  readonly pageRows: () => number;
}

export interface Workspace {
  readonly session: FillingSession;
  readonly queue: SaveQueue;
  readonly models: SheetModels;
  readonly controller: GridController;
  readonly subscribe: (listener: () => void) => () => void;
  /** Grows with everything that is shown, but for the selection. */
  readonly version: () => number;
  readonly sheet: () => string;
  readonly openSheet: (sheet: string) => void;
  readonly changedAt: () => string | null;
  /** As the server said last. */
  readonly standing: () => SubmissionStanding;
  readonly isOnline: () => boolean;
  /** The session has ended, or another login has begun one in this browser. */
  readonly isSignedOut: () => boolean;
  readonly notice: () => WorkspaceNotice | null;
  readonly notify: (notice: WorkspaceNotice | null) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly addRow: () => void;
  /** Removes the rows of the selection; returns how many there were. */
  readonly removeRows: () => void;
  readonly removableRows: () => number;
  /** Goes to the place of a finding or of a remark. */
  readonly show: (place: Pick<Finding, 'sheet' | 'row' | 'column'>) => void;
  /** Asks once what others changed; the answer may take `waitSeconds`, until there is something to tell. */
  readonly poll: (ask?: { readonly waitSeconds: number; readonly signal?: AbortSignal }) => Promise<void>;
  readonly receive: (changes: readonly ServerChange[], revision: number, changedAt: string | null) => void;
  readonly attach: (store: QueueStore, adopted: readonly Batch[]) => void;
  /** Shows what reviewers say in the sheets. */
  readonly mark: (marks: PlaceMarks | null) => void;
  /** What a search reads and where it leads. */
  readonly search: FindTarget;
}

/** Opens the workspace of one tab. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  let sheetId = options.form.sheets[0]?.id ?? '';
  let changedAt = options.changedAt;
  let standing = options.standing;
  let online = true;
  let signedOut = false;
  let notice: WorkspaceNotice | null = null;
  let marks: PlaceMarks | null = null;
  let version = 0;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    version += 1;
    listeners.forEach((listener) => listener());
  };
  const notify = (next: WorkspaceNotice | null): void => {
    notice = next;
    changed();
  };

  const queue = createSaveQueue({
    submissionId: options.submissionId,
    clientId: options.clientId,
    definitionVersion: options.definitionVersion,
    transport: options.transport,
    timers: options.timers,
    knownRevision: () => session.revision(),
    onSaved: (batch, reply) => {
      online = true;
      changedAt = reply.changedAt;
      standing = standingOf(reply);
      session.receive(reply.changes, reply.revision);
      session.acknowledge(batch);
      const rejections = reply.rejected.flatMap((rejected): Rejection[] => {
        const edit = batch.edits[rejected.editIndex];
        return edit ? [{ edit, rejected }] : [];
      });
      if (rejections.length > 0) notify({ kind: 'rejected', rejections });
    },
    onDropped: (batch) => {
      session.pendingChanged();
      notify({ kind: 'dropped', changes: countChanges(batch.edits) });
    },
    onChange: changed,
  });
  const session: FillingSession = createFillingSession({
    ...options,
    pending: queue.batches,
    send: queue.append,
  });
  const models = createSheetModels(session, options.locale, options.texts, () => marks);
  const prefilled = session.heldValues();
  if (prefilled > 0) notice = { kind: 'prefilled', cells: prefilled };

  const openSheet = (next: string): void => {
    if (next === sheetId || !options.form.sheetById.has(next)) return;
    controller.commit(null);
    sheetId = next;
    controller.modelChanged();
    changed();
  };
  const sheetOf = (edit: Edit | undefined): string | undefined => edit?.sheet;
  /** Shows what undoing or redoing changed. */
  const step = (edits: readonly Edit[] | null, kind: 'undone' | 'redone'): boolean => {
    if (edits === null) return false;
    const sheet = sheetOf(edits[0]);
    if (sheet !== undefined) openSheet(sheet);
    const first = edits[0];
    const row =
      first?.kind === 'set' ? first.row : first?.kind === 'insertRows' ? first.rows[0]?.id : undefined;
    const rowIndex = row === undefined ? -1 : session.rowIds(sheetId).indexOf(row);
    const column = first?.kind === 'set' ? Object.keys(first.cells)[0] : undefined;
    const columnIndex = models.model(sheetId).columns.findIndex((other) => other.id === column);
    if (rowIndex >= 0) controller.select({ rowIndex, columnIndex: Math.max(0, columnIndex) });
    notify({ kind });
    return true;
  };

  const controller = createGridController({
    model: () => models.model(sheetId),
    access: () => models.access(sheetId),
    apply: session.edit,
    undo: () => step(session.undo(), 'undone'),
    redo: () => step(session.redo(), 'redone'),
    switchSheet: (delta) => {
      const index = options.form.sheets.findIndex((sheet) => sheet.id === sheetId) + delta;
      const next = options.form.sheets[index];
      if (next) openSheet(next.id);
    },
    notify,
    pageRows: options.pageRows,
  });
  session.subscribe(() => {
    controller.modelChanged();
    changed();
  });

  const selectedRows = (): string[] => {
    const { top, bottom } = rangeOf(controller.state().selection);
    return session
      .rowIds(sheetId)
      .slice(top, bottom + 1)
      .filter((row) => !session.isGhost(sheetId, row));
  };
  const receive: Workspace['receive'] = (changes, revision, at) => {
    online = true;
    changedAt = at ?? changedAt;
    session.receive(changes, revision);
    changed();
  };

  return {
    session,
    queue,
    models,
    controller,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
    sheet: () => sheetId,
    openSheet,
    changedAt: () => changedAt,
    standing: () => standing,
    isOnline: () => online,
    isSignedOut: () => signedOut,
    notice: () => notice,
    notify,
    undo: () => {
      if (!step(session.undo(), 'undone')) notify({ kind: 'nothingToUndo' });
    },
    redo: () => {
      if (!step(session.redo(), 'redone')) notify({ kind: 'nothingToRedo' });
    },
    addRow: () => {
      const { active } = controller.state().selection;
      const ids = session.rowIds(sheetId);
      const after = ids[active.rowIndex] ?? null;
      const id = session.newRowId();
      session.edit([{ kind: 'insertRows', sheet: sheetId, after, rows: [{ id, cells: {} }] }]);
      const rowIndex = session.rowIds(sheetId).indexOf(id);
      if (rowIndex >= 0) controller.select({ rowIndex, columnIndex: 0 });
    },
    removeRows: () => {
      const rows = selectedRows();
      if (rows.length > 0) session.edit([{ kind: 'removeRows', sheet: sheetId, rows }]);
    },
    removableRows: () =>
      options.form.sheetById.get(sheetId)?.rows.kind === 'open' ? selectedRows().length : 0,
    show: (finding) => {
      if (finding.sheet !== undefined) openSheet(finding.sheet);
      const { columns } = models.model(sheetId);
      const rowIndex = finding.row === undefined ? 0 : session.rowIds(sheetId).indexOf(finding.row);
      const columnIndex = columns.findIndex((column) => column.id === finding.column);
      controller.select({ rowIndex: Math.max(0, rowIndex), columnIndex: Math.max(0, columnIndex) });
    },
    poll: async ({ waitSeconds, signal } = { waitSeconds: 0 }) => {
      const { clientId } = options;
      const reply = await options.transport.changes(session.revision(), { clientId, waitSeconds, signal });
      if (signal?.aborted) return;
      if (reply.outcome === 'changes') {
        const isNews = !online || signedOut || reply.changes.length > 0 || !isSameStanding(standing, reply);
        const isLonger = Date.parse(reply.closesAt) > Date.parse(standing.closesAt);
        standing = standingOf(reply);
        signedOut = false;
        if (isNews) receive(reply.changes, reply.revision, reply.changedAt);
        // Whatever waited for the connection need not wait for its turn.
        const { kind } = queue.state();
        if (kind === 'offline' || (kind === 'blocked' && (isLonger || isOtherwiseSignedIn(queue))))
          queue.resume();
        return;
      }
      const isOnline = reply.outcome !== 'unreachable';
      const isSignedOut = reply.outcome === 'signed_out' || reply.outcome === 'wrong_account';
      if (isOnline === online && isSignedOut === signedOut) return;
      online = isOnline;
      signedOut = isSignedOut;
      changed();
    },
    receive,
    mark: (next) => {
      marks = next;
      controller.modelChanged();
      changed();
    },
    search: {
      controller,
      sheets: () => models.sheets.map((sheet) => models.model(sheet.id)),
      sheet: () => sheetId,
      openSheet,
      version: session.version,
    },
    attach: (store, adopted) => {
      queue.attach(store, adopted);
      if (adopted.length === 0) return;
      session.pendingChanged();
      notify({
        kind: 'adopted',
        changes: adopted.reduce((sum, batch) => sum + countChanges(batch.edits), 0),
      });
    },
  };
}

const standingOf = ({ status, hasUnsubmittedEdits, closesAt }: SubmissionStanding): SubmissionStanding => ({
  status,
  hasUnsubmittedEdits,
  closesAt,
});

const isSameStanding = (a: SubmissionStanding, b: SubmissionStanding): boolean =>
  a.status === b.status && a.hasUnsubmittedEdits === b.hasUnsubmittedEdits && a.closesAt === b.closesAt;

/** Whether somebody has to sign in before anything goes on. */
export const isSignInNeeded = ({ queue, isSignedOut }: Workspace): boolean =>
  isSignedOut() || isOtherwiseSignedIn(queue);

function isOtherwiseSignedIn(queue: SaveQueue): boolean {
  const state = queue.state();
  return state.kind === 'blocked' && (state.reason === 'signed_out' || state.reason === 'wrong_account');
}
