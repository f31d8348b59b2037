import type { CellValue } from '../../index';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';
import { type Bilingual, DEFINITION, LISTS, type Verb, WORKBOOK } from '../verb';
import { type Filled, loadFilled } from '../workbook';

/** A cell that could not be read, kept as people saw it. */
interface Unread {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  /** `Лист!C14`. */
  readonly address: string;
  readonly text: string;
}

const isUnread = (value: CellValue): value is { readonly $raw: string } =>
  typeof value === 'object' && value !== null && '$raw' in value;

function unreadIn({ read, answers }: Filled): readonly Unread[] {
  return read.sheets.flatMap(({ sheet, worksheet, columns, rows }) =>
    rows.flatMap(({ number, cells }, i) =>
      columns.flatMap(({ column, letter }): readonly Unread[] => {
        const value = cells[column] ?? null;
        if (!isUnread(value)) return [];
        const row = answers.sheets[sheet]?.[i]?.id ?? '';
        return [{ sheet, row, column, address: `${worksheet}!${letter}${number}`, text: value.$raw }];
      }),
    ),
  );
}

function notesOn({ read }: Filled): readonly Bilingual[] {
  const columns = read.sheets.flatMap(({ worksheet, unknown }) =>
    unknown.map(({ letter, heading }): Bilingual => ({
      ru: `лист «${worksheet}», столбец ${letter} «${heading}»: такого столбца в форме нет`,
      en: `sheet "${worksheet}", column ${letter} "${heading}": the form has no such column`,
    })),
  );
  const sheets = read.leftOut.map((name): Bilingual => ({
    ru: `лист «${name}»: такого листа в форме нет`,
    en: `sheet "${name}": the form has no such sheet`,
  }));
  return [...columns, ...sheets];
}

/** `sbor read`: answers of a filled workbook, and what in it could not be read. */
async function read(
  terminal: Terminal,
  definition: string,
  workbook: string,
  options: DefinitionOptions,
): Promise<ExitCode> {
  const compiled = compileLoaded(await loadDefinition(terminal, definition, options));
  if (!compiled.ok) return refuse(terminal, compiled.error, options);
  const filled = await loadFilled(terminal, workbook, compiled.value);
  const unread = unreadIn(filled);
  const { answers } = filled;
  if (options.json) {
    const { identity, sheets, leftOut } = filled.read;
    const found = sheets.map(({ sheet, worksheet, columns, unknown }) => ({
      sheet,
      worksheet,
      columns,
      unknown,
    }));
    const shown = { answers, unread, sheets: found, leftOut, ...(identity ? { identity } : {}) };
    terminal.out(`${JSON.stringify(shown, null, 2)}\n`);
  } else {
    terminal.out(`${JSON.stringify(answers, null, 2)}\n`);
    for (const { address, text } of unread) {
      terminal.err(
        options.locale === 'ru'
          ? `sbor: ${address}: не прочитано «${text}»\n`
          : `sbor: ${address}: "${text}" could not be read\n`,
      );
    }
    for (const note of notesOn(filled)) terminal.err(`sbor: ${note[options.locale]}\n`);
  }
  return unread.length > 0 ? EXIT.errors : EXIT.fine;
}

export const readVerb: Verb = {
  name: 'read',
  summary: { ru: 'ответы из заполненной книги Excel', en: 'answers from a filled Excel workbook' },
  operands: [DEFINITION, WORKBOOK],
  options: [LISTS],
  examples: ['sbor read form.json filled.xlsx > answers.json', 'sbor read form.json filled.xlsx --json'],
  run: (terminal, [definition = '', workbook = ''], options: DefinitionOptions) =>
    read(terminal, definition, workbook, options),
};
