import type { CompiledForm } from 'engine';
import { compileForm, parseDefinition } from 'engine';

/** Two sheets: an open one of a text, a number and what follows from it, and a fixed one. */
const definition = {
  format: 1,
  id: 'small',
  version: 1,
  title: 'Small',
  lists: {
    subjects: [
      { value: 'math', label: 'Математика' },
      { value: '007', label: 'Код семь' },
    ],
  },
  sheets: [
    {
      id: 's',
      title: 'Open',
      rows: { kind: 'open', min: 0, max: 8 },
      columns: [
        { id: 'name', title: 'Name', type: 'text', required: true },
        { id: 'count', title: 'Count', type: 'integer', min: 0, max: 99, total: 'sum' },
        { id: 'date', title: 'Date', type: 'date', enabled: { '>': [{ var: 'count' }, 0] }, required: true },
        { id: 'twice', title: 'Twice', type: 'integer', value: { '*': [{ var: 'count' }, 2] } },
        { id: 'subject', title: 'Subject', type: 'choice', list: 'subjects', hint: 'Which one' },
      ],
      key: ['name'],
    },
    {
      id: 'f',
      title: 'Fixed',
      rows: {
        kind: 'fixed',
        items: [
          { id: '01', title: 'Всего' },
          { id: '02', title: 'Из них' },
        ],
      },
      columns: [{ id: 'people', title: 'People', type: 'integer', min: 0 }],
    },
  ],
};

export function smallForm(): CompiledForm {
  const parsed = parseDefinition(definition);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const compiled = compileForm(parsed.value);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return compiled.value;
}
