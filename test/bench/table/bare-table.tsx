import type { CellValue } from 'engine';
import { useEffect, useRef, useState } from 'react';
import { COLUMNS } from '../engine/definition';
import type { WorkloadRow } from '../engine/workload';

const ROW_PX = 32;

interface BareTableProps {
  readonly rows: readonly WorkloadRow[];
}

const textOf = (value: CellValue | undefined): string =>
  value === null || value === undefined || typeof value === 'object' ? '' : String(value);

/** What everybody would write first: virtual rows of plain texts, without selection, states or marks. */
export function BareTable({ rows }: BareTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const [{ first, end }, setWindow] = useState({ first: 0, end: 32 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const top = Math.max(0, Math.floor(element.scrollTop / ROW_PX) - 8);
      setWindow({ first: top, end: top + Math.ceil(element.clientHeight / ROW_PX) + 16 });
    };
    measure();
    element.addEventListener('scroll', measure);
    return () => element.removeEventListener('scroll', measure);
  }, []);
  return (
    <div ref={box} className="bare">
      <table>
        <thead>
          <tr>
            <th>№</th>
            {COLUMNS.map((column) => (
              <th key={column.id}>{column.title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td colSpan={13} height={first * ROW_PX} />
          </tr>
          {rows.slice(first, end).map((row, index) => (
            <tr key={row.id}>
              <th>{first + index + 1}</th>
              {COLUMNS.map((column) => (
                <td key={column.id}>{textOf(row.cells[column.id])}</td>
              ))}
            </tr>
          ))}
          <tr>
            <td colSpan={13} height={(rows.length - end) * ROW_PX} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}
