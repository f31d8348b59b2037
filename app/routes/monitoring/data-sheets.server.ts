import { computeAnswers, compileForm, encodeCell, moscowDate, parseDefinition, toGridModel } from 'engine';
import type { Answers, CellValue, CompiledForm, Locale, ValidationContext } from 'engine';
import type { DataRow, DataSheet } from '~/components/monitoring/data-sheets';
import type { FormDefinitionSource } from '~/protocol/form-source';

/**
 * An organisation's answers as tables of words: labels instead of codes, dates and numbers as people write them. Rows that the form gives
 * come first and are there even where nothing was entered. Computed cells of a draft are computed as of `today`.
 */
export function toDataSheets(
  source: FormDefinitionSource,
  answers: Answers,
  { locale, isDraft, now }: { readonly locale: Locale; readonly isDraft: boolean; readonly now: Date },
): readonly DataSheet[] {
  const form = compiled(source);
  const today = moscowDate(now.toISOString()) ?? '';
  const values = isDraft ? valuesOfDraft(form, answers, { today, locale }) : storedValues(answers);
  return toGridModel(form, locale).sheets.map((sheet): DataSheet => {
    const columns = form.sheetById.get(sheet.id)?.columns ?? [];
    const rowOf = (id: string, title: string | null): DataRow => ({
      id,
      title,
      cells: columns.map((column) => encodeCell(values(sheet.id, id, column.id), column, locale)),
    });
    const given = new Set(sheet.givenRows.map(({ id }) => id));
    const own = (answers.sheets[sheet.id] ?? []).filter(
      ({ id, removed }) => removed !== true && !given.has(id),
    );
    return {
      id: sheet.id,
      title: sheet.title,
      groups: groupsOf(sheet.columns.map(({ group }) => group ?? '')),
      columns: sheet.columns.map(({ id, title, type }) => ({
        id,
        title,
        isNumber: type === 'integer' || type === 'number',
      })),
      rows: [
        ...sheet.givenRows.map(({ id, title }) => rowOf(id, title)),
        ...own.map(({ id }) => rowOf(id, null)),
      ],
    };
  });
}

type Values = (sheet: string, row: string, column: string) => CellValue | undefined;

function storedValues(answers: Answers): Values {
  const sheets = new Map(
    Object.entries(answers.sheets).map(([id, rows]) => [id, new Map(rows.map((row) => [row.id, row.cells]))]),
  );
  return (sheet, row, column) => sheets.get(sheet)?.get(row)?.[column];
}

function valuesOfDraft(form: CompiledForm, answers: Answers, context: ValidationContext): Values {
  const stored = storedValues(answers);
  const { computed } = computeAnswers(form, answers, context);
  return (sheet, row, column) => {
    const cells = computed[sheet]?.[row];
    if (cells && column in cells) return cells[column];
    const given = form.sheetById.get(sheet)?.givenById.get(row)?.cells[column];
    return given ?? stored(sheet, row, column);
  };
}

/** Neighbouring columns of one group under one heading; null where there are no groups. */
function groupsOf(titles: readonly string[]): DataSheet['groups'] {
  if (titles.every((title) => title === '')) return null;
  const groups: { title: string; span: number }[] = [];
  for (const title of titles) {
    const last = groups.at(-1);
    if (last?.title === title) last.span += 1;
    else groups.push({ title, span: 1 });
  }
  return groups;
}

/** Published definitions were checked before; one that does not compile is a bug. */
function compiled({ formId, version, definition, codeLists }: FormDefinitionSource): CompiledForm {
  const parsed = parseDefinition(definition);
  const form = parsed.ok ? compileForm(parsed.value, codeLists) : parsed;
  if (!form.ok) throw new Error(`form ${formId} version ${version} does not compile`);
  return form.value;
}
