import { advice, type DiagnosticCatalogue, error, warning } from './types';

/** What is proven about rules by looking for rows that keep or break them. `shown`: such a row was found. */
export const analysisCodes: DiagnosticCatalogue = {
  'always_fails.shown': error(
    'Правило нельзя выполнить: его нарушает любая строка, в которой оно проверяется. Например: {witness}.',
    'The rule cannot be kept: every row in which it is judged breaks it. For example: {witness}.',
  ),
  'always_holds.shown': warning(
    'Правило ничего не проверяет: его не может нарушить ни одна строка без других ошибок. Например: {witness}.',
    'The rule checks nothing: no row without other errors can break it. For example: {witness}.',
  ),
  never_fires: warning(
    'Правило никогда не проверяется: его условие не выполняется ни в одной строке без других ошибок.',
    'The rule is never judged: its condition is true of no row without other errors.',
  ),
  rules_contradict: error(
    'Правило противоречит правилу «{other}»: где проверяются оба, одно из них всегда нарушено.',
    'The rule contradicts the rule "{other}": where both are judged, one of them is always broken.',
  ),
  'rules_contradict.shown': error(
    'Правило противоречит правилу «{other}»: где проверяются оба, одно из них всегда нарушено. Например: {witness}.',
    'The rule contradicts the rule "{other}": where both are judged, one of them is always broken. For example: {witness}.',
  ),
  rule_redundant: warning(
    'Правило повторяет правило «{other}»: что нарушает это, нарушает и то.',
    'The rule repeats the rule "{other}": what breaks this one breaks that one too.',
  ),
  'rule_redundant.shown': warning(
    'Правило повторяет правило «{other}»: что нарушает это, нарушает и то. Например: {witness}.',
    'The rule repeats the rule "{other}": what breaks this one breaks that one too. For example: {witness}.',
  ),
  unreachable_code: warning(
    'Значение «{value}» нельзя выбрать ни в одной строке: его исключает отбор.',
    'The value "{value}" can be chosen in no row: the filter excludes it.',
  ),
  'unreachable_code.rules': warning(
    'Значение «{value}» нельзя выбрать без ошибки: с ним всегда нарушено какое-нибудь правило.',
    'The value "{value}" cannot be chosen without an error: some rule is always broken with it.',
  ),
  never_enabled: warning(
    'Графа никогда не доступна: её условие не выполняется ни в одной строке без ошибок.',
    'The column is never enabled: its condition is true of no row without errors.',
  ),
  hint_missing: advice(
    'У обязательной графы нет подсказки: напишите, что в ней указать.',
    'A required column has no hint: say what belongs there.',
  ),
};
