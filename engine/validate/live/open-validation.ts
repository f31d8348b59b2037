import type { CompiledForm } from '../../compile/types';
import { applyEdits } from '../../edits/apply-edits';
import { tallyBook } from '../../rules/tallies';
import { WorkExceeded } from '../../rules/types';
import type { Answers, CellValue, Edit, Finding, Locale, RejectedEdit, ValidationContext } from '../../types';
import { evaluateAnswers, type FormState, MAX_VISITS, storedRows } from '../state';
import { isSame } from '../../values/same';
import { validateRowByRow } from '../row-by-row';
import { prefillOf, type WantedRows } from '../prefill';
import { totalsOf } from '../views';
import { type CellState, cellStateOf, type OfferedCode, optionsOf } from './cell-state';
import { addTo, Changes } from './changes';
import { type FindingsLog, Ledger } from './ledger';
import { type Lookups, spread } from './spread';
import { type EditedCells, type SheetRows, sheetRows, syncRows } from './sync-rows';

export interface FindingsChange {
  readonly added: readonly Finding[];
  readonly removed: readonly Finding[];
  readonly rejected: readonly RejectedEdit[];
}

/** Answers under edit, with their findings always at hand. */
export interface LiveValidation {
  readonly answers: Answers;
  /** In order, as `validateAnswers` gives them. */
  readonly findings: readonly Finding[];
  cellState(sheet: string, row: string, column: string): CellState;
  /** Codes that may be chosen in a cell now, as its list and its filter say. */
  options(sheet: string, row: string, column: string): readonly OfferedCode[];
  /** The edits of `prefillEdits`; of some rows only, where they are named by sheet. */
  prefill(rows?: WantedRows): readonly Edit[];
  /** Footer totals by column id. */
  totals(sheet: string): Readonly<Record<string, CellValue>>;
  apply(edits: readonly Edit[]): FindingsChange;
  /** Judges other answers from now on, such as those the server sent. */
  rebase(answers: Answers): FindingsChange;
}

/** Opens answers for editing; `findings` always equal what `validateAnswers` says of `answers`. */
export function openValidation(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): LiveValidation {
  let live = judgeWhole(form, answers, context);
  let findings: readonly Finding[] | null = null;
  const listed = (): readonly Finding[] => (findings ??= live.all());
  const judge = (
    next: Answers,
    rejected: readonly RejectedEdit[],
    touched: TouchedRows | null,
  ): FindingsChange => {
    const log: FindingsLog = { added: [], removed: [] };
    if (!live.ledger || !takeOver(live, live.ledger, next, touched, log)) {
      const before = validateRowByRow(form, live.answers, context);
      live = judgeWhole(form, next, context);
      findings = null;
      return { ...difference(before, listed()), rejected };
    }
    findings = null;
    return {
      ...difference(
        log.removed,
        log.added.map(({ finding }) => finding),
      ),
      rejected,
    };
  };
  return {
    get answers() {
      return live.answers;
    },
    get findings() {
      return listed();
    },
    cellState: (sheet, row, column) => cellStateOf(live, sheet, row, column),
    options: (sheet, row, column) => optionsOf(live, { sheet, row, column }, context.locale ?? 'ru'),
    prefill: (rows) => prefillLive(live, rows),
    totals: (sheet) => totalsOf(live.state, sheet),
    apply(edits) {
      const { answers: next, rejected } = applyEdits(form, live.answers, edits);
      return next === live.answers
        ? { added: NONE, removed: NONE, rejected }
        : judge(next, rejected, touchedBy(edits));
    },
    rebase: (next) => judge(next, [], null),
  };
}

const NONE: readonly Finding[] = [];

/** None where the work was too much. */
function prefillLive({ state, answers }: Live, rows: WantedRows | undefined): readonly Edit[] {
  state.env.visits = MAX_VISITS;
  state.env.memo.clear();
  try {
    return prefillOf(state, answers, rows);
  } catch (error) {
    if (error instanceof WorkExceeded) return [];
    throw error;
  }
}

/** Changes after which remembered aggregates begin anew. */
const MOST_REMEMBERED = 100_000;

/** The only rows that edits change, by sheet. */
type TouchedRows = ReadonlyMap<string, ReadonlySet<string>>;

