import type { RichInline, RichNode, RichText } from '~/protocol/views';

/** A few words for writing formatted texts down in code. */
type Words = string | RichInline;

const inline = (words: Words): RichInline =>
  typeof words === 'string' ? { type: 'text', text: words } : words;

export const bold = (text: string): RichInline => ({ type: 'text', text, marks: [{ type: 'bold' }] });

export const link = (text: string, href: string): RichInline => ({
  type: 'text',
  text,
  marks: [{ type: 'link', attrs: { href } }],
});

export const paragraph = (...words: readonly Words[]): RichNode => ({
  type: 'paragraph',
  content: words.map(inline),
});

export const heading = (text: string): RichNode => ({
  type: 'heading',
  attrs: { level: 2 },
  content: [inline(text)],
});

const list =
  (type: 'bulletList' | 'orderedList') =>
  (...items: readonly Words[]): RichNode => ({
    type,
    content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
  });

export const steps = list('orderedList');
export const points = list('bulletList');

export const doc = (...content: readonly RichNode[]): RichText => ({ type: 'doc', content });
