/** What is said about definitions, to the people who write them. */
import type { LogicProblem } from '../rules/scope';
import type { Diagnostic, Severity } from '../types';

interface Entry {
  readonly severity: Severity;
  readonly text: string;
}

const error = (text: string): Entry => ({ severity: 'error', text });
const warning = (text: string): Entry => ({ severity: 'warning', text });

const catalogue: Readonly<Record<string, Entry>> = {
  schema: error('Определение записано не по правилам: {detail}.'),
  too_deep: error('Вложенность определения больше 64 уровней.'),
  too_large: error('Определение слишком велико.'),
  forbidden_name: error('Имя «{name}» запрещено.'),
  duplicate_id: error('Имя «{id}» уже занято.'),
  duplicate_code: error('Код «{value}» повторяется в списке.'),
  code_not_trimmed: error('Код начинается или кончается пробелом.'),
  unknown_name: error('Имя «{name}» не найдено.'),
  unknown_row: error('На листе «{sheet}» нет строки «{row}».'),
  unknown_operator: error('Операции «{name}» нет.'),
  unknown_placeholder: error('В сообщении названо «{name}», но такого параметра или столбца нет.'),
  missing_code_list: warning('Общий список «{list}» не передан: его значения не проверены.'),
  no_row_here: error(
    '«{name}» читает ячейку строки, а правило судит не о строке: назовите строки операцией над строками.',
  ),
  wrong_kind: error('Здесь нужно {expected}, а стоит {found}.'),
  kinds_differ: error('Нельзя сравнивать или соединять {first} и {second}.'),
  compare_with_null: error('С пустым не сравнивают: спросите {"blank": …}.'),
  not_a_date: error('«{text}» – не дата вида ГГГГ-ММ-ДД.'),
  not_logic: error('Это не логика: нужен объект с одной операцией.'),
  arity: error('У операции «{name}» должно быть от {least} до {most} аргументов.'),
  logic_too_large: error('В правиле больше 10 000 узлов.'),
  logic_too_deep: error('Вложенность логики больше 64.'),
  var_path: error('Имя в «var» – непустой текст.'),
  var_default: error('Запасное значение в «var» – число, текст или да/нет.'),
  cell_names: error('«cell» называет строку и столбец (или лист, строку и столбец) текстом.'),
  rows_expected: error('Здесь нужны строки: {"var": "$rows"} или {"var": "$sheets.…"}.'),
  rows_of_different_sheets: error('Ветви дают строки разных листов.'),
  too_much_work: error('Правило посетило бы до {visits} строк: это больше 100 000 000.'),
  too_many_rules: error('В форме больше {most} правил.'),
  unknown_code: warning('Кода «{value}» нет в списке «{list}»: равенства никогда не будет.'),
  always_fails: error('Правило нельзя выполнить: оно всегда ложно.'),
  always_holds: warning('Правило ничего не проверяет: оно всегда верно.'),
  cycle: error('Столбец «{name}» зависит сам от себя.'),
  list_missing: error('У столбца с выбором должен быть список.'),
  not_for_type: error('Свойство «{property}» не бывает у столбца типа «{type}».'),
  bound_of_wrong_type: error('Граница «{property}» не подходит столбцу типа «{type}».'),
  min_over_max: error('Нижняя граница больше верхней.'),
  required_on_computed: error('Вычисляемый столбец не бывает обязательным.'),
  given_cell_unreadable: error('Заданное значение «{text}» не подходит столбцу.'),
  each_not_here: error('Область «{each}» здесь невозможна.'),
  group_by_missing: error('Правилу о группах нужно «groupBy».'),
  columns_missing: error('Правилу о столбцах нужно «columns».'),
  unsafe_pattern: error('Такой образец запрещён: {detail}.'),
  was_living: error('«was» называет «{id}», а оно есть и сейчас или уже названо.'),
  cells_in_open_sheet: error('Отдельные ячейки задают только на листах с заданными строками.'),
  per_code_column: error('Столбец кодов – это выбор («choice») из списка «{list}».'),
  unused_list: warning('Список «{list}» нигде не использован.'),
  colliding_labels: warning('Подпись «{label}» в списке не единственная: по ней не выбрать.'),
};

/** Fills `{name}` from params; braces of examples stay. */
function fill(text: string, params: LogicProblem['params']): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

/** Problems as diagnostics, each said once, in order of their place. */
export function problemsToDiagnostics(problems: readonly LogicProblem[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return problems.flatMap(({ code, path, params }) => {
    const entry = catalogue[code] ?? error(code);
    const diagnostic = { code, severity: entry.severity, path, message: fill(entry.text, params) };
    const name = JSON.stringify(diagnostic);
    if (seen.has(name)) return [];
    seen.add(name);
    return [diagnostic];
  });
}
