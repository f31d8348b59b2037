import type { CompiledForm, CompiledSheet } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Locale } from '../../types';
import { cellNeed, openNaming } from '../sentences/logic-to-sentence';
import { columnName, rowName } from '../sentences/titles';
import { inline } from './markdown';

/** What is different about single cells of a sheet with given rows; empty text where nothing is. */
export function cellList(form: CompiledForm, sheet: CompiledSheet, locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const naming = openNaming(form, locale);
  const source = form.definition.sheets[sheet.index]?.cells ?? [];
  return source
    .flatMap((cell) => {
      const column = sheet.columnById.get(cell.column);
      if (!column) return [];
      const [row] = naming.words.row(rowName(sheet, cell.row, naming));
      const need = cell.required;
      const parts = [
        cell.readOnly ? say('не меняется', 'cannot be changed') : '',
        need === true ? say('обязательна', 'required') : '',
        need === false ? say('не обязательна', 'not required') : '',
        need === undefined || typeof need === 'boolean'
          ? ''
          : `${say('обязательна, если', 'required if')} ${cellNeed(form, sheet, need, locale)}`,
        localize(cell.hint, locale),
      ].filter((part) => part !== '');
      return [`- ${inline(`${row}, ${columnName(column, naming)}: ${parts.join('; ')}`)}`];
    })
    .join('\n');
}
