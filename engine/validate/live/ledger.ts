/** Findings by what they were found about, so that a change judges again only what it concerns. */
import type { CompiledRule } from '../../compile/types';
import type { Finding } from '../../types';
import { cellFindings } from '../cells';
import { keyGroupFindings, rowCountFindings } from '../rows';
import { type Judging, judgeUnit } from '../rules';
import type { FormState, RowState, SheetState } from '../state';
import { inOrder } from '../order';
import { type Changes, nameOf, widelyRead } from './changes';
import { GroupBook, type GroupKey } from './group-book';

/** Collects what came and what went. */
export interface FindingsLog {
  readonly added: Finding[];
  readonly removed: Finding[];
}

const NONE: readonly Finding[] = [];

/** Findings of one kind, by row, group key, or one for all. */
class Book<K> {
  readonly findings = new Map<K, readonly Finding[]>();

  set(key: K, found: readonly Finding[], log: FindingsLog): void {
    const before = this.findings.get(key) ?? NONE;
    if (before.length === 0 && found.length === 0) return;
    log.removed.push(...before);
    log.added.push(...found);
    if (found.length > 0) this.findings.set(key, found);
    else this.findings.delete(key);
  }

  /** Forgets what is not there any more. */
  keepOnly(isThere: (key: K) => boolean, log: FindingsLog): void {
    for (const key of [...this.findings.keys()]) if (!isThere(key)) this.set(key, NONE, log);
  }

  all(): Finding[] {
    return [...this.findings.values()].flat();
  }
}

/** The findings of one rule. */
class RuleBook {
  get id(): string {
    return this.rule.id;
  }

  private readonly rows = new Book<RowState>();
  private readonly groups = new Book<GroupKey>();
  private readonly whole = new Book<null>();
  private readonly members: GroupBook;
  private readonly widely: ReadonlySet<string>;
  /** What makes a group, or the one unit of a sheet or form, worth judging again. */
  private readonly reads: ReadonlySet<string>;

  constructor(private readonly rule: CompiledRule) {
    this.members = new GroupBook(rule.groupBy);
    const logic = [rule.assert, rule.when, ...rule.params.values()];
    const isGroup = rule.each === 'group';
    this.widely = new Set(logic.flatMap((one) => (isGroup ? [...(one?.far ?? [])] : [...widelyRead(one)])));
    this.reads = new Set([
      ...logic.flatMap((one) => [...(one?.dependencies ?? []), ...widelyRead(one)]),
      ...rule.groupBy.map(nameOf),
    ]);
  }

  all(): Finding[] {
    return [...this.rows.all(), ...this.groups.all(), ...this.whole.all()];
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
    const isWide = changes === null || changes.hasAny(this.widely);
    for (const row of isWide ? rows : changes.touchedIn(this.rule.sheet ?? '')) {
      if (!changes?.gone.has(row)) this.rows.set(row, judgeUnit(judging, this.rule, { row, rows }), log);
    }
    for (const row of changes?.gone ?? []) this.rows.set(row, NONE, log);
  }

  private judgeGroups(
    judging: Judging,
    sheet: SheetState | undefined,
    changes: Changes | null,
    log: FindingsLog,
  ): void {
    const isNew = changes === null || changes.structure.has(this.rule.sheet ?? '');
    if (isNew) this.members.rebuild(sheet?.rows ?? []);
    // A message may name other columns of the first row: every touched row has its group judged again.
    const touched = isNew ? null : this.members.update(changes.touchedIn(this.rule.sheet ?? ''));
    const isWide = touched === null || changes?.hasAny(this.widely);
    const keys = isWide ? this.members.groups.keys() : touched;
    for (const key of keys) {
      const rows = this.members.groups.get(key);
      const found = rows ? judgeUnit(judging, this.rule, { row: rows[0] ?? null, rows }) : NONE;
      this.groups.set(key, found, log);
    }
    this.groups.keepOnly((key) => this.members.groups.has(key), log);
  }
}

/** The findings of one sheet. */
class SheetBook {
  private readonly counts = new Book<null>();
  private readonly cells = new Book<RowState>();
  private readonly keys = new Book<GroupKey>();
  private readonly keyed: GroupBook;
  private readonly rules: readonly RuleBook[];
  private readonly requiredBy: ReadonlySet<string>;
  private ordered: readonly Finding[] | null = null;

  constructor(private readonly sheet: SheetState) {
    const { columns, key, overrides, rules } = sheet.sheet;
    this.keyed = new GroupBook(key);
    this.rules = rules.map((rule) => new RuleBook(rule));
    const conditions = [
      ...columns.flatMap((column) => [column.required, column.filter]),
      ...[...overrides.values()].flatMap((cells) => [...cells.values()].map((cell) => cell.required)),
    ];
    const lists = columns.flatMap(({ listSource: from }) => (from ? [`${from.sheet}.${from.column}`] : []));
    this.requiredBy = new Set([...conditions.flatMap((one) => [...widelyRead(one)]), ...lists]);
  }

  judgeRules(judging: Judging, ids: ReadonlySet<string>, log: FindingsLog): void {
    for (const rule of this.rules) {
      if (!ids.has(rule.id)) continue;
      rule.judge(judging, this.sheet, null, log);
      this.ordered = null;
    }
  }

  /** In order; kept until something changes. */
  all(): readonly Finding[] {
    this.ordered ??= inOrder(
      [
        ...this.counts.all(),
        ...this.cells.all(),
        ...this.keys.all(),
        ...this.rules.flatMap((rule) => rule.all()),
      ],
      this.sheet.sheet,
      (row) => this.sheet.byId.get(row)?.position,
    );
    return this.ordered;
  }

  judge(judging: Judging, changes: Changes | null, log: FindingsLog): void {
    const { id } = this.sheet.sheet;
    const before = log.added.length + log.removed.length;
    const isNew = changes === null || changes.structure.has(id);
    if (isNew)
      this.counts.set(null, rowCountFindings(this.sheet, this.sheet.rows.length, judging.locale), log);
    this.judgeCells(judging, changes, log);
    this.judgeKeys(judging, changes, isNew, log);
    for (const rule of this.rules) rule.judge(judging, this.sheet, changes, log);
    if (isNew || log.added.length + log.removed.length > before) this.ordered = null;
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
      isNew || !changes ? this.keyed.groups.keys() : this.keyed.update(changes.touchedIn(sheet.id));
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
    this.rules = state.form.rules.map((rule) => new RuleBook(rule));
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
    return [...this.sheets.flatMap((sheet) => sheet.all()), ...this.rules.flatMap((rule) => rule.all())];
  }
}
