import { setImmediate } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import { inRow } from '../../project/formulas/cells';
import type { TemplateCalculations, TemplateLists } from '../../project/template/types';
import { textCell } from '../export/cell-values';
import { IDENTITY_SHEET, identityLines, type WorkbookIdentity } from './identity';

type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;

const ROWS_AT_ONCE = 200;

/** Lists side by side, one text a row. */
export function writeListsSheet(workbook: Workbook, { name, columns }: TemplateLists): void {
  const sheet = workbook.addWorksheet(name, { state: 'hidden' });
  sheet.columns = columns.map(() => ({ width: 24, style: { numFmt: '@' } }));
  const rows = Math.max(0, ...columns.map(({ texts }) => texts.length));
  sheet.addRow(columns.map(({ heading }) => textCell(heading))).commit();
  for (let i = 0; i < rows; i++) {
    sheet
      .addRow(
        columns.map(({ texts }) => {
          const text = texts[i] ?? null;
          return typeof text === 'string' ? textCell(text) : text;
        }),
      )
      .commit();
  }
  sheet.commit();
}

/** What formulas compute for each row, beside its row. */
export async function writeCalculations(workbook: Workbook, model: TemplateCalculations): Promise<void> {
  const sheet = workbook.addWorksheet(model.name, { state: 'hidden' });
  const cells = new Map(model.cells.map(({ address, formula }) => [Number(address.slice(3)), formula]));
  const last = Math.max(model.lastRow, ...cells.keys());
  for (let number = 1; number <= last; number++) {
    const row = sheet.getRow(number);
    const single = cells.get(number);
    if (single !== undefined) row.getCell(1).value = { formula: inRow(single, number), date1904: false };
    if (number >= model.firstRow && number <= model.lastRow) {
      model.columns.forEach(({ formulas }, i) => {
        const formula = formulas[number - model.firstRow] ?? formulas[0] ?? '';
        row.getCell(2 + i).value = { formula: inRow(formula, number), date1904: false };
      });
    }
    row.commit();
    if (number % ROWS_AT_ONCE === 0) await setImmediate();
  }
  sheet.commit();
}

/** Says which form and whose workbook this is. Programs do not show it, and keep it. */
export function writeIdentity(workbook: Workbook, identity: WorkbookIdentity): void {
  const sheet = workbook.addWorksheet(IDENTITY_SHEET, { state: 'veryHidden' });
  for (const line of identityLines(identity)) sheet.addRow(line.map(textCell)).commit();
  sheet.commit();
}
