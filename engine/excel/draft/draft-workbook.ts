import type { Locale } from '../../types';
import type { OpenedWorkbook } from '../open/types';
import { draftPlain } from './plain';
import type { Draft } from './types';
import { draftXlsForm, isXlsForm } from './xlsform';

/**
 * A definition drafted from a workbook: from an XLSForm, or from any table by its headings and what stands below them. It has no
 * errors; what has no counterpart is noted by sheet and row.
 */
export function draftWorkbook(workbook: OpenedWorkbook, locale: Locale): Draft {
  return isXlsForm(workbook) ? draftXlsForm(workbook, locale) : draftPlain(workbook, locale);
}
