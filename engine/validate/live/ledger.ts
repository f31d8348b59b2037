/** Findings by what they were found about, so that a change judges again only what it concerns. */
import type { CompiledColumn, CompiledRule } from '../../compile/types';
import type { Finding } from '../../types';
import { cellFindings } from '../cells';
import { keyGroupFindings, rowCountFindings } from '../rows';
import { type Judging, judgeUnit, type Unit } from '../rules';
import type { FormState, RowState, SheetState } from '../state';
import { type Changes, nameOf, widelyRead } from './changes';
import { isSame } from '../../values/same';
import { FindingOrder, type FoundFinding } from './finding-order';
import { GroupBook, type GroupKey } from './group-book';
import { Subscriptions } from './subscriptions';

/** Collects what came and what went. */
export interface FindingsLog {
  readonly added: FoundFinding[];
  readonly removed: Finding[];
}

const NONE: readonly Finding[] = [];

/** Findings of one kind, by row, group key, or one for all. */
class Book<K> {
  private readonly findings = new Map<K, readonly Finding[]>();

  constructor(
    private readonly ordinal: number,
    /** Where the row or group stands among those that are judged. */
    private readonly positionOf: (key: K) => number,
  ) {}

  set(key: K, found: readonly Finding[], log: FindingsLog): void {
    const before = this.findings.get(key) ?? NONE;
    if (before.length === 0 && found.length === 0) return;
    // What is found again stays what it was.
    if (before.length === found.length && found.every((finding, i) => isSame(finding, before[i]))) return;
    log.removed.push(...before);
    if (found.length > 0) this.findings.set(key, found);
    else this.findings.delete(key);
    log.added.push(...this.foundAt(key, found));
  }

  /** Forgets what is not there any more. */
  keepOnly(isThere: (key: K) => boolean, log: FindingsLog): void {
    for (const key of [...this.findings.keys()]) if (!isThere(key)) this.set(key, NONE, log);
  }

  *all(): Iterable<FoundFinding> {
    for (const [key, found] of this.findings) yield* this.foundAt(key, found);
  }

  private foundAt(key: K, found: readonly Finding[]): FoundFinding[] {
    const unit = this.positionOf(key);
    return found.map((finding, place) => ({ finding, found: [this.ordinal, unit, place] }));
  }
}

const ofRow = (row: RowState): number => row.position;
const ofGroup =
  (book: GroupBook) =>
  (key: GroupKey): number =>
    book.groups.get(key)?.[0]?.position ?? 0;

/** The findings of one rule. */
class RuleBook {
  get id(): string {
    return this.rule.id;
  }

  private readonly rows: Book<RowState>;
  private readonly groups: Book<GroupKey>;
  private readonly whole: Book<null>;
  private readonly members: GroupBook;
  /** What concerns every row or group when it changes. */
  private readonly widely: ReadonlySet<string>;
  /** What concerns the rows that looked for it. */
  private readonly joined: ReadonlySet<string>;
  private lookups: Subscriptions | null = null;
  private readonly places: NonNullable<Unit['places']> = new WeakMap();
  /** What makes a group, or the one unit of a sheet or form, worth judging again. */
  private readonly reads: ReadonlySet<string>;

  /** Columns of the rows of a group that its verdict or message depends on. */
  private readonly ofMembers: readonly CompiledColumn[];

  constructor(
    private readonly rule: CompiledRule,
    columns: readonly CompiledColumn[],
    ordinal: number,
  ) {
    this.members = new GroupBook(rule.groupBy);
    this.rows = new Book(ordinal, ofRow);
    this.groups = new Book(ordinal, ofGroup(this.members));
    this.whole = new Book(ordinal, () => 0);
    const logic = [rule.assert, rule.when, ...rule.params.values()];
    const isGroup = rule.each === 'group';
    this.widely = new Set(logic.flatMap((one) => [...((isGroup ? one?.far : one?.scanned) ?? [])]));
    this.joined = new Set(logic.flatMap((one) => [...(one?.joined ?? [])]));
    this.reads = new Set([
      ...logic.flatMap((one) => [...(one?.dependencies ?? []), ...widelyRead(one)]),
      ...rule.groupBy.map(nameOf),
    ]);
    this.ofMembers = columns.filter((column) => this.reads.has(nameOf(column)));
  }

