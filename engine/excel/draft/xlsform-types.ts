import type { ColumnTypeName } from '../../compile/types';

/** What a type of XLSForm becomes. */
export type QuestionKind =
  | {
      readonly kind: 'column';
      readonly type: ColumnTypeName;
      readonly format?: 'phone';
      readonly isRough?: true;
    }
  | {
      readonly kind: 'choice';
      readonly type: 'choice' | 'choices';
      readonly list: string;
      readonly hasOther: boolean;
    }
  | { readonly kind: 'begin'; readonly what: 'group' | 'repeat' }
  | { readonly kind: 'begin'; readonly what: 'loop'; readonly list: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'calculate' }
  | { readonly kind: 'today' }
  | { readonly kind: 'note' }
  | { readonly kind: 'none' };

const COLUMNS: Readonly<Record<string, QuestionKind>> = {
  text: { kind: 'column', type: 'text' },
  string: { kind: 'column', type: 'text' },
  integer: { kind: 'column', type: 'integer' },
  int: { kind: 'column', type: 'integer' },
  decimal: { kind: 'column', type: 'number' },
  range: { kind: 'column', type: 'number' },
  date: { kind: 'column', type: 'date' },
  acknowledge: { kind: 'column', type: 'boolean' },
  trigger: { kind: 'column', type: 'boolean' },
  phone_number: { kind: 'column', type: 'text', format: 'phone' },
  // What the form language has no type for is kept as text.
  time: { kind: 'column', type: 'text', isRough: true },
  datetime: { kind: 'column', type: 'text', isRough: true },
  barcode: { kind: 'column', type: 'text', isRough: true },
  geopoint: { kind: 'column', type: 'text', isRough: true },
  calculate: { kind: 'calculate' },
  today: { kind: 'today' },
  note: { kind: 'note' },
  end_group: { kind: 'end' },
  end_repeat: { kind: 'end' },
  end_loop: { kind: 'end' },
  begin_group: { kind: 'begin', what: 'group' },
  begin_repeat: { kind: 'begin', what: 'repeat' },
};

const OTHER = /\s+(?:or[ _]other|or specify other)$/;
/** Spellings of a choice through the years, the last one of 2011. */
const CHOICES: readonly (readonly [RegExp, 'choice' | 'choices'])[] = [
  [/^(?:select_one|select1|select one from|select one|add select one prompt using)\s+(\S+)$/, 'choice'],
  [
    /^(?:select_multiple|select all that apply from|select all that apply|select multiple from|add select multiple prompt using)\s+(\S+)$/,
    'choices',
  ],
];

/** What a question of this type becomes. */
export function questionKind(type: string): QuestionKind {
  const plain = type.trim().replace(/\s+/g, ' ');
  const hasOther = OTHER.test(plain);
  const bare = plain.replace(OTHER, '');
  for (const [pattern, kind] of CHOICES) {
    const list = pattern.exec(bare)?.[1];
    if (list !== undefined) return { kind: 'choice', type: kind, list, hasOther };
  }
  const loop = /^begin loop over (\S+)$/.exec(plain)?.[1];
  if (loop !== undefined) return { kind: 'begin', what: 'loop', list: loop };
  const name = plain.toLowerCase().replaceAll(' ', '_');
  return (Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined) ?? { kind: 'none' };
}
