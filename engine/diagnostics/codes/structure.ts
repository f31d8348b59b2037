import { type DiagnosticCatalogue, error, warning } from './types';

/** Sheets, columns, rows and lists. */
export const structureCodes: DiagnosticCatalogue = {
  duplicate_id: error('Имя «{id}» уже занято.', 'The name "{id}" is taken already.'),
  duplicate_code: error('Код «{value}» повторяется в списке.', 'The code "{value}" repeats in the list.'),
  code_not_trimmed: error('Код начинается или кончается пробелом.', 'The code begins or ends with a space.'),
  unknown_name: error('Имя «{name}» не найдено.', 'There is nothing called "{name}".'),
  unknown_row: error('На листе «{sheet}» нет строки «{row}».', 'The sheet "{sheet}" has no row "{row}".'),
  missing_code_list: warning(
    'Общий список «{list}» не передан: его значения не проверены.',
    'The shared list "{list}" is not at hand: its values were not checked.',
  ),
  cycle: error('Столбец «{name}» зависит сам от себя.', 'The column "{name}" depends on itself.'),
  list_missing: error('У столбца с выбором должен быть список.', 'A column of choices needs a list.'),
  not_for_type: error(
    'Свойство «{property}» не бывает у столбца типа «{type}».',
    'A column of type "{type}" has no property "{property}".',
  ),
  bound_of_wrong_type: error(
    'Граница «{property}» не подходит столбцу типа «{type}».',
    'The bound "{property}" does not fit a column of type "{type}".',
  ),
  min_over_max: error('Нижняя граница больше верхней.', 'The lower bound is above the upper one.'),
  required_on_computed: error(
    'Вычисляемый столбец не бывает обязательным.',
    'A computed column cannot be required.',
  ),
  given_cell_unreadable: error(
    'Заданное значение «{text}» не подходит столбцу.',
    'The given value "{text}" does not fit the column.',
  ),
  unsafe_pattern: error('Такой образец запрещён: {reason}.', 'This pattern is forbidden: {reason}.'),
  was_living: error(
    '«was» называет «{id}», а оно есть и сейчас или уже названо.',
    '"was" names "{id}", which exists still or is named already.',
  ),
  cells_in_open_sheet: error(
    'Отдельные ячейки задают только на листах с заданными строками.',
    'Single cells are only for sheets with given rows.',
  ),
  per_code_column: error(
    'Столбец кодов – это выбор («choice») из списка «{list}».',
    'The column of codes is a choice of the list "{list}".',
  ),
  unused_list: warning('Список «{list}» нигде не использован.', 'The list "{list}" is not used.'),
  colliding_labels: warning(
    'Подпись «{label}» в списке не единственная: по ней не выбрать.',
    'The label "{label}" is not the only one in its list: nobody can choose by it.',
  ),
};
