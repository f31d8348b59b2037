import { type DiagnosticCatalogue, error } from './types';

/** Shape and size, before anything is compiled. `schema.x` is said where `schema` has the param `keyword: x`. */
export const shapeCodes: DiagnosticCatalogue = {
  schema: error(
    'Определение записано не по правилам: {detail}.',
    'The definition is not well formed: {detail}.',
  ),
  'schema.required': error(
    'Нет обязательного свойства «{detail}».',
    'The required property "{detail}" is missing.',
  ),
  'schema.additionalProperties': error(
    'Свойства «{detail}» здесь не бывает.',
    'There is no property "{detail}" here.',
  ),
  'schema.const': error('Допустимо только {detail}.', 'Only {detail} is allowed.'),
  'schema.enum': error('Допустимо одно из: {detail}.', 'Allowed is one of: {detail}.'),
  'schema.type': error('Здесь нужен другой тип: {detail}.', 'Another type is expected: {detail}.'),
  'schema.unknown': error('Форма не узнана.', 'This is no form.'),
  too_deep: error(
    'Вложенность определения больше 64 уровней.',
    'The definition is nested deeper than 64 levels.',
  ),
  too_large: error('Определение слишком велико.', 'The definition is too large.'),
  number_too_large: error('Число слишком велико.', 'The number is too large.'),
  forbidden_name: error('Имя «{name}» запрещено.', 'The name "{name}" is forbidden.'),
  too_many_rules: error('В форме больше {most} правил.', 'The form has more than {most} rules.'),
};
