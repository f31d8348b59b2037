import type { CompiledForm, CompiledSheet } from '../compile/types';
import type { Answers, Cells, CellValue, Edit, Row } from '../types';
import { isBlank } from '../values';
import { isBlankRow, matchRows, isSameCell } from './match-rows';
import type {
  ChangedCell,
  IncomingRow,
  IncomingSheet,
  MergedRow,
  MergeOptions,
  MergePlan,
  SheetMerge,
} from './types';

/**
 * What rows that came from a file would do to a draft, as numbers for people and as edits of one step. Nothing that the file
 * does not have is touched; with `base` neither is what was not changed in the file, so that what colleagues entered since stays.
 */
export function planMerge(
  form: CompiledForm,
  draft: Answers,
  incoming: readonly IncomingSheet[],
  options: MergeOptions,
): MergePlan {
  const sheets: SheetMerge[] = [];
  const edits: Edit[] = [];
  const places = new Map<string, ReadonlyMap<string, number>>();
  for (const one of incoming) {
    const sheet = form.sheetById.get(one.sheet);
    if (!sheet) continue;
    const merging = new SheetMerging(sheet, draft, one, options);
    const planned = merging.plan();
    sheets.push(planned);
    edits.push(...merging.edits(planned));
    places.set(sheet.id, merging.places);
  }
  return { sheets, edits, places };
}

class SheetMerging {
  readonly places = new Map<string, number>();
  private readonly draft: readonly Row[];
  private readonly livingIds: ReadonlySet<string>;
  private readonly base: ReadonlyMap<string, Row>;
  /** After which row of the draft each new row stands. */
  private readonly anchors = new Map<string, string | null>();
  private locked = 0;
  private gone = 0;

  constructor(
    private readonly sheet: CompiledSheet,
    draft: Answers,
    private readonly incoming: IncomingSheet,
    private readonly options: MergeOptions,
  ) {
    this.draft = draft.sheets[sheet.id] ?? [];
    this.livingIds = new Set(this.draft.filter((row) => row.removed !== true).map(({ id }) => id));
    this.base = new Map((options.base?.sheets[sheet.id] ?? []).map((row) => [row.id, row]));
  }

  plan(): SheetMerge {
    return this.sheet.rows.kind === 'open' ? this.planOpen() : this.planGiven();
  }

  edits({ sheet, added, changed, absent }: SheetMerge): readonly Edit[] {
    const removed = this.options.removeAbsent ? absent : [];
    return [
      ...changed.map(({ row, cells }): Edit => ({
        kind: 'set',
        sheet,
        row,
        cells: Object.fromEntries(cells.map(({ column, after }) => [column, after])),
      })),
      ...(removed.length > 0 ? [{ kind: 'removeRows', sheet, rows: removed } as const] : []),
      ...this.insertions(added),
    ];
  }

  /** Rows that stand behind each other in one edit. */
  private insertions(added: SheetMerge['added']): readonly Edit[] {
    const edits: Edit[] = [];
    let rows: { id: string; cells: Cells }[] = [];
    let last: string | null = null;
    for (const { row, cells } of added) {
      const anchor = this.anchors.get(row) ?? null;
      if (rows.length > 0 && anchor === last) rows.push({ id: row, cells });
      else {
        rows = [{ id: row, cells }];
        edits.push({ kind: 'insertRows', sheet: this.sheet.id, after: anchor, rows });
      }
      last = row;
    }
    return edits;
  }

  private planOpen(): SheetMerge {
    const { rows } = this.sheet;
    const { of, absent } = matchRows(this.sheet, this.draft, this.incoming);
    const living = this.draft.filter((row) => row.removed !== true);
    const removed = this.options.removeAbsent ? absent.length : 0;
    let room = (rows.kind === 'open' ? rows.max : 0) - living.length + removed;
    const plan = emptyPlan(this.sheet.id);
    // New rows stand behind the row that they stand behind in the file, and else at the end.
    let previous = living.at(-1)?.id ?? null;
    for (const row of this.incoming.rows) {
      const known = of.get(row) ?? null;
      if (known) {
        this.noteKnown(plan, row, known);
        previous = known.id;
      } else if (!this.isGone(row)) {
        const cells = this.newCells(row);
        if (isBlankRow(cells)) continue;
        if (room-- <= 0) {
          plan.noRoom.push(row.number);
          continue;
        }
        const id = this.idFor(row);
        this.anchors.set(id, previous);
        this.places.set(id, row.number);
        plan.added.push({ row: id, number: row.number, cells });
        previous = id;
      }
    }
    return { ...plan, absent: absent.map((row) => row.id), locked: this.locked, gone: this.gone };
  }

