import { localizedText } from './localized';
import { identifierOf, UniqueNames } from './names';
import type { Json } from './types';
import { ONLY_ROW, type Question, type SheetPart, type XlsFormParts } from './xlsform-parts';
import { type Meaning, type Names, NoCounterpart, onlyPattern, xpathToLogic } from './xpath';

/** Expressions of questions as conditions, computed values, filters and rules. */
export class QuestionLogic {
  private readonly ruleNames = new UniqueNames();

  constructor(private readonly parts: XlsFormParts) {}

  add(question: Question): void {
    const { row, column, kind, within, sheet } = question;
    const enabled = [
      ...within.slice(0),
      ...(row.cells.has('relevant') ? [row.cells.get('relevant') ?? ''] : []),
    ].flatMap((text) => this.logic(question, 'relevant', text));
    const asked = row.cells.get('required');
    if (asked !== undefined && !/^(no|false|false\(\)|нет)$/i.test(asked)) {
      const isAlways = /^(yes|true|true\(\)|да)$/i.test(asked);
      const [logic] = isAlways ? [true] : this.logic(question, 'required', asked);
      if (logic !== undefined) column['required'] = logic;
    }
    if (enabled.length > 0) column['enabled'] = enabled.length === 1 ? enabled[0] : { and: enabled };
    const calculation = row.cells.get('calculation');
    if (calculation !== undefined) this.addCalculation(question, calculation);
    else if (kind.kind === 'calculate') {
      this.parts.notes.add(
        'survey',
        row.number,
        'вычисление без формулы стало числом',
        'a calculation without a formula became a number',
      );
    }
    this.addDefault(question);
    this.addFilter(question);
    this.addConstraint(question, sheet);
    if (
      /^(yes|true|true\(\))$/i.test(row.cells.get('read_only') ?? row.cells.get('readonly') ?? '') &&
      column['value'] === undefined
    )
      column['readOnly'] = true;
  }

  private addCalculation(question: Question, text: string): void {
    const [logic] = this.logic(question, 'calculation', text);
    if (logic === undefined) return;
    const { column } = question;
    column['value'] = logic;
    Reflect.deleteProperty(column, 'required');
    if (question.kind.kind === 'calculate' && isText(logic)) column['type'] = 'text';
  }

  private addDefault(question: Question): void {
    const text = question.row.cells.get('default');
    const { column } = question;
    if (text === undefined || column['value'] !== undefined) return;
    const type = column['type'];
    const isNumber = (type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text);
    if (isNumber) column['prefill'] = Number(text);
    else if (type === 'text' || type === 'choice' || (type === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)))
      column['prefill'] = text;
    else {
      const [logic] = this.logic(question, 'default', text);
      if (logic !== undefined) column['prefill'] = logic;
    }
  }

  private addFilter(question: Question): void {
    const text = question.row.cells.get('choice_filter');
    if (text === undefined || question.kind.kind !== 'choice') return;
    const known = this.attributeNames(question.kind.list);
    const attribute = (name: string): Meaning =>
      known.has(name)
        ? { logic: { var: `$code.attributes.${identifierOf(name, 'a')}` }, type: 'attribute' }
        : { logic: name, type: 'text' };
    const [logic] = this.logic(question, 'choice_filter', text, attribute);
    if (logic !== undefined) question.column['filter'] = logic;
  }

  private attributeNames(list: string): ReadonlySet<string> {
    const codes = this.parts.lists[this.parts.listIds.get(list) ?? ''] ?? [];
    return new Set(codes.flatMap((code) => Object.keys((code['attributes'] as Json | undefined) ?? {})));
  }

  private addConstraint(question: Question, sheet: SheetPart): void {
    const text = question.row.cells.get('constraint');
    if (text === undefined) return;
    const { column, row } = question;
    const pattern = onlyPattern(text);
    if (pattern !== null && column['type'] === 'text') {
      column['pattern'] = pattern.replace(/^\^|\$$/g, '');
      return;
    }
    const [logic] = this.logic(question, 'constraint', text);
    if (logic === undefined) return;
    const message = localizedText(row, 'constraint_message');
    const title = column['title'];
    this.parts.origins.set(`#${sheet.id}/rules/${sheet.rules.length}`, { sheet: 'survey', row: row.number });
    sheet.rules.push({
      id: this.ruleNames.take(`${String(column['id'])}_constraint`),
      assert: logic,
      message: plainMessage(message) ?? {
        ru: `Проверьте значение «${typeof title === 'string' ? title : String(column['id'])}».`,
        en: `Check the value of "${typeof title === 'string' ? title : String(column['id'])}".`,
      },
      highlight: [column['id']],
    });
  }

  /** The expression as logic in a list of one; an empty list where it has no counterpart, which is noted. */
  private logic(
    question: Question,
    what: string,
    text: string,
    attribute?: (name: string) => Meaning,
  ): readonly unknown[] {
    const { column, sheet, row } = question;
    const names: Names = {
      find: (name) => this.meaning(name, sheet),
      self: { logic: { var: column['id'] }, type: typeName(column) },
      ...(attribute ? { attribute } : {}),
    };
    try {
      return [xpathToLogic(text, names)];
    } catch (error) {
      if (!(error instanceof NoCounterpart)) throw error;
      this.parts.notes.add(
        'survey',
        row.number,
        `${what}: «${text}» не переносится (${error.message})`,
        `${what}: "${text}" has no counterpart (${error.message})`,
      );
      return [];
    }
  }

  /** A question as it is named from a sheet: beside, in the one row of answers, or over the rows of a repeat. */
  private meaning(name: string, from: SheetPart): Meaning | undefined {
    const repeat = this.parts.repeats.get(name);
    if (repeat) return { logic: [{ var: `$sheets.${repeat.id}` }], type: 'rows' };
    const question = this.parts.questions.get(name);
    if (!question) return undefined;
    const { column, sheet } = question;
    const type = typeName(column);
    if (sheet === from) return { logic: { var: column['id'] }, type };
    if (!sheet.isRepeat) return { logic: { cell: [sheet.id, ONLY_ROW, column['id']] }, type };
    return { logic: [{ var: `$sheets.${sheet.id}` }, { var: column['id'] }], type: 'rows' };
  }
}

const typeName = (column: Json): Meaning['type'] => column['type'] as Meaning['type'];

/** References in texts are not computed. */
const plainMessage = (text: string | Json | undefined): string | Json | undefined => {
  const plain = (one: string): string => one.replace(/\$\{([^}]*)\}/g, '«$1»').replace(/[{}]/g, '');
  if (text === undefined || typeof text === 'string') return text === undefined ? undefined : plain(text);
  return Object.fromEntries(Object.entries(text).map(([locale, one]) => [locale, plain(String(one))]));
};

/** Calculations that join texts are texts. */
const isText = (logic: unknown): boolean =>
  typeof logic === 'string' ||
  (typeof logic === 'object' && logic !== null && ('cat' in logic || 'substr' in logic));
