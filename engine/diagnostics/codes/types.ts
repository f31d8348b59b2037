import type { Severity } from '../../types';

/** One thing that can be said about a definition. `{name}` in a text stands for a param. */
export interface DiagnosticEntry {
  readonly severity: Severity | 'advice';
  readonly ru: string;
  readonly en: string;
}

export type DiagnosticCatalogue = Readonly<Record<string, DiagnosticEntry>>;

export const error = (ru: string, en: string): DiagnosticEntry => ({ severity: 'error', ru, en });
export const advice = (ru: string, en: string): DiagnosticEntry => ({ severity: 'advice', ru, en });
export const warning = (ru: string, en: string): DiagnosticEntry => ({ severity: 'warning', ru, en });
