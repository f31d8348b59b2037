/** A row of live answers as the fields of a page. Pure. */
import type { CellValue, CompiledColumn, CompiledForm, Finding, LiveValidation, Locale } from 'engine';
import { encodeCell, isRaw, toGridModel } from 'engine';
import type { PlainControl, PlainField, PlainJustification, PlainOption } from '~/protocol/plain';
import { speltAs } from '~/wording/spelling';

interface Place {
  readonly sheet: string;
  readonly row: string;
}

/** A text of this length is better written on several lines. */
const LONG_TEXT = 80;

/** The texts that a field holds for a value: none for blank, several for several choices. */
export function textsOf(value: CellValue, column: CompiledColumn, locale: Locale): readonly string[] {
  if (value === null) return [];
  if (isRaw(value)) return [value.$raw];
  if (typeof value === 'object') return value;
  // Lists are chosen by code; what a list shows may change.
  if (column.type === 'choice') return [String(value)];
  const text = encodeCell(value, column, locale);
  return text === '' ? [] : [text];
}

/** The fields of a row in the order of the columns, findings beside them. */
export function plainFields(
  form: CompiledForm,
  live: LiveValidation,
  place: Place,
  locale: Locale,
): readonly PlainField[] {
  const grid = toGridModel(form, locale).sheets.find(({ id }) => id === place.sheet);
  const sheet = form.sheetById.get(place.sheet);
  const found = live.findings.filter(({ sheet: at, row }) => at === place.sheet && row === place.row);
  return (grid?.columns ?? []).flatMap((shown): PlainField[] => {
    const column = sheet?.columnById.get(shown.id);
    if (!column) return [];
    const state = live.cellState(place.sheet, place.row, column.id);
    const notEnabled = !state.enabled && !state.computed;
    const isShown = state.readOnly || notEnabled;
    const texts = textsOf(state.value, column, locale);
    const own = found.filter((finding) => finding.column === column.id);
    return [
      {
        column: column.id,
        title: shown.title,
        group: shown.group,
        hint: grid?.cellHints[place.row]?.[column.id] ?? shown.hint,
        control: isShown ? 'shown' : controlOf(column, texts),
        notEnabled,
        required: state.required,
        values: isShown ? (notEnabled ? [] : shownTexts(form, state.value, column, locale)) : texts,
        options: isShown ? [] : optionsOf(live, place, column, texts, locale),
        errors: messagesOf(own, 'error'),
        warnings: messagesOf(own, 'warning'),
      },
    ];
  });
}

const shownTexts = (
  form: CompiledForm,
  value: CellValue,
  column: CompiledColumn,
  locale: Locale,
): readonly string[] => {
  const text = encodeCell(value, speltAs(form, column), locale);
  return text === '' ? [] : [text];
};

/** Messages of findings about a row, without those about its cells. */
export function messagesOfRow(
  live: LiveValidation,
  place: Place,
  severity: Finding['severity'],
): readonly string[] {
  return messagesOf(
    live.findings.filter(
      ({ sheet, row, column }) => sheet === place.sheet && row === place.row && column === undefined,
    ),
    severity,
  );
}

const messagesOf = (findings: readonly Finding[], severity: Finding['severity']): readonly string[] => [
  ...new Set(findings.filter((one) => one.severity === severity).map(({ message }) => message)),
];

/** Warnings of a row that want an explanation: those that lack it and those that have it. */
export function justificationsOf(live: LiveValidation, place: Place): readonly PlainJustification[] {
  const own = live.findings.filter(({ sheet, row }) => sheet === place.sheet && row === place.row);
  return own.flatMap(({ rule, severity, message }): PlainJustification[] => {
    if (rule === undefined || severity !== 'warning') return [];
    const given = live.answers.justifications?.find(
      (one) => one.rule === rule && one.sheet === place.sheet && one.row === place.row,
    );
    const isAsked = own.some((other) => other.code === 'justify' && other.rule === rule);
    return given || isAsked ? [{ rule, message, text: given?.text ?? '' }] : [];
  });
}

function controlOf(column: CompiledColumn, texts: readonly string[]): PlainControl {
  switch (column.type) {
    case 'choice':
    case 'boolean':
      return 'list';
    case 'choices':
      return 'choices';
    case 'date':
      return 'date';
    case 'integer':
    case 'number':
      return 'number';
    case 'text':
      return texts.some((text) => text.length > LONG_TEXT || text.includes('\n')) ? 'lines' : 'text';
  }
}

/** What may be chosen, and what is there though it may not. */
function optionsOf(
  live: LiveValidation,
  { sheet, row }: Place,
  column: CompiledColumn,
  texts: readonly string[],
  locale: Locale,
): readonly PlainOption[] {
  const offered =
    column.type === 'boolean'
      ? [true, false].map((value) => {
          const text = encodeCell(value, column, locale);
          return { value: text, label: text };
        })
      : column.type === 'choice' || column.type === 'choices'
        ? live.options(sheet, row, column.id)
        : [];
  if (offered.length === 0 && column.type !== 'choice' && column.type !== 'choices') return [];
  const missing = texts.filter((text) => !offered.some(({ value }) => value === text));
  return [...offered, ...missing.map((value) => ({ value, label: value }))];
}
