/** Colours and type of the style sheet, for a canvas knows no custom properties. */

const tokens = {
  cell: '--color-cell',
  readOnly: '--color-cell-read-only',
  computed: '--color-cell-computed',
  off: '--color-cell-not-enabled',
  hatch: '--color-cell-hatch',
  warning: '--color-cell-warning',
  error: '--color-cell-error',
  active: '--color-cell-active',
  found: '--color-cell-found',
  text: '--color-text',
  textMuted: '--color-text-muted',
  textError: '--color-error',
  textWarning: '--color-warning',
  accent: '--color-accent',
  accentSoft: '--color-accent-soft',
  line: '--color-hairline',
  strongLine: '--color-control-border',
  heading: '--color-surface-sunken',
} as const;

export type Palette = Readonly<Record<keyof typeof tokens | 'font', string>>;

/** Reads the colours of today's theme where the element stands. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colours = Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [name, style.getPropertyValue(token).trim()]),
  ) as Record<keyof typeof tokens, string>;
  return { ...colours, font: style.fontFamily };
}

/** Calls back when the theme changes: the person's choice, or that of the system. */
export function watchTheme(onChange: () => void): () => void {
  const media = window.matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true });
  media.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    media.removeEventListener('change', onChange);
  };
}