/** Null where rows may come, go or move. */
function touchedBy(edits: readonly Edit[]): TouchedRows | null {
  const touched = new Map<string, Set<string>>();
  for (const edit of edits) {
    if (edit.kind === 'set') addTo(touched, edit.sheet, edit.row);
    else if (edit.kind !== 'justify') return null;
  }
  return touched;
}

interface Live {
  readonly state: FormState;
  readonly locale: Locale;
  /** Null where the work was too much: then everything is judged anew each time, as far as it goes. */
  readonly ledger: Ledger | null;
  readonly rows: readonly SheetRows[];
  readonly lookups: Lookups;
  answers: Answers;
  all(): readonly Finding[];
}

function judgeWhole(form: CompiledForm, answers: Answers, context: ValidationContext): Live {
  const locale = context.locale ?? 'ru';
  const state = evaluateAnswers(form, answers, context);
  const rows = [...state.sheets.values()].map((sheet) =>
    sheetRows(sheet, storedRows(answers, sheet.sheet.id)),
  );
  const ledger = new Ledger(state);
  const lookups: Lookups = new Map();
  try {
    if (state.exceeded) throw new WorkExceeded();
    ledger.judge({ state, answers, locale }, null, { added: [], removed: [] });
  } catch (error) {
    if (!(error instanceof WorkExceeded)) throw error;
    const found = validateRowByRow(form, answers, context);
    return { state, locale, ledger: null, rows, lookups, answers, all: () => found };
  }
  // From now on aggregates follow the changes.
  state.env.tallies = tallyBook();
  return { state, locale, ledger, rows, lookups, answers, all: () => ledger.all() };
}

/** Judges what differs; false where the work was too much, and everything must be judged anew. */
function takeOver(
  live: Live,
  ledger: Ledger,
  next: Answers,
  touched: TouchedRows | null,
  log: FindingsLog,
): boolean {
  const { state, locale } = live;
  const changes = new Changes();
  const edited: EditedCells = new Map();
  state.env.visits = MAX_VISITS;
  state.env.memo.clear();
  keepJoins(state);
  if ((state.env.tallies?.changed.length ?? 0) > MOST_REMEMBERED) state.env.tallies = tallyBook();
  try {
    for (const rows of live.rows) {
      const { id } = rows.state.sheet;
      syncRows(rows, storedRows(next, id), touched?.get(id) ?? null, changes, edited);
    }
    spread(state, changes, edited, live.lookups);
    const isExplained = live.answers.justifications !== next.justifications;
    const judging = { state, answers: next, locale };
    ledger.judge(judging, changes, log);
    if (isExplained) ledger.judgeRules(judging, explainedRules(live.answers, next), log);
  } catch (error) {
    if (!(error instanceof WorkExceeded)) throw error;
    return false;
  }
  live.answers = next;
  return true;
}

/** Indexes of whole sheets are kept up to date; those of groups are not, and go. */
function keepJoins({ env, sheets }: FormState): void {
  const before = env.joins;
  env.joins = new WeakMap();
  for (const { rows } of sheets.values()) {
    const known = before.get(rows);
    if (known) env.joins.set(rows, known);
  }
}

/** Rules about which other explanations are given now. */
function explainedRules(before: Answers, after: Answers): ReadonlySet<string> {
  const [old, fresh] = [before, after].map((answers) => new Set(answers.justifications));
  const differing = [...(old ?? []), ...(fresh ?? [])].filter((one) => !(old?.has(one) && fresh?.has(one)));
  return new Set(differing.map((one) => one.rule));
}

/** What came and what went; the same finding found again is neither. */
function difference(
  before: readonly Finding[],
  after: readonly Finding[],
): Pick<FindingsChange, 'added' | 'removed'> {
  const left = new Map<string, Finding[]>();
  for (const finding of before) {
    const name = placeOf(finding);
    const known = left.get(name);
    if (known) known.push(finding);
    else left.set(name, [finding]);
  }
  const added = after.filter((finding) => {
    const known = left.get(placeOf(finding)) ?? [];
    const same = known.findIndex((other) => isSame(other, finding));
    if (same >= 0) known.splice(same, 1);
    return same < 0;
  });
  return { added, removed: [...left.values()].flat() };
}

/** Only findings of one place can be the same. */
const placeOf = ({ code, rule, sheet, row, column }: Finding): string =>
  [code, rule, sheet, row, column].join('\n');
