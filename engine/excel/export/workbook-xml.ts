/** The parts of a workbook beside its worksheets (ECMA-376, part 1, 12.3). */
import { escapeXml } from './cell-xml';
import { HEAD, MAIN, stylesPart } from './styles';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const worksheetStart = `${HEAD}<worksheet xmlns="${MAIN}">`;

export const worksheetPart = (number: number): string => `xl/worksheets/sheet${number}.xml`;

/** All parts of a workbook with these worksheets, in order of their numbers from 1, the first part of the package first. */
export function workbookParts(names: readonly string[]): readonly (readonly [string, string])[] {
  return [
    ['[Content_Types].xml', contentTypes(names.length)],
    ['_rels/.rels', relationships([['rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbook(names)],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...names.map(
          (_, i) => [`rId${i + 1}`, `${OFFICE}/worksheet`, `worksheets/sheet${i + 1}.xml`] as const,
        ),
        [`rId${names.length + 1}`, `${OFFICE}/styles`, 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', stylesPart],
  ];
}

function contentTypes(worksheets: number): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="/${part}" ContentType="${TYPE}.${type}+xml"/>`;
  const sheets = Array.from({ length: worksheets }, (_, i) => override(worksheetPart(i + 1), 'worksheet'));
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${override('xl/workbook.xml', 'sheet.main')}${sheets.join('')}${override('xl/styles.xml', 'styles')}</Types>`
  );
}

const relationships = (all: readonly (readonly [string, string, string])[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const workbook = (names: readonly string[]): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${names
    .map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('')}</sheets></workbook>`;
