import { sheetRef } from '../formulas/spelling';
import type { SheetLayout } from './layout';
import type { TemplateModel } from './types';

/** Conditional formatting may not refer to other worksheets in every program, but it may refer to names. */
export class CalculationNames {
  private readonly known = new Map<string, string>();

  constructor(private readonly layouts: readonly SheetLayout[]) {}

  /** What a column of calculations says of the row in which the formula stands. */
  beside(layout: SheetLayout, letter: string): string {
    const name = `sbor_${this.layouts.indexOf(layout) + 1}_${letter}`;
    this.known.set(name, `${sheetRef(layout.calculations)}$${letter}:$${letter}`);
    return `INDEX(${name},ROW())`;
  }

  toList(): TemplateModel['names'] {
    return [...this.known].map(([name, refersTo]) => ({ name, refersTo }));
  }
}
