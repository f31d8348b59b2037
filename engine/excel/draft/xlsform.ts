import type { Locale } from '../../types';
import type { OpenedSheet, OpenedWorkbook } from '../open/types';
import { headedRows, type HeadedRow } from './grid';
import { localizedText } from './localized';
import { identifierOf, UniqueNames } from './names';
import { settle } from './settle';
import { type Draft, type Json, Notes } from './types';
import { type QuestionKind, questionKind } from './xlsform-types';
import { QuestionLogic } from './xlsform-logic';
import { ONLY_ROW, type Question, type SheetPart, type XlsFormParts } from './xlsform-parts';

const sheetNamed = ({ sheets }: OpenedWorkbook, name: string): OpenedSheet | undefined =>
  sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);

/** Whether a workbook is an XLSForm: a sheet `survey` with the columns `type` and `name`. */
export function isXlsForm(workbook: OpenedWorkbook): boolean {
  const [first] = headedRows(sheetNamed(workbook, 'survey') ?? EMPTY);
  return first?.cells.has('type') ?? false;
}

const EMPTY: OpenedSheet = {
  name: '',
  state: 'visible',
  rows: [],
  merges: [],
  validations: [],
  notes: new Map(),
};

/** An XLSForm as a definition: questions are columns of one row, repeats are sheets, choices are lists, expressions are logic. */
export function draftXlsForm(workbook: OpenedWorkbook, locale: Locale): Draft {
  const notes = new Notes(locale);
  const drafting = new XlsFormDraft(notes, locale);
  drafting.readChoices(
    headedRows(sheetNamed(workbook, 'choices') ?? sheetNamed(workbook, 'choices_and_columns') ?? EMPTY),
  );
  drafting.readSurvey(headedRows(sheetNamed(workbook, 'survey') ?? EMPTY));
  const [settings] = headedRows(sheetNamed(workbook, 'settings') ?? EMPTY);
  const draft = drafting.finish(settings);
  for (const { name, state, rows } of workbook.sheets) {
    const isKnown = ['survey', 'choices', 'settings'].includes(name.trim().toLowerCase());
    if (isKnown || state !== 'visible' || rows.length === 0) continue;
    notes.add(
      name,
      0,
      'лист не относится к XLSForm и не прочитан',
      'the sheet is no part of an XLSForm and was not read',
    );
  }
  const definition = settle(draft, drafting.origins, notes, locale);
  return { definition, kind: 'xlsform', notes: notes.all };
}

interface Level {
  readonly sheet: SheetPart;
  readonly group: string | Json | undefined;
  readonly relevant: string | undefined;
}

/** Settings of XLSForm that have a place in a definition; all others of a row are noted. */
const TAKEN: ReadonlySet<string> = new Set([
  'type',
  'name',
  'label',
  'hint',
  'required',
  'required_message',
  'requiredmsg',
  'relevant',
  'constraint',
  'constraint_message',
  'calculation',
  'default',
  'choice_filter',
  'read_only',
  'readonly',
  'repeat_count',
]);

class XlsFormDraft implements XlsFormParts {
  readonly origins = new Map<string, { readonly sheet: string; readonly row: number }>();
  readonly lists: Record<string, Json[]> = {};
  readonly listIds = new Map<string, string>();
  private readonly sheets: SheetPart[] = [];
  private readonly sheetNames = new UniqueNames();
  readonly questions = new Map<string, Question>();
  private readonly ordered: Question[] = [];
  readonly repeats = new Map<string, SheetPart>();

  constructor(
    readonly notes: Notes,
    private readonly locale: Locale,
  ) {}

  readChoices(rows: readonly HeadedRow[]): void {
    const names = new Map<string, UniqueNames>();
    const taken = new UniqueNames();
    for (const row of rows) {
      const list = row.cells.get('list_name');
      const value = row.cells.get('name') ?? row.cells.get('value');
      if (list === undefined || value === undefined) continue;
      const id = this.listIds.get(list) ?? taken.take(identifierOf(list, 'list'));
      this.listIds.set(list, id);
      const codes = (this.lists[id] ??= []);
      const unique = names.get(list) ?? new UniqueNames();
      names.set(list, unique);
      const code = unique.take(value.normalize('NFC').slice(0, 100).trim());
      if (code !== value) {
        this.notes.add(
          'choices',
          row.number,
          `код «${value}» повторяется: здесь он назван «${code}»`,
          `the code "${value}" repeats: here it is called "${code}"`,
        );
      }
      this.origins.set(`/lists/${id}/${codes.length}`, { sheet: 'choices', row: row.number });
      const attributes = attributesOf(row);
      codes.push({
        value: code,
        label: localizedText(row, 'label') ?? value,
        ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      });
    }
  }

