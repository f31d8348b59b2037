/** The only door of the workbook part. */
export { type PackageSink, type PartSink, WorkbookWriter } from './export/write-workbook';
export { definitionDigest, type FoundIdentity, type WorkbookIdentity } from './template/identity';
export { writeTemplate } from './template/write-template';
export { openWorkbook } from './open/open-workbook';
export { refusalText, WorkbookRefused } from './open/refused';
export { readWorkbook } from './read/read-workbook';
export { plainHeading } from './read/headings';
export type { ReadSheet, ReadWorkbook, WorkbookAliases, WorkbookMapping } from './read/types';
export type { WorkbookMark } from './mark/types';
export { type Isolation, openIsolation } from './isolated/pool';
export type { ReadResult } from './isolated/tasks';
export { draftWorkbook } from './draft/draft-workbook';