  private planGiven(): SheetMerge {
    const byId = new Map(this.draft.map((row) => [row.id, row]));
    const plan = emptyPlan(this.sheet.id);
    for (const row of this.incoming.rows) {
      if (row.id === null || !this.sheet.givenById.has(row.id)) continue;
      this.noteKnown(plan, row, byId.get(row.id) ?? { id: row.id, cells: {} });
    }
    return { ...plan, absent: [], locked: this.locked, gone: 0 };
  }

  private noteKnown(plan: ReturnType<typeof emptyPlan>, row: IncomingRow, known: Row): void {
    const place: MergedRow = { row: known.id, number: row.number };
    this.places.set(known.id, row.number);
    const all = this.changedCells(row, known);
    const conflicts = all.filter(({ isConflict }) => isConflict);
    const cells = this.options.fileWins ? all : all.filter(({ isConflict }) => !isConflict);
    if (conflicts.length > 0) plan.conflicts.push({ ...place, cells: conflicts });
    if (all.length === 0) plan.same++;
    else if (cells.length > 0) plan.changed.push({ ...place, cells });
  }

  private changedCells(row: IncomingRow, known: Row): readonly ChangedCell[] {
    const base = this.base.get(known.id);
    return this.incoming.columns.flatMap((column): readonly ChangedCell[] => {
      const after: CellValue = row.cells[column] ?? null;
      const before: CellValue = known.cells[column] ?? null;
      if (!this.isTaken(after, base?.cells[column], base !== undefined) || isSameCell(before, after))
        return [];
      if (this.isLocked(known.id, column)) {
        this.locked++;
        return [];
      }
      const isConflict = base !== undefined && !isSameCell(before, base.cells[column]);
      return [{ column, before, after, ...(isConflict ? { isConflict } : {}) }];
    });
  }

  /** Whether a cell of the file says anything: it was changed there, or is filled where nobody knows. */
  private isTaken(after: CellValue, was: CellValue | undefined, isKnown: boolean): boolean {
    if (this.options.mode === 'replace') return true;
    return isKnown ? !isSameCell(was, after) : !isBlank(after);
  }

  private isLocked(row: string, columnId: string): boolean {
    const column = this.sheet.columnById.get(columnId);
    if (!column || column.value !== undefined || column.readOnly) return true;
    const given = this.sheet.givenById.get(row);
    if (given && Object.hasOwn(given.cells, columnId)) return true;
    return this.sheet.overrides.get(row)?.get(columnId)?.readOnly ?? false;
  }

  private newCells(row: IncomingRow): Cells {
    return Object.fromEntries(
      Object.entries(row.cells).filter(([column, value]) => !isBlank(value) && !this.isLocked('', column)),
    );
  }

  /** Somebody removed the row since, and nobody touched it in the file. */
  private isGone(row: IncomingRow): boolean {
    const base = row.id === null ? undefined : this.base.get(row.id);
    if (!base || base.removed) return false;
    const isUntouched = this.incoming.columns.every((column) =>
      isSameCell(row.cells[column] ?? null, base.cells[column] ?? null),
    );
    if (isUntouched) this.gone++;
    return isUntouched;
  }

  /** A row keeps the id that the file gives it, so that a corrected file finds it again. */
  private idFor(row: IncomingRow): string {
    const { id } = row;
    const isFree = id !== null && isRowId(id) && !this.livingIds.has(id) && !this.places.has(id);
    return isFree ? id : this.options.newRowId();
  }
}

const emptyPlan = (
  sheet: string,
): {
  readonly sheet: string;
  readonly added: (MergedRow & { readonly cells: Cells })[];
  readonly changed: (MergedRow & { readonly cells: readonly ChangedCell[] })[];
  readonly conflicts: (MergedRow & { readonly cells: readonly ChangedCell[] })[];
  same: number;
  readonly noRoom: number[];
} => ({ sheet, added: [], changed: [], conflicts: [], same: 0, noRoom: [] });

/** Ids that anybody may give: what edits take. */
const isRowId = (id: string): boolean => /^[\w-]{1,100}$/.test(id);
