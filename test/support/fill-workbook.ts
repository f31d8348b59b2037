import ExcelJS from 'exceljs';

/** A workbook as somebody left it who changed some cells of its first worksheet. */
export async function fillWorkbook(
  bytes: Uint8Array,
  cells: Readonly<Record<string, string | number | Date>>,
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  for (const [address, value] of Object.entries(cells)) if (sheet) sheet.getCell(address).value = value;
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