  readSurvey(rows: readonly HeadedRow[]): void {
    const main = this.openSheet('main', undefined, false);
    const levels: Level[] = [{ sheet: main, group: undefined, relevant: undefined }];
    for (const row of rows) {
      const type = row.cells.get('type') ?? '';
      if (type === '') continue;
      const kind = questionKind(type);
      const level = levels.at(-1) ?? { sheet: main, group: undefined, relevant: undefined };
      if (kind.kind === 'end') {
        if (levels.length > 1) levels.pop();
      } else if (kind.kind === 'begin') levels.push(this.begin(row, kind, level));
      else this.question(row, kind, level, levels);
    }
    const logic = new QuestionLogic(this);
    for (const one of this.ordered) logic.add(one);
  }

  finish(settings: HeadedRow | undefined): Json {
    const title = settings?.cells.get('form_title') ?? 'XLSForm';
    const used = this.sheets.filter(({ columns }) => columns.length > 0);
    const usedLists = new Set(used.flatMap(({ columns }) => columns.map((column) => column['list'])));
    for (const id of Object.keys(this.lists))
      if (!usedLists.has(id) && !this.isLooped(id)) Reflect.deleteProperty(this.lists, id);
    used.forEach(({ columns, rules, json }, i) => {
      json['columns'] = columns;
      if (rules.length > 0) json['rules'] = rules;
      this.moveOrigins(json['id'], `/sheets/${i}`);
    });
    if (used.length === 0) {
      used.push(this.openSheet('main', undefined, false));
      const [only] = used;
      if (only) only.json['columns'] = [{ id: 'answer', title: 'XLSForm', type: 'text' }];
    }
    return {
      format: 1,
      id: identifierOf(settings?.cells.get('form_id') ?? title, 'form'),
      version: 1,
      title,
      ...(Object.keys(this.lists).length > 0 ? { lists: this.lists } : {}),
      sheets: used.map(({ json }) => json),
    };
  }

  private isLooped(list: string): boolean {
    return this.sheets.some(({ json }) => (json['rows'] as Json | undefined)?.['list'] === list);
  }

  /** Places were noted by the id of their sheet, since empty sheets go at the end. */
  private moveOrigins(sheet: unknown, path: string): void {
    for (const [key, place] of [...this.origins]) {
      const prefix = `#${String(sheet)}/`;
      if (key.startsWith(prefix)) this.origins.set(`${path}/${key.slice(prefix.length)}`, place);
    }
  }

  private openSheet(wanted: string, title: string | Json | undefined, isRepeat: boolean): SheetPart {
    const id = this.sheetNames.take(identifierOf(wanted, 'sheet'));
    const main = this.locale === 'ru' ? 'Ответы' : 'Answers';
    const rows = isRepeat
      ? { kind: 'open' }
      : { kind: 'fixed', items: [{ id: ONLY_ROW, title: this.locale === 'ru' ? 'Ответ' : 'Answer' }] };
    const json: Json = { id, title: title ?? (isRepeat ? wanted : main), rows };
    const part = { id, json, columns: [], rules: [], names: new UniqueNames(), isRepeat };
    this.sheets.push(part);
    return part;
  }

  private begin(row: HeadedRow, kind: Extract<QuestionKind, { kind: 'begin' }>, level: Level): Level {
    const name = row.cells.get('name') ?? kind.what;
    const label = localizedText(row, 'label');
    const relevant = row.cells.get('relevant');
    this.noteLeft(row);
    if (kind.what === 'group') return { sheet: level.sheet, group: label ?? level.group, relevant };
    const sheet = this.openSheet(name, label, true);
    this.repeats.set(name, sheet);
    if (level.sheet.isRepeat) {
      this.notes.add(
        'survey',
        row.number,
        'вложенный повтор стал отдельным листом без связи с внешним',
        'a repeat within a repeat became a sheet without a link to the outer one',
      );
    }
    if (kind.what === 'loop') this.loop(row, sheet, kind.list);
    else this.repeatCount(row, sheet);
    return { sheet, group: undefined, relevant };
  }

  private loop(row: HeadedRow, sheet: SheetPart, list: string): void {
    const id = this.listIds.get(list);
    if (id === undefined) {
      this.notes.add(
        'survey',
        row.number,
        `списка «${list}» нет: строки листа свободные`,
        `there is no list "${list}": the rows of the sheet are free`,
      );
      return;
    }
    const column = sheet.names.take(id);
    sheet.columns.push({ id: column, title: list, type: 'choice', list: id });
    sheet.json['rows'] = { kind: 'perCode', list: id, column };
  }

  private repeatCount(row: HeadedRow, sheet: SheetPart): void {
    const count = row.cells.get('repeat_count');
    if (count === undefined) return;
    if (/^\d{1,4}$/.test(count) && Number(count) > 0) {
      sheet.json['rows'] = { kind: 'open', min: Number(count), max: Number(count) };
      return;
    }
    this.notes.add(
      'survey',
      row.number,
      `число повторов «${count}» не перенесено: строк может быть сколько угодно`,
      `the number of repeats "${count}" was not taken over: there may be any number of rows`,
    );
  }