  *all(): Iterable<FoundFinding> {
    yield* this.rows.all();
    yield* this.groups.all();
    yield* this.whole.all();
  }

  judge(judging: Judging, sheet: SheetState | undefined, changes: Changes | null, log: FindingsLog): void {
    const { rule } = this;
    if (rule.each === 'row') return this.judgeRows(judging, sheet, changes, log);
    if (rule.each === 'group') return this.judgeGroups(judging, sheet, changes, log);
    if (changes && !changes.hasAny(this.reads)) return;
    this.whole.set(null, judgeUnit(judging, rule, { row: null, rows: sheet?.rows ?? [] }), log);
  }

  private judgeRows(
    judging: Judging,
    sheet: SheetState | undefined,
    changes: Changes | null,
    log: FindingsLog,
  ): void {
    const rows = sheet?.rows ?? [];
    const judge = (row: RowState): readonly Finding[] => judgeUnit(judging, this.rule, { row, rows });
    for (const row of this.concerned(rows, changes)) {
      if (changes?.gone.has(row)) continue;
      const { lookups } = this;
      this.rows.set(row, lookups ? lookups.track(judging.state, row, () => judge(row)) : judge(row), log);
    }
    for (const row of changes?.gone ?? []) {
      this.rows.set(row, NONE, log);
      this.lookups?.drop(row);
    }
  }

  /** The rows to be judged again: those that changed, and those that looked for rows that did. */
  private concerned(rows: readonly RowState[], changes: Changes | null): Iterable<RowState> {
    if (!changes || changes.hasAny(this.widely)) return rows;
    const touched = changes.touchedIn(this.rule.sheet ?? '');
    if (!changes.hasAny(this.joined)) return touched;
    if (!this.lookups) {
      // From now on it is known who looks for what.
      this.lookups = new Subscriptions();
      return rows;
    }
    return new Set([...touched, ...this.lookups.affected(changes)]);
  }

  private judgeGroups(
    judging: Judging,
    sheet: SheetState | undefined,
    changes: Changes | null,
    log: FindingsLog,
  ): void {
    const isNew = changes === null || changes.structure.has(this.rule.sheet ?? '');
    if (isNew) this.members.rebuild(sheet?.rows ?? []);
    const { tallies } = judging.state.env;
    const touched = isNew ? null : this.members.update(this.changedMembers(changes), tallies);
    const isWide = touched === null || changes?.hasAny(this.widely);
    const keys = isWide ? this.members.groups.keys() : touched;
    for (const key of keys) {
      const rows = this.members.remembered(key, tallies);
      const found = rows
        ? judgeUnit(judging, this.rule, { row: rows[0] ?? null, rows, places: this.places })
        : NONE;
      this.groups.set(key, found, log);
    }
    this.groups.keepOnly((key) => this.members.groups.has(key), log);
  }

  private changedMembers(changes: Changes): ReadonlySet<RowState> {
    const rows = new Set<RowState>();
    for (const column of this.ofMembers) for (const row of changes.changedIn(column)) rows.add(row);
    return rows;
  }
}

/** The findings of one sheet. */
class SheetBook {
  private readonly counts = new Book<null>(0, () => 0);
  private readonly cells = new Book<RowState>(1, ofRow);
  private readonly keys: Book<GroupKey>;
  private readonly keyed: GroupBook;
  private readonly rules: readonly RuleBook[];
  private readonly requiredBy: ReadonlySet<string>;
  private readonly order: FindingOrder;

  constructor(private readonly sheet: SheetState) {
    const { columns, key, overrides, rules } = sheet.sheet;
    this.keyed = new GroupBook(key);
    this.keys = new Book(2, ofGroup(this.keyed));
    this.rules = rules.map((rule, i) => new RuleBook(rule, columns, 3 + i));
    this.order = new FindingOrder(sheet.sheet, (row) => this.sheet.byId.get(row)?.position);
    const conditions = [
      ...columns.flatMap((column) => [column.required, column.filter]),
      ...[...overrides.values()].flatMap((cells) => [...cells.values()].map((cell) => cell.required)),
    ];
    const lists = columns.flatMap(({ listSource: from }) => (from ? [`${from.sheet}.${from.column}`] : []));
    this.requiredBy = new Set([...conditions.flatMap((one) => [...widelyRead(one)]), ...lists]);
  }

