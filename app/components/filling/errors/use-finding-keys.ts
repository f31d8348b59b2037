import type { Finding } from 'engine';
import { type RefObject, useEffect } from 'react';
import type { Workspace } from '../workspace/workspace';
import { nextFinding, type Place } from './next-finding';

/** F8 goes to the next error or warning, Shift+F8 to the one before, through all sheets. */
export function useFindingKeys(
  root: RefObject<HTMLElement>,
  workspace: Workspace,
  onShow: (finding: Finding) => void,
): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F8' || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      const finding = findFrom(workspace, event.shiftKey ? -1 : 1);
      if (finding) onShow(finding);
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [root, workspace, onShow]);
}

function findFrom(workspace: Workspace, direction: 1 | -1): Finding | null {
  const { session, models, controller } = workspace;
  const { active } = controller.state().selection;
  const sheetIndexOf = (id: string): number => models.sheets.findIndex((sheet) => sheet.id === id);
  const rows = new Map<string, ReadonlyMap<string, number>>();
  const rowIndexOf = (sheet: string, row: string): number => {
    let known = rows.get(sheet);
    if (!known) {
      known = new Map(session.rowIds(sheet).map((id, index) => [id, index]));
      rows.set(sheet, known);
    }
    return known.get(row) ?? 0;
  };
  const placeOf = ({ sheet, row, column }: Finding): Place | null => {
    if (sheet === undefined) return null;
    const columns = session.form.sheetById.get(sheet)?.columns ?? [];
    return {
      sheetIndex: sheetIndexOf(sheet),
      rowIndex: row === undefined ? 0 : rowIndexOf(sheet, row),
      columnIndex: Math.max(
        0,
        columns.findIndex(({ id }) => id === column),
      ),
    };
  };
  const from = { sheetIndex: sheetIndexOf(workspace.sheet()), ...active };
  return nextFinding(session.live.findings, placeOf, from, direction);
}
