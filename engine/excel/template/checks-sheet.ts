import type ExcelJS from 'exceljs';
import type { TemplateModel } from '../../project/template/types';
import type { TemplateWords } from '../../project/template/words';
import { sheetRef } from '../../project/formulas/spelling';
import { textCell } from '../export/cell-values';
import { BOLD, HEADING, HINT, LINK, PLAIN, TITLE } from './styles';
import { inOrder } from './writer';

const FIRST_LINE = 6;
const COUNT: Partial<ExcelJS.Style> = { ...PLAIN, numFmt: '0' };
const WRAPPED = PLAIN;
/** Letters that go into a line of the column with the demands. */
const LINE = 75;
const LINE_HEIGHT = 15;
const formula = (text: string): ExcelJS.CellFormulaValue => ({ formula: text, date1904: false });

/** The worksheet that says what is wrong now: one line a demand, with its state, count and first row. */
export async function writeChecksSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  { checks, title }: TemplateModel,
  words: TemplateWords,
): Promise<void> {
  const sheet = inOrder(
    workbook.addWorksheet(checks.name, {
      views: [{ state: 'frozen', xSplit: 0, ySplit: FIRST_LINE - 1, showGridLines: false }],
      properties: { tabColor: { argb: 'FF2F5FA8' } },
      pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    }),
  );
  sheet.columns = [
    { width: 28 },
    { width: 70 },
    { width: 18 },
    { width: 10 },
    { width: 14 },
    { width: 12 },
    { width: 4, hidden: true },
  ];
  const last = FIRST_LINE + Math.max(0, checks.checks.length - 1);
  const sum = (severity: string): string =>
    `SUMIF($G$${FIRST_LINE}:$G$${last},"${severity}*",$D$${FIRST_LINE}:$D$${last})`;
  const head = sheet.getRow(1);
  head.height = 24;
  head.getCell(1).value = textCell(title);
  head.getCell(1).style = TITLE;
  const about = sheet.getRow(2);
  about.height = 32;
  about.getCell(1).value = words.checksAbout;
  about.getCell(1).style = HINT;
  sheet.mergeCells(2, 1, 2, 6);
  sheet.getRow(3).getCell(1).value = words.today;
  sheet.getRow(3).getCell(1).style = PLAIN;
  sheet.getRow(3).getCell(2).value = formula('TODAY()');
  sheet.getRow(3).getCell(2).style = { ...PLAIN, numFmt: 'dd.mm.yyyy', alignment: { horizontal: 'left' } };
  sheet.getRow(4).getCell(1).value = formula(words.summary(sum('error'), sum('warning')));
  sheet.getRow(4).getCell(1).style = BOLD;
  const headings = sheet.getRow(FIRST_LINE - 1);
  words.checkHeadings.forEach((text, i) => {
    headings.getCell(i + 1).value = text;
    headings.getCell(i + 1).style = HEADING;
  });
  checks.checks.forEach((check, i) => writeLine(sheet.getRow(FIRST_LINE + i), check, words));
  checks.uncounted.forEach(({ sheetName, lastRow, formula: text }, i) => {
    const row = sheet.getRow(last + 2 + i);
    const sentence = words.uncounted(sheetName, lastRow);
    row.height = heightOf(sentence);
    row.getCell(2).value = textCell(sentence);
    row.getCell(4).style = COUNT;
    row.getCell(2).style = WRAPPED;
    row.getCell(4).value = formula(text);
  });
  const range = `C${FIRST_LINE}:C${last}`;
  const state = (text: string, argb: string, priority: number): void => {
    sheet.addConditionalFormatting({
      ref: range,
      rules: [
        {
          type: 'expression',
          priority,
          formulae: [`$C${FIRST_LINE}="${text}"`],
          style: { font: { bold: true, color: { argb } } },
        },
      ],
    });
  };
  state(words.fine, 'FF1B6B3A', 1);
  state(words.error, 'FF9C1C1C', 2);
  state(words.warning, 'FF8A5A00', 3);
  await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true });
  sheet.commit();
}

const heightOf = (text: string): number => LINE_HEIGHT * Math.max(1, Math.ceil(text.length / LINE)) + 3;

function writeLine(
  row: ExcelJS.Row,
  check: TemplateModel['checks']['checks'][number],
  words: TemplateWords,
): void {
  const { number } = row;
  row.height = heightOf(check.text);
  row.getCell(1).value = textCell(check.sheetName ?? words.wholeForm);
  row.getCell(1).style = WRAPPED;
  row.getCell(2).value = textCell(check.text);
  row.getCell(2).style = WRAPPED;
  row.getCell(7).value = `${check.severity}:${check.kind}:${check.sheet ?? ''}:${check.rule ?? ''}`;
  if (check.count === null) {
    row.getCell(3).value = words.onUpload;
    return;
  }
  const bad = check.severity === 'error' ? words.error : words.warning;
  row.getCell(5).style = COUNT;
  row.getCell(3).style = PLAIN;
  row.getCell(3).value = formula(`IF(D${number}=0,"${words.fine}","${bad}")`);
  row.getCell(4).value = formula(`IFERROR(${check.count},0)`);
  row.getCell(4).style = COUNT;
  if (check.firstRow === null || check.sheetName === null) return;
  row.getCell(5).value = formula(`IF(D${number}=0,"",IFERROR(${check.firstRow},""))`);
  const target = `CELL("address",INDEX(${sheetRef(check.sheetName)}$B:$B,E${number}))`;
  row.getCell(6).value = formula(`IF(ISNUMBER(E${number}),HYPERLINK("#"&${target},"${words.go}"),"")`);
  row.getCell(6).style = LINK;
}
