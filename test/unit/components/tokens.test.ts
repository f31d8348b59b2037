import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../app/styles/tokens.css', import.meta.url), 'utf8');

type Colours = ReadonlyMap<string, string>;

/** The colours of the block that begins with this selector. */
function colours(selector: string): Colours {
  const from = css.indexOf(`${selector} {`);
  const block = css.slice(from, css.indexOf('}', from));
  return new Map(
    [...block.matchAll(/--color-([\w-]+): (#[\da-f]{6});/g)].map(([, name, hex]) => [name!, hex!]),
  );
}

const light = colours(':root');
const dark = new Map([...light, ...colours(":root:not([data-theme='light'])")]);
const chosenDark = new Map([...light, ...colours(":root[data-theme='dark']")]);

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(palette: Colours, front: string, back: string): number {
  const [a, b] = [front, back].map((name) => {
    const hex = palette.get(name);
    if (hex === undefined) throw new Error(`no colour ${name}`);
    return luminance(hex);
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const surfaces = ['page', 'surface', 'surface-sunken', 'surface-hover'];
const cells = [
  'cell',
  'cell-read-only',
  'cell-not-enabled',
  'cell-computed',
  'cell-error',
  'cell-warning',
  'cell-selected',
];
const meanings = ['error', 'warning', 'done', 'info'];

const texts: readonly (readonly [string, string])[] = [
  ...[...surfaces, ...cells].map((back) => ['text', back] as const),
  ...[...surfaces, 'cell', 'cell-read-only', 'cell-not-enabled', 'neutral-soft'].map(
    (back) => ['text-muted', back] as const,
  ),
  ...[...surfaces, 'accent-soft'].flatMap(
    (back) =>
      [
        ['accent', back],
        ['accent-hover', back],
      ] as const,
  ),
  ['on-accent', 'accent-solid'],
  ['on-accent', 'accent-solid-hover'],
  ['on-accent', 'error-solid'],
  ['on-accent', 'error-solid-hover'],
  ...meanings.flatMap((tone) => [
    [tone, `${tone}-soft`] as const,
    ['text', `${tone}-soft`] as const,
    ...surfaces.map((back) => [tone, back] as const),
  ]),
];

const borders: readonly (readonly [string, string])[] = [
  ...surfaces.map((back) => ['control-border', back] as const),
  ...surfaces.map((back) => ['focus', back] as const),
  ...meanings.map((tone) => [`${tone}-border`, `${tone}-soft`] as const),
  ...cells.map((back) => ['cell-active', back] as const),
];

describe.each([
  ['light', light],
  ['dark', dark],
])('contrast of the %s theme', (_name, palette) => {
  it.each(texts)('text %s on %s is at least 4.5:1', (front, back) => {
    expect(contrast(palette, front, back)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(borders)('border %s on %s is at least 3:1', (front, back) => {
    expect(contrast(palette, front, back)).toBeGreaterThanOrEqual(3);
  });
});

it('dark is the same, chosen by the system or by the user', () => {
  expect(dark.size).toBeGreaterThan(40);
  expect(chosenDark).toEqual(dark);
});
