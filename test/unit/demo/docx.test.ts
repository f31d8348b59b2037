import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { docxFile } from '../../../app/services/demo/docx';

/** A workbook reader finds no workbook in a document, but reads the zip around it. */
const unzip = (file: Buffer) => new ExcelJS.Workbook().xlsx.load(new Uint8Array(file).buffer);

it('a document is a whole zip', async () => {
  const file = docxFile('Памятка', ['Первое.', 'Второе.']);
  await expect(unzip(file)).resolves.toBeDefined();
  await expect(unzip(file.subarray(0, file.length - 30))).rejects.toThrow();
});

it('holds its paragraphs as text, whatever they hold', () => {
  const file = docxFile('A & B', ['<w:p> и «кавычки»']).toString('utf8');
  expect(file).toContain('A &amp; B');
  expect(file).toContain('&lt;w:p&gt; и «кавычки»');
});

it('is the same for the same text', () => {
  expect(docxFile('Памятка', ['Текст']).equals(docxFile('Памятка', ['Текст']))).toBe(true);
});
