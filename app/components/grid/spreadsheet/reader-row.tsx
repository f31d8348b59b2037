import { useTranslation } from 'react-i18next';
import type { CellPosition, GridModel } from '../adapter';
import { Cell } from '../table/cell';

interface ReaderRowProps {
  readonly model: GridModel;
  readonly active: CellPosition;
  readonly id: string;
  readonly headerRows: number;
}

/** The active cell for screen readers, which see nothing of a canvas: the focus points to it. */
export function ReaderRow({ model, active, id, headerRows }: ReaderRowProps) {
  const { t } = useTranslation('filling');
  const { rowIndex, columnIndex } = active;
  const row = rowIndex < model.rowIds.length ? model.rowView(rowIndex) : null;
  const view = row?.cells[columnIndex];
  const column = model.columns[columnIndex];
  if (!row || !view || !column) return null;
  return (
    <table role="presentation" className="visually-hidden">
      <tbody>
        <tr role="row" aria-rowindex={rowIndex + 1 + headerRows}>
          <th role="rowheader" scope="row" aria-colindex={1}>
            {row.title ?? row.rowNumber}
            {row.error ? `. ${t('cell.error', { message: row.error })}` : null}
          </th>
          <Cell
            view={view}
            column={column}
            id={id}
            rowIndex={rowIndex}
            columnIndex={columnIndex}
            selected
            active
            edges=""
          />
        </tr>
      </tbody>
    </table>
  );
}
