/** Findings where people look for them: by cell, by row, by sheet. */
import type { Finding } from 'engine';

export interface CellIssues {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export interface Issues {
  readonly errors: number;
  readonly warnings: number;
  readonly errorsOfSheet: (sheet: string) => number;
  readonly ofCell: (sheet: string, row: string, column: string) => CellIssues | null;
  /** Findings about a row as a whole. */
  readonly ofRow: (sheet: string, row: string) => CellIssues | null;
}

interface Draft {
  readonly errors: string[];
  readonly warnings: string[];
}

const keyOf = (...parts: readonly string[]): string => parts.join('\u0000');

/** Indexes findings; a finding about several cells is shown at each of them. */
export function indexFindings(findings: readonly Finding[]): Issues {
  const places = new Map<string, Draft>();
  const errorsOfSheet = new Map<string, number>();
  const add = (key: string, finding: Finding): void => {
    const draft = places.get(key) ?? { errors: [], warnings: [] };
    const list = finding.severity === 'error' ? draft.errors : draft.warnings;
    if (!list.includes(finding.message)) list.push(finding.message);
    places.set(key, draft);
  };
  let errors = 0;
  for (const finding of findings) {
    if (finding.severity === 'error') {
      errors += 1;
      if (finding.sheet !== undefined)
        errorsOfSheet.set(finding.sheet, (errorsOfSheet.get(finding.sheet) ?? 0) + 1);
    }
    const { sheet, row, column } = finding;
    if (sheet !== undefined && row !== undefined)
      add(column === undefined ? keyOf(sheet, row) : keyOf(sheet, row, column), finding);
    finding.highlight?.forEach((cell) => add(keyOf(cell.sheet, cell.row, cell.column), finding));
  }
  return {
    errors,
    warnings: findings.length - errors,
    errorsOfSheet: (sheet) => errorsOfSheet.get(sheet) ?? 0,
    ofCell: (sheet, row, column) => places.get(keyOf(sheet, row, column)) ?? null,
    ofRow: (sheet, row) => places.get(keyOf(sheet, row)) ?? null,
  };
}
