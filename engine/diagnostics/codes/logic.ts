import { type DiagnosticCatalogue, error, warning } from './types';

/** Logic and rules. */
export const logicCodes: DiagnosticCatalogue = {
  not_logic: error(
    'Это не логика: нужен объект с одной операцией.',
    'This is no logic: an object with one operator is.',
  ),
  unknown_operator: error('Операции «{name}» нет.', 'There is no operator "{name}".'),
  arity: error(
    'У операции «{name}» должно быть от {least} до {most} аргументов.',
    'The operator "{name}" takes {least} to {most} arguments.',
  ),
  wrong_kind: error('Здесь нужно {expected}, а стоит {found}.', 'Expected {expected}, found {found}.'),
  kinds_differ: error(
    'Нельзя сравнивать или соединять {first} и {second}.',
    '{first} and {second} cannot be compared or combined.',
  ),
  compare_with_null: error(
    'С пустым не сравнивают: спросите {"blank": …}.',
    'Nothing is compared with null: ask {"blank": …}.',
  ),
  not_a_date: error('«{text}» – не дата вида ГГГГ-ММ-ДД.', '"{text}" is not a date of the form YYYY-MM-DD.'),
  logic_too_large: error('В правиле больше 10 000 узлов.', 'The rule has more than 10,000 nodes.'),
  logic_too_deep: error('Вложенность логики больше 64.', 'The logic is nested deeper than 64 levels.'),
  var_path: error('Имя в «var» – непустой текст.', 'The name in "var" is a text that is not empty.'),
  var_default: error(
    'Запасное значение в «var» – число, текст или да/нет.',
    'The default in "var" is a number, a text or a boolean.',
  ),
  cell_names: error(
    '«cell» называет строку и столбец (или лист, строку и столбец) текстом.',
    '"cell" names row and column (or sheet, row and column) as texts.',
  ),
  no_row_here: error(
    '«{name}» читает ячейку строки, а правило судит не о строке: назовите строки операцией над строками.',
    '"{name}" reads a cell of a row, but no row is judged here: name rows in an operator over rows.',
  ),
  rows_expected: error(
    'Здесь нужны строки: {"var": "$rows"} или {"var": "$sheets.…"}.',
    'Rows are expected here: {"var": "$rows"} or {"var": "$sheets.…"}.',
  ),
  rows_of_different_sheets: error(
    'Ветви дают строки разных листов.',
    'The branches give rows of different sheets.',
  ),
  too_much_work: error(
    'Правило посетило бы до {visits} строк: это больше 100 000 000.',
    'The rule would visit up to {visits} rows: more than 100,000,000.',
  ),
  unknown_code: warning(
    'Кода «{value}» нет в списке «{list}»: равенства никогда не будет.',
    'The list "{list}" has no code "{value}": they are never equal.',
  ),
  unknown_placeholder: error(
    'В сообщении названо «{name}», но такого параметра или столбца нет.',
    'The message names "{name}", but there is no such param or column.',
  ),
  each_not_here: error('Область «{each}» здесь невозможна.', 'The scope "{each}" is not possible here.'),
  group_by_missing: error('Правилу о группах нужно «groupBy».', 'A rule about groups needs "groupBy".'),
  columns_missing: error('Правилу о столбцах нужно «columns».', 'A rule about columns needs "columns".'),
  always_fails: error(
    'Правило нельзя выполнить: оно всегда ложно.',
    'The rule cannot be kept: it always fails.',
  ),
  always_holds: warning(
    'Правило ничего не проверяет: оно всегда верно.',
    'The rule checks nothing: it always holds.',
  ),
};
