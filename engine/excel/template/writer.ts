import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';

type Writer = ExcelJS.stream.xlsx.WorkbookWriter;

/** Parts of exceljs's streaming writer that its types do not tell of. */
interface WriterInside {
  readonly zip: { append: (data: unknown, options: { readonly name: string }) => unknown };
  _definedNames: { readonly model: readonly { readonly name: string; readonly ranges: readonly string[] }[] };
}

interface SheetInside {
  _writeSheetProtection: () => void;
  _writeAutoFilter: () => void;
  _writeHyperlinks: () => void;
  _writeDataValidations: () => void;
}

/**
 * exceljs's streaming writer with what it lacks: names that stand for any reference, and the demand to compute everything
 * when the workbook is opened.
 */
export function openWriter(
  output: Writable,
  names: readonly { readonly name: string; readonly refersTo: string }[],
): Writer {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 3 } },
  });
  const inside = workbook as unknown as WriterInside;
  const append = inside.zip.append.bind(inside.zip);
  inside.zip.append = (data, options) =>
    append(options.name === '/xl/workbook.xml' ? computedOnLoad(data) : data, options);
  inside._definedNames = { model: names.map(({ name, refersTo }) => ({ name, ranges: [refersTo] })) };
  return workbook;
}

const computedOnLoad = (xml: unknown): unknown =>
  typeof xml === 'string' ? xml.replace('<calcPr ', '<calcPr fullCalcOnLoad="1" ') : xml;

/**
 * Puts the parts of a worksheet into the order that the standard demands (ECMA-376, 18.3.1.99): the library writes protection
 * behind validations and links before them, and Excel calls such a file damaged.
 */
export function inOrder(sheet: ExcelJS.Worksheet): ExcelJS.Worksheet {
  const inside = sheet as unknown as SheetInside;
  const protection = inside._writeSheetProtection.bind(inside);
  const filter = inside._writeAutoFilter.bind(inside);
  const links = inside._writeHyperlinks.bind(inside);
  const validations = inside._writeDataValidations.bind(inside);
  const nothing = (): void => undefined;
  inside._writeSheetProtection = nothing;
  inside._writeHyperlinks = nothing;
  inside._writeAutoFilter = () => {
    protection();
    filter();
  };
  inside._writeDataValidations = () => {
    validations();
    links();
  };
  return sheet;
}
