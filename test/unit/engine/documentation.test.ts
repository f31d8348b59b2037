import { toDocumentation } from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled } from './support';

const form = compiled({
  format: 1,
  id: 'docs',
  version: 2,
  title: { ru: 'Форма *1*', en: 'Form' },
  lists: { l: [{ value: '07', label: { ru: 'Седьмой', en: 'Seventh' } }] },
  sheets: [
    {
      id: 's',
      title: { ru: 'Лист', en: 'Sheet' },
      hint: { ru: 'Одна строка –\nодин код', en: 'One row a code' },
      rows: { kind: 'open', min: 1, max: 5 },
      key: ['code'],
      columns: [
        { id: 'code', title: { ru: 'Код | имя', en: 'Code' }, type: 'choice', list: 'l', required: true },
        {
          id: 'n',
          title: 'n',
          type: 'number',
          min: 0.5,
          max: 1000,
          fractionDigits: 2,
          required: true,
          enabled: { '==': [{ var: 'code' }, '07'] },
          hint: '<b>',
        },
        { id: 'inn', title: 'ИНН', type: 'text', format: 'inn', maxLength: 12 },
        { id: 'twice', title: '2n', type: 'number', value: { '*': [{ var: 'n' }, 2] } },
      ],
      rules: [
        {
          id: 'small',
          severity: 'warning',
          justify: true,
          assert: { '<': [{ var: 'n' }, 100] },
          message: { ru: 'Много: {n}', en: 'Much: {n}' },
        },
        {
          id: 'columns',
          each: 'column',
          columns: ['n', 'twice'],
          assert: { '>': [{ sum: [{ var: '$rows' }, { var: '$column' }] }, 0] },
          message: { ru: 'Пусто', en: 'Empty' },
        },
      ],
    },
  ],
  rules: [
    {
      id: 'any',
      assert: { '>': [{ count: [{ var: '$sheets.s' }] }, 0] },
      message: { ru: 'Заполните', en: 'Fill in' },
    },
  ],
});

describe('toDocumentation', () => {
  it('[P4] tells in Russian what is filled in and what is checked', () => {
    const lines = toDocumentation(form, 'ru').split('\n');
    for (const line of [
      '# Форма \\*1\\*',
      'Форма `docs`, версия 2.',
      'Одна строка – один код',
      'Не должны повторяться вместе: «Код \\| имя».',
      '| Столбец | Что вводить | Обязательно | Подсказка |',
      '| Код \\| имя | одно из списка: Седьмой | да |  |',
      '| n | число, от 0,5, до 1 000, после запятой до 2; доступно, если «Код \\| имя» – это «Седьмой» | да, когда доступно | \\<b\\> |',
      '| ИНН | ИНН с верными контрольными цифрами, знаков до 12 |  |  |',
      '| 2n | число; вычисляется: «n» × 2 |  |  |',
      '- **Предупреждение, нужно пояснение** (`small`): «n» меньше 100.  ',
      '  Сообщение: Много: \\[n\\]  ',
      '  Видно: «n».',
      '- **Ошибка** (`any`): По форме в целом: число строк на листе «Лист» больше 0.  ',
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.filter((line) => line.includes('`columns`'))).toHaveLength(1);
  });

  it('[P4] speaks English too', () => {
    const text = toDocumentation(form, 'en');
    expect(text).toContain('Must not repeat together: "Code".');
    expect(text).toContain('- **Warning to be explained** (`small`): "n" is less than 100.');
    expect(text.replaceAll('ИНН', '')).not.toMatch(/[а-яё]/i);
  });
});
