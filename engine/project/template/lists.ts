/** Lists of the form as columns of a hidden worksheet: labels, codes, attributes, and lists that follow another cell. */
import type { CompiledColumn, CompiledForm, CompiledList } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Code, Locale } from '../../types';
import type { ListPlace } from '../formulas/book';
import { letterOf, sheetRef } from '../formulas/spelling';
import { operationOf } from '../formulas/operation';
import type { TemplateLists } from './types';

type ListText = string | number | boolean | null;

/** Longer texts cannot be searched for. */
const LONGEST_SOUGHT = 255;

/** Collects what the worksheet of lists holds, and tells where. */
export class ListSheet {
  readonly columns: { readonly heading: string; readonly texts: readonly ListText[] }[] = [];
  readonly places = new Map<CompiledList, ListPlace>();
  private readonly labelRanges = new Map<CompiledList, string>();

  constructor(
    private readonly name: string,
    form: CompiledForm,
    private readonly locale: Locale,
  ) {
    for (const list of form.lists.values()) this.place(list);
  }

  toLists(): TemplateLists {
    return { name: this.name, columns: this.columns };
  }

  /** Where the labels of a list are; null where it has none. */
  labels(list: CompiledList): string | null {
    return list.codes.length === 0 ? null : (this.labelRanges.get(list) ?? null);
  }

  /** The labels of some codes of a list. */
  part(list: CompiledList, codes: readonly Code[]): string | null {
    if (codes.length === 0) return null;
    return this.add(`${list.id}: …`, codes.map(this.label));
  }

  /**
   * A list that follows another cell: codes sorted by an attribute, as a formula of the cell that is followed (its address
   * relative). Empty where nothing belongs to what stands there.
   */
  following(list: CompiledList, attribute: string, parent: CompiledColumn, cell: string): string | null {
    const keyed = list.codes.flatMap((code) => {
      const key = code.attributes?.[attribute];
      return key === undefined ? [] : [{ code, key: this.parentText(parent, String(key)) }];
    });
    if (keyed.length === 0) return null;
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const keys = this.add(
      `${list.id} ← ${parent.id}`,
      keyed.map(({ key }) => key),
    );
    const head = this.headOfNext();
    this.add(
      list.id,
      keyed.map(({ code }) => this.label(code)),
    );
    return `OFFSET(${head},MATCH(${cell},${keys},0),0,COUNTIF(${keys},${cell}),1)`;
  }

  private readonly label = (code: Code): string => localize(code.label, this.locale);

  /** What people see in the cell that is followed. */
  private parentText(parent: CompiledColumn, key: string): string {
    const code = parent.list?.codeByValue.get(key);
    return code ? this.label(code) : key;
  }

  private place(list: CompiledList): void {
    const labels = list.codes.map(this.label);
    const codes = list.codes.map((code) => code.value);
    const names = [...new Set(list.codes.flatMap((code) => Object.keys(code.attributes ?? {})))];
    const range = this.add(list.id, labels);
    this.labelRanges.set(list, range);
    this.places.set(list, {
      labels: range,
      codes: this.add(`${list.id}: code`, codes),
      attributes: new Map(
        names.map((name) => [
          name,
          this.add(
            `${list.id}: ${name}`,
            list.codes.map((code) => code.attributes?.[name] ?? null),
          ),
        ]),
      ),
      isSearchable: labels.every((label) => label.length <= LONGEST_SOUGHT),
    });
  }

  private headOfNext(): string {
    return `${sheetRef(this.name)}$${letterOf(this.columns.length + 1)}$1`;
  }

  private add(heading: string, texts: readonly ListText[]): string {
    const letter = letterOf(this.columns.length + 1);
    this.columns.push({ heading, texts });
    return `${sheetRef(this.name)}$${letter}$2:$${letter}$${Math.max(2, texts.length + 1)}`;
  }
}

/** The attribute and the column of a filter that asks for nothing but their equality. */
export function equalityFilter(
  filter: unknown,
): { readonly attribute: string; readonly column: string } | null {
  const operation = operationOf(filter);
  if (operation?.name !== '==' && operation?.name !== '===') return null;
  const names = operation.args.map((arg) => {
    const inner = operationOf(arg);
    return inner?.name === 'var' && inner.args.length === 1 ? String(inner.args[0]) : '';
  });
  const attribute = names.find((name) => name.startsWith('$code.attributes.'));
  const column = names.find((name) => name !== '' && !name.startsWith('$'));
  if (attribute === undefined || column === undefined) return null;
  return { attribute: attribute.slice('$code.attributes.'.length), column };
}
