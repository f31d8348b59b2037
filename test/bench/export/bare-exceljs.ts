import { createWriteStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import type { CellValue } from 'engine';
import { submissionsOf } from './country';

/** The same cells through exceljs's streaming writer and nothing else. */
export async function writeBare(organisations: number, path: string): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: createWriteStream(path),
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 1 } },
  });
  const sheet = workbook.addWorksheet('Лист');
  for await (const batch of submissionsOf(organisations)) {
    for (const one of batch) {
      const leads = [
        one.login,
        one.organisation,
        one.municipality,
        one.region,
        one.startedAt,
        one.submittedAt,
      ];
      for (const row of one.answers.sheets.main ?? []) {
        sheet.addRow([...leads, ...Object.values(row.cells).map(plain)]).commit();
      }
    }
    // Without a pause nothing would be written before the end.
    await setImmediate();
  }
  sheet.commit();
  await workbook.commit();
}

const plain = (value: CellValue): string | number | Date | null => {
  if (typeof value === 'boolean') return value ? 'Да' : 'Нет';
  if (typeof value === 'string') return /^\d{4}-/.test(value) ? new Date(value) : value;
  return typeof value === 'number' ? value : null;
};