  private question(row: HeadedRow, kind: QuestionKind, level: Level, levels: readonly Level[]): void {
    const { sheet } = level;
    const name = row.cells.get('name') ?? '';
    const label = localizedText(row, 'label');
    if (kind.kind === 'note') {
      this.note(row, sheet, label);
      return;
    }
    if (kind.kind === 'none' || name === '') {
      const type = row.cells.get('type') ?? '';
      this.notes.add(
        'survey',
        row.number,
        `вопрос типа «${type}» не переносится`,
        `a question of the type "${type}" has no counterpart`,
      );
      return;
    }
    const id = sheet.names.take(identifierOf(name, 'q'));
    const hint = localizedText(row, 'hint');
    const column: Json = {
      id,
      title: stripped(label) ?? name,
      ...this.typeOf(row, kind),
      ...(level.group === undefined ? {} : { group: level.group }),
      ...(hint === undefined ? {} : { hint }),
    };
    this.origins.set(`#${sheet.id}/columns/${sheet.columns.length}`, { sheet: 'survey', row: row.number });
    sheet.columns.push(column);
    const within = levels.flatMap(({ relevant }) => (relevant === undefined ? [] : [relevant]));
    const question = { row, column, sheet, kind, within };
    this.questions.set(name, question);
    this.ordered.push(question);
    if (kind.kind === 'choice' && kind.hasOther) this.addOther(question, kind);
    this.noteLeft(row);
  }

  /** A note is read before the questions behind it: it goes to the hint of the sheet. */
  private note(row: HeadedRow, sheet: SheetPart, label: string | Json | undefined): void {
    const isPlain =
      typeof label === 'string' && !label.includes('${') && row.cells.get('relevant') === undefined;
    const before = sheet.json['hint'];
    if (isPlain && (before === undefined || typeof before === 'string')) {
      sheet.json['hint'] = before === undefined ? label : `${before}\n${label}`;
      return;
    }
    this.notes.add(
      'survey',
      row.number,
      'пояснение с вычислением или условием не переносится',
      'a note with a calculation or condition has no counterpart',
    );
  }

  private typeOf(row: HeadedRow, kind: QuestionKind): Json {
    switch (kind.kind) {
      case 'choice': {
        const list = this.listIds.get(kind.list);
        if (list !== undefined) return { type: kind.type, list };
        this.notes.add(
          'survey',
          row.number,
          `списка «${kind.list}» нет: вопрос стал текстом`,
          `there is no list "${kind.list}": the question became text`,
        );
        return { type: 'text' };
      }
      case 'today':
        return { type: 'date', value: { var: '$today' } };
      case 'calculate':
        return { type: 'number' };
      case 'column': {
        if (kind.isRough) {
          const type = row.cells.get('type') ?? '';
          this.notes.add(
            'survey',
            row.number,
            `тип «${type}» стал текстом`,
            `the type "${type}" became text`,
          );
        }
        return { type: kind.type, ...(kind.format ? { format: kind.format } : {}) };
      }
      default:
        return { type: 'text' };
    }
  }

  /** «Или другое»: a code more, and a column for what it is. */
  private addOther({ column, sheet, row }: Question, kind: Extract<QuestionKind, { kind: 'choice' }>): void {
    const list = this.listIds.get(kind.list);
    const codes = list === undefined ? undefined : this.lists[list];
    if (!codes) return;
    const isThere = codes.some((code) => code['value'] === 'other');
    if (!isThere) codes.push({ value: 'other', label: { ru: 'Другое', en: 'Other' } });
    const own = { var: column['id'] };
    const chosen = kind.type === 'choices' ? { in: ['other', own] } : { '==': [own, 'other'] };
    this.origins.set(`#${sheet.id}/columns/${sheet.columns.length}`, { sheet: 'survey', row: row.number });
    sheet.columns.push({
      id: sheet.names.take(`${String(column['id'])}_other`),
      title: { ru: 'Другое: что именно', en: 'Other: what exactly' },
      type: 'text',
      enabled: chosen,
      required: true,
    });
  }

  private noteLeft(row: HeadedRow): void {
    const left = [...row.cells.keys()].filter((heading) => !TAKEN.has(heading.split('::')[0] ?? ''));
    if (left.length === 0) return;
    this.notes.add(
      'survey',
      row.number,
      `не переносится: ${left.join(', ')}`,
      `has no counterpart: ${left.join(', ')}`,
    );
  }
}

const stripped = (label: string | Json | undefined): string | Json | undefined =>
  typeof label === 'string' ? label.replace(/\s*%\(label\)s\s*/g, ' ').trim() || undefined : label;

function attributesOf(row: HeadedRow): Json {
  const attributes: Json = {};
  for (const [heading, text] of row.cells) {
    if (/^(list_name|name|value|label|image|audio|video|media|hint)(::|$)/.test(heading)) continue;
    attributes[identifierOf(heading, 'a')] = text;
  }
  return attributes;
}
