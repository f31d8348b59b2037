/** A form whose every name and text tries to be something else in SQL, JSON or HTML; 200 columns, two of them alike but for case. */
export function hostileDefinition() {
  const nasty = `'); drop table user_account; -- $$ $1 ? \\? \\' "quoted" {0} %s </script><b>\u2028 🙂 ${'я'.repeat(300)}`;
  const columns = [
    { id: 'Name', title: nasty, hint: nasty, group: nasty, type: 'text' },
    { id: 'name', title: 'То же малыми буквами', type: 'text' },
    { id: 'login', title: 'Логин', type: 'choice', list: 'codes' },
    { id: 'login_label', title: 'Чужое имя', type: 'text' },
    { id: `long-${'x'.repeat(90)}`, title: 'Длинное', type: 'choices', list: 'codes' },
    { id: `long-${'x'.repeat(90)}y`, title: 'Длинное', type: 'choices', list: 'codes' },
    ...Array.from({ length: 194 }, (_, i) => ({ id: `c${i}`, title: `${nasty} ${i}`, type: 'integer' })),
  ];
  return {
    format: 1,
    id: 'Select-From_v1_Where',
    version: 1,
    excelTemplate: false,
    title: nasty,
    lists: {
      codes: [
        { value: `';--`, label: nasty },
        { value: '$1', label: '?' },
      ],
    },
    sheets: [
      { id: 'Main-Sheet', title: nasty, hint: nasty, rows: { kind: 'open' }, columns },
      {
        id: `fixed-${'z'.repeat(80)}`,
        title: nasty,
        rows: { kind: 'fixed', items: [{ id: '01', title: nasty }] },
        columns: [{ id: 'select', title: nasty, type: 'number' }],
      },
    ],
  };
}