  judgeRules(judging: Judging, ids: ReadonlySet<string>, log: FindingsLog): void {
    this.patching(log, () => {
      for (const rule of this.rules) if (ids.has(rule.id)) rule.judge(judging, this.sheet, null, log);
    });
  }

  /** In order; kept until something changes. */
  all(): readonly Finding[] {
    return this.order.all(() => this.found());
  }

  judge(judging: Judging, changes: Changes | null, log: FindingsLog): void {
    const { id } = this.sheet.sheet;
    const isNew = changes === null || changes.structure.has(id);
    if (isNew) this.order.forget();
    this.patching(log, () => {
      if (isNew) {
        const found = rowCountFindings(this.sheet, this.sheet.rows.length, judging.locale);
        this.counts.set(null, found, log);
      }
      this.judgeCells(judging, changes, log);
      this.judgeKeys(judging, changes, isNew, log);
      for (const rule of this.rules) rule.judge(judging, this.sheet, changes, log);
    });
  }

  /** Puts in order what judging adds to the log. */
  private patching(log: FindingsLog, judge: () => void): void {
    const [removed, added] = [log.removed.length, log.added.length];
    judge();
    this.order.patch(log.removed.slice(removed), log.added.slice(added));
  }

  private *found(): Iterable<FoundFinding> {
    yield* this.counts.all();
    yield* this.cells.all();
    yield* this.keys.all();
    for (const rule of this.rules) yield* rule.all();
  }

  private judgeCells(judging: Judging, changes: Changes | null, log: FindingsLog): void {
    const { rows, sheet } = this.sheet;
    const isWide = changes === null || changes.hasAny(this.requiredBy);
    for (const row of isWide ? rows : changes.touchedIn(sheet.id)) {
      if (!changes?.gone.has(row)) {
        this.cells.set(row, cellFindings(judging.state, row, judging.locale), log);
      }
    }
    for (const row of changes?.gone ?? []) this.cells.set(row, NONE, log);
  }

  private judgeKeys(judging: Judging, changes: Changes | null, isNew: boolean, log: FindingsLog): void {
    const { rows, sheet } = this.sheet;
    if (sheet.key.length === 0) return;
    if (isNew) this.keyed.rebuild(rows);
    const keys =
      isNew || !changes ? this.keyed.groups.keys() : this.keyed.update(changes.touchedIn(sheet.id), null);
    for (const key of keys) {
      this.keys.set(key, keyGroupFindings(this.keyed.groups.get(key) ?? [], judging.locale), log);
    }
    this.keys.keepOnly((key) => this.keyed.groups.has(key), log);
  }
}

/** All findings of a form's answers. */
export class Ledger {
  private readonly sheets: readonly SheetBook[];
  private readonly rules: readonly RuleBook[];

  constructor(state: FormState) {
    this.sheets = [...state.sheets.values()].map((sheet) => new SheetBook(sheet));
    this.rules = state.form.rules.map((rule, i) => new RuleBook(rule, [], i));
  }

  /** Judges what the changes concern; everything where they are null. */
  judge(judging: Judging, changes: Changes | null, log: FindingsLog): void {
    for (const sheet of this.sheets) sheet.judge(judging, changes, log);
    for (const rule of this.rules) rule.judge(judging, undefined, changes, log);
  }

  /** Judges whole rules again, such as those that were explained. */
  judgeRules(judging: Judging, ids: ReadonlySet<string>, log: FindingsLog): void {
    for (const sheet of this.sheets) sheet.judgeRules(judging, ids, log);
    for (const rule of this.rules) if (ids.has(rule.id)) rule.judge(judging, undefined, null, log);
  }

  all(): readonly Finding[] {
    const ofForm = this.rules.flatMap((rule) => [...rule.all()].map(({ finding }) => finding));
    const [only, ...others] = this.sheets;
    if (only && others.length === 0 && ofForm.length === 0) return only.all();
    return [...this.sheets.flatMap((sheet) => sheet.all()), ...ofForm];
  }
}
