/** Small forms that differ in one thing. */
export type Json = Record<string, unknown>;

export const column = (id: string, more: Json = {}): Json => ({ id, title: id, type: 'integer', ...more });
export const sheet = (more: Json = {}): Json => ({
  id: 's',
  title: 'Лист',
  columns: [column('a'), column('b')],
  ...more,
});
export const form = (more: Json = {}): Json => ({
  format: 1,
  id: 'f',
  version: 1,
  title: 'Форма',
  sheets: [sheet()],
  ...more,
});
export const withColumn = (more: Json): Json =>
  form({ sheets: [sheet({ columns: [column('a', more), column('b')] })] });
export const withRule = (more: Json | null): Json =>
  form({
    sheets: [
      sheet({ rules: more ? [{ id: 'r', assert: { '>': [{ var: 'a' }, 0] }, message: 'м', ...more }] : [] }),
    ],
  });
export const listed = (...codes: readonly Json[]): Json =>
  form({
    lists: { l: codes.map((code) => ({ label: String(code['value']), ...code })) },
    sheets: [sheet({ columns: [column('a', { type: 'choice', list: 'l' })] })],
  });
export const fixedRows = (...items: readonly Json[]): Json =>
  form({ sheets: [sheet({ rows: { kind: 'fixed', items } })] });
