import type { CompiledColumn } from '../../compile/types';
import { evaluateCell, type FormState, type RowState, rowState, type SheetState } from '../state';
import type { SheetBlock } from './sheet-block';

/** A sheet whose columns were read all at once; rows are made only where one must be looked at by itself. */
export class LazySheet implements SheetState {
  readonly strangers: readonly string[] = [];
  private readonly made = new Map<number, RowState>();
  private readonly columns: readonly CompiledColumn[];
  private all: readonly RowState[] | null = null;
  private index: Map<string, RowState> | null = null;

  constructor(
    readonly block: SheetBlock,
    private readonly stateOf: () => FormState,
    columnOrder: readonly CompiledColumn[],
  ) {
    this.columns = columnOrder.filter((column) => column.sheet === block.sheet.id);
  }

  get sheet(): SheetBlock['sheet'] {
    return this.block.sheet;
  }

  get rows(): readonly RowState[] {
    this.all ??= this.block.rows.map((_, i) => this.rowAt(i));
    return this.all;
  }

  get byId(): Map<string, RowState> {
    this.index ??= new Map(this.rows.map((row) => [row.id, row]));
    return this.index;
  }

  rowAt(position: number): RowState {
    const known = this.made.get(position);
    if (known) return known;
    const stored = this.block.rows[position];
    const row = rowState(this.sheet, stored?.id ?? '', stored?.cells ?? {});
    row.position = position;
    this.made.set(position, row);
    const state = this.stateOf();
    for (const column of this.columns) evaluateCell(state, row, column);
    return row;
  }

  /** Of a row that was looked at. */
  positionOf(id: string): number | undefined {
    this.positions ??= new Map([...this.made.values()].map((row) => [row.id, row.position]));
    return this.positions.get(id);
  }

  private positions: Map<string, number> | null = null;
}
