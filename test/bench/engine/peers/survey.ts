/** The form as a matrix of SurveyJS, without any page: conditions and rules are its expressions. */
import type { Addressed } from '../agreement';
import { type Column, COLUMNS } from '../definition';
import { SHEET, type WorkloadAnswers } from '../workload';
import { checksOf, isOfType, OPERATORS, readsOf, rowRules } from './logic';
import type { Load, Peer, PeerForm } from './peer';
import { doGroupsHold, type PlainRow, plainRows } from './plain-rows';

interface Question {
  readonly name: string;
  readonly errors: readonly unknown[];
}
interface MatrixRow {
  readonly cells: readonly { readonly question: Question }[];
}
interface Matrix {
  readonly visibleRows: readonly MatrixRow[];
}
interface Model {
  data: unknown;
  validate(fireCallback: boolean, focusOnFirstError: boolean): boolean;
  getQuestionByName(name: string): Matrix;
}
interface Survey {
  readonly Model: new (json: unknown) => Model;
  readonly FunctionFactory: {
    readonly Instance: { register(name: string, run: (params: readonly never[]) => unknown): void };
  };
  readonly settings: { readonly matrix: { maxRowCount: number } };
}

const INFIX = new Set(['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', 'and', 'or']);
const NAMES: Readonly<Record<string, string>> = { if: 'iif', '==': '=', '!=': '<>', in: 'one_of' };
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** JsonLogic in the expression language of SurveyJS; `value` is the column itself. */
function expressionOf(logic: unknown, own: string): string {
  if (typeof logic === 'string') return quoted(logic);
  if (Array.isArray(logic)) return quoted(logic.join(';'));
  if (typeof logic !== 'object' || logic === null) return String(logic);
  const [[name, args] = ['', null]] = Object.entries(logic as Record<string, unknown>);
  if (name === 'var') return `{row.${args === 'value' ? own : String(args)}}`;
  const parts = (Array.isArray(args) ? args : [args]).map((arg: unknown) => expressionOf(arg, own));
  const [low = '', middle = '', high] = parts;
  if (name === '<' && high !== undefined) return `(${low} < ${middle} and ${middle} < ${high})`;
  const spelled = NAMES[name] ?? name;
  return INFIX.has(name) ? `(${parts.join(` ${spelled} `)})` : `${spelled}(${parts.join(', ')})`;
}

const isEmpty = (id: string): string => `{row.${id}} empty`;

/** With a blank operand a condition does not hold. */
const conditionOf = (logic: unknown): string =>
  [...readsOf(logic).map((id) => `{row.${id}} notempty`), expressionOf(logic, '')].join(' and ');

function validatorsOf(column: Column): readonly unknown[] {
  const { id, type } = column;
  const ofCells = [
    `${isEmpty(id)} or is_of_type({row.${id}}, '${type}')`,
    ...checksOf(column).map(({ logic }) => `${isEmpty(id)} or ${expressionOf(logic, id)}`),
  ];
  const ofRules = rowRules()
    .filter((rule) => rule.column === id)
    .map(({ rule, reads, assert }) => {
      const unlessRead = reads.map((name) => `${isEmpty(name)} or `).join('');
      const logic = rule.when === undefined ? assert : { if: [rule.when, assert, true] };
      return unlessRead + expressionOf(logic, id);
    });
  return [...ofCells, ...ofRules].map((expression) => ({ type: 'expression', expression }));
}

const columnOf = (column: Column): unknown => ({
  name: column.id,
  title: column.title,
  cellType: column.type === 'boolean' ? 'boolean' : 'text',
  ...(column.required === true ? { isRequired: true } : {}),
  ...(typeof column.required === 'object' ? { requiredIf: conditionOf(column.required) } : {}),
  ...(column.enabled === undefined ? {} : { enableIf: conditionOf(column.enabled) }),
  validators: validatorsOf(column),
});

function register({ FunctionFactory }: Survey): void {
  const add = (name: string, run: (...args: never[]) => unknown): void =>
    FunctionFactory.Instance.register(name, (params) => run(...params));
  for (const [name, run] of Object.entries(OPERATORS)) add(name, run);
  add('is_of_type', (value: unknown, type: Column['type']) => isOfType(value, type));
  add('one_of', (value: string, list: string) => list.split(';').includes(value));
  add('substr', (text: string, from: number, length: number) => text.substring(from, from + length));
  add('groups_hold', (rows: readonly PlainRow[]) => doGroupsHold(rows));
}

function open(library: Survey): PeerForm {
  const model = new library.Model({
    elements: [
      {
        type: 'matrixdynamic',
        name: SHEET,
        rowCount: 0,
        keyName: 'code',
        columns: COLUMNS.map(columnOf),
        validators: [{ type: 'expression', expression: `groups_hold({${SHEET}})` }],
      },
    ],
  });
  let held: WorkloadAnswers | null = null;
  return (answers) => {
    // Setting the data again would double the time; people's answers are set once.
    if (held !== answers) model.data = { [SHEET]: plainRows(answers) };
    held = answers;
    model.validate(true, false);
    const rows = model.getQuestionByName(SHEET).visibleRows;
    return rows.flatMap(({ cells }, index): Addressed[] =>
      cells
        .filter(({ question }) => question.errors.length > 0)
        .map(({ question }) => ({
          code: 'rule',
          row: answers.sheets[SHEET][index]?.id ?? '',
          column: question.name,
        })),
    );
  };
}

export function survey(load: Load): Peer {
  const library = load('survey-core') as Survey;
  library.settings.matrix.maxRowCount = 10_000;
  register(library);
  return {
    name: 'survey-core',
    sizes: [1000],
    finds: 'rows',
    note: 'rules of groups by code; answers are set in the first run only',
    open: () => open(library),
  };
}
