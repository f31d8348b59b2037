import type { FormDefinition } from '../../definition/generated/definition';
import type { Locale } from '../../types';

/** Something of a workbook that did not become part of the definition, or became it in another way. */
export interface DraftNote {
  /** Worksheet. */
  readonly sheet: string;
  /** As Excel shows it, from 1; 0 for the whole worksheet. */
  readonly row: number;
  readonly message: string;
}

/** A definition made from a workbook: it has no errors, and says what it could not take over. */
export interface Draft {
  readonly definition: FormDefinition;
  readonly kind: 'xlsform' | 'plain';
  readonly notes: readonly DraftNote[];
}

/** Plain JSON that is still being put together. */
export type Json = Record<string, unknown>;

/** Gathers notes in one language. */
export class Notes {
  readonly all: DraftNote[] = [];

  constructor(private readonly locale: Locale) {}

  add(sheet: string, row: number, ru: string, en: string): void {
    this.all.push({ sheet, row, message: this.locale === 'ru' ? ru : en });
  }
}
