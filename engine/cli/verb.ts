import type { Locale } from '../index';
import type { ExitCode, Terminal } from './io';

/** Text of the command line: it always speaks both languages. */
export interface Bilingual {
  readonly ru: string;
  readonly en: string;
}

export interface Operand {
  readonly name: Bilingual;
  readonly about: Bilingual;
}

export interface VerbOption {
  /** The long name, without dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What stands behind the name; absent for switches. */
  readonly value?: Bilingual;
  readonly about: Bilingual;
  /** The value names a file, so `-` is standard input. */
  readonly isFile?: boolean;
}

/** What every verb is given. Verbs narrow it to their own options. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly locale: Locale;
}

/** One verb of the command line: its help and what it does. `--json`, `--locale` and `--help` go without saying. */
export interface Verb {
  readonly name: string;
  readonly summary: Bilingual;
  /** Files, in the order of the call; `-` is standard input, for one of them. */
  readonly operands: readonly Operand[];
  readonly options: readonly VerbOption[];
  readonly examples: readonly string[];
  run(terminal: Terminal, operands: readonly string[], options: CommonOptions): Promise<ExitCode>;
}

const definition: Bilingual = {
  ru: 'файл с определением, «-» – стандартный ввод',
  en: 'file with a definition, "-" is standard input',
};

/** Operands and options that several verbs share. */
export const DEFINITION: Operand = { name: { ru: 'определение', en: 'definition' }, about: definition };
export const OLD_DEFINITION: Operand = { name: { ru: 'старое', en: 'old' }, about: definition };
export const NEW_DEFINITION: Operand = { name: { ru: 'новое', en: 'new' }, about: definition };
export const ANSWERS: Operand = {
  name: { ru: 'ответы', en: 'answers' },
  about: {
    ru: 'файл с ответами или книга .xlsx, «-» – стандартный ввод',
    en: 'file with answers or an .xlsx workbook, "-" is standard input',
  },
};
export const WORKBOOK: Operand = {
  name: { ru: 'книга', en: 'workbook' },
  about: { ru: 'файл Excel (.xlsx)', en: 'Excel file (.xlsx)' },
};
export const LISTS: VerbOption = {
  name: 'lists',
  value: { ru: 'папка', en: 'folder' },
  about: {
    ru: 'папка с общими списками, <id>.json каждый',
    en: 'folder with shared code lists, <id>.json each',
  },
};
