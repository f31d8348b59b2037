import type { Cells, CellValue, Edit, RejectedEdit } from 'engine';

/** The most that a cell of a workbook holds, in UTF-16 units. */
const MAX_TEXT = 32_767;
/** As JSON: what a cell with several choices may take. */
const MAX_CHOICES = 9_000;

export interface CleanedEdits {
  readonly edits: readonly Edit[];
  readonly rejected: readonly RejectedEdit[];
}

type Reject = (at?: Omit<RejectedEdit, 'editIndex' | 'reason'>) => void;

/** Stands where an edit was left out, so that the positions of the others stay. */
const nothing: Edit = { kind: 'removeRows', sheet: '', rows: [] };

/**
 * The edits without what no cell and no database can hold: text with NUL or with half of a surrogate pair, or too long. Such
 * values, and rows and edits with such ids, are left out and reported as `invalid_value`.
 */
export function cleanEdits(edits: readonly Edit[]): CleanedEdits {
  const rejected: RejectedEdit[] = [];
  const cleaned = edits.map((edit, editIndex) =>
    cleanEdit(edit, (at = {}) => rejected.push({ editIndex, reason: 'invalid_value', ...at })),
  );
  return { edits: cleaned, rejected };
}

/** Whether an edit stands for one that was left out. */
export const isLeftOut = (edit: Edit | undefined): boolean => edit === nothing;

function cleanEdit(edit: Edit, reject: Reject): Edit {
  switch (edit.kind) {
    case 'set':
      if (!isStorable(edit.row)) return leaveOut(reject, { sheet: edit.sheet });
      return { ...edit, cells: cleanCells(edit.cells, edit.sheet, edit.row, reject) };
    case 'insertRows': {
      const rows = edit.rows.flatMap(({ id, cells }) => {
        if (isStorable(id)) return [{ id, cells: cleanCells(cells, edit.sheet, id, reject) }];
        reject({ sheet: edit.sheet });
        return [];
      });
      // Nobody knows such an anchor, and one that nobody knows means the end.
      const after = edit.after === null || isStorable(edit.after) ? edit.after : '';
      return { ...edit, after, rows };
    }
    case 'removeRows': {
      const rows = edit.rows.filter(isStorable);
      if (rows.length < edit.rows.length) reject({ sheet: edit.sheet });
      return { ...edit, rows };
    }
    case 'justify':
      return isStorable(edit.text) && isStorable(edit.row ?? '') ? edit : leaveOut(reject);
  }
}

function leaveOut(reject: Reject, at?: Omit<RejectedEdit, 'editIndex' | 'reason'>): Edit {
  reject(at);
  return nothing;
}

function cleanCells(cells: Cells, sheet: string, row: string, reject: Reject): Cells {
  const kept = Object.entries(cells).filter(([column, value]) => {
    const isKept = isValue(value);
    if (!isKept) reject({ sheet, row, column });
    return isKept;
  });
  return kept.length === Object.keys(cells).length ? cells : Object.fromEntries(kept);
}

function isValue(value: CellValue): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (value === null || typeof value !== 'object') return true;
  if ('$raw' in value) return isStorable(value.$raw);
  return value.every(isStorable) && JSON.stringify(value).length <= MAX_CHOICES;
}

function isStorable(text: string): boolean {
  return text.length <= MAX_TEXT && !/[\0\p{Cs}]/u.test(text);
}
