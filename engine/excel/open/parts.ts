import { formatOf } from './formats';
import { LIMITS } from './limits';
import { WorkbookRefused } from './refused';
import type { CellFormat } from './types';
import { readXml } from './xml';
import type { Zip } from './zip';

export interface ListedSheet {
  readonly name: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  /** Its part in the file. */
  readonly part: string;
}

export interface WorkbookPart {
  /** The workbook's own part in the file. */
  readonly part: string;
  readonly date1904: boolean;
  readonly sheets: readonly ListedSheet[];
  readonly names: ReadonlyMap<string, string>;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

const WORKSHEET = /\/worksheet$/;

/** The workbook part: its sheets in order, and where their data lie. */
export async function readWorkbookPart(zip: Zip): Promise<WorkbookPart> {
  const root = await relationsOf(zip, '');
  const part = [...root.values()].find(({ type }) => /\/officeDocument$/.test(type))?.target;
  if (part === undefined || !zip.has(part)) throw new WorkbookRefused('not_a_workbook');
  const relations = await relationsOf(zip, part);
  const sheets: ListedSheet[] = [];
  const names = new Map<string, string>();
  let date1904 = false;
  let name: string | null = null;
  await readXml(zip.read(part), part, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') date1904 = isTrue(attributes['date1904']);
      if (tag === 'sheet') {
        const relation = relations.get(attributes['r:id'] ?? idOf(attributes) ?? '');
        if (!relation || !WORKSHEET.test(relation.type)) return;
        const state = attributes['state'];
        sheets.push({
          name: attributes['name'] ?? '',
          state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
          part: relation.target,
        });
        if (sheets.length > LIMITS.sheets) throw new WorkbookRefused('too_much', 'sheets');
      }
      if (tag === 'definedName') {
        name = (attributes['name'] ?? '').toLowerCase();
        if (names.size > LIMITS.names) throw new WorkbookRefused('too_much', 'names');
      }
    },
    close: (tag) => {
      if (tag === 'definedName') name = null;
    },
    text: (text) => {
      if (name !== null) names.set(name, ((names.get(name) ?? '') + text).slice(0, 8192));
    },
  });
  if (sheets.length === 0) throw new WorkbookRefused('no_sheets');
  const find = (type: RegExp): string | null =>
    [...relations.values()].find((one) => type.test(one.type) && zip.has(one.target))?.target ?? null;
  return {
    part,
    date1904,
    sheets,
    names,
    sharedStrings: find(/\/sharedStrings$/),
    styles: find(/\/styles$/),
  };
}

/** The relation's id under whatever prefix a program gave it. */
const idOf = (attributes: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1];

export const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

interface Relation {
  readonly type: string;
  readonly target: string;
}

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);

/** The part that says what a part refers to. */
export const relationsPart = (part: string): string =>
  `${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`;

/** What a part refers to inside the file, by id. Links to outside are passed over: nothing is ever fetched. */
export async function relationsOf(zip: Zip, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = folderOf(part);
  const rels = relationsPart(part);
  const relations = new Map<string, Relation>();
  if (!zip.has(rels)) return relations;
  await readXml(zip.read(rels), rels, {
    open: (tag, { Id: id, Type: type, Target: target, TargetMode: mode }) => {
      if (tag !== 'Relationship' || id === undefined || type === undefined || target === undefined) return;
      if (mode === 'External' || relations.size > LIMITS.parts) return;
      relations.set(id, { type, target: resolvePart(folder, target) });
    },
  });
  return relations;
}

/** A target beside the part, with `..` and a leading `/` resolved inside the file. */
function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith('/') ? target.split('/') : [...folder.split('/'), ...target.split('/')];
  const path: string[] = [];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** Texts that cells refer to by number; what is written above Asian words to say how they sound is left out. */
export async function readSharedStrings(
  zip: Zip,
  part: string,
  budget: TextBudget,
): Promise<readonly string[]> {
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  await readXml(zip.read(part), part, {
    open: (tag) => {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') phonetic++;
      else isText = tag === 't';
    },
    close: (tag) => {
      if (tag === 'si') {
        texts.push(unescapeText(text));
        if (texts.length > LIMITS.cells) throw new WorkbookRefused('too_much', 'texts');
      } else if (tag === 'rPh') phonetic--;
      isText = false;
    },
    text: (piece) => {
      if (!isText || phonetic > 0) return;
      budget.spend(piece.length);
      text += piece;
    },
  });
  return texts;
}

/** Characters of text that a workbook may still bring. */
export class TextBudget {
  private left: number = LIMITS.text;

  spend(characters: number): void {
    this.left -= characters;
    if (this.left < 0) throw new WorkbookRefused('too_much', 'text');
  }
}

/** Signs that XML cannot hold are written as `_x000D_` (ECMA-376, 22.9.2.19). */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** What the format of each cell style says about numbers, by the number of the style. */
export async function readFormats(zip: Zip, part: string): Promise<readonly (CellFormat | undefined)[]> {
  const codes = new Map<number, string>();
  const formats: (CellFormat | undefined)[] = [];
  let inCellFormats = false;
  await readXml(zip.read(part), part, {
    open: (tag, attributes) => {
      if (tag === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (tag === 'cellXfs') inCellFormats = true;
      if (tag === 'xf' && inCellFormats) {
        const id = Number(attributes['numFmtId'] ?? 0);
        formats.push(formatOf(id, codes.get(id)));
        if (formats.length > LIMITS.styles) throw new WorkbookRefused('too_much', 'styles');
      }
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
}
