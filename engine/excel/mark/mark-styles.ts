import type { WorkbookMark } from './types';

type Severity = WorkbookMark['severity'];

const COLOURS: Readonly<Record<Severity, string>> = { error: 'FFFBC9C9', warning: 'FFFFE9A8' };

/** Styles of a workbook to which coloured copies of its cell styles are added as they are asked for. */
export class MarkedStyles {
  private readonly added: string[] = [];
  private readonly known = new Map<string, number>();
  private readonly styles: readonly string[];
  private readonly fills: number;
  private readonly prefix: string;

  constructor(private readonly xml: string) {
    this.prefix = /<(\w+:)?styleSheet\b/.exec(xml)?.[1] ?? '';
    const cellFormats = this.section('cellXfs');
    this.styles = cellFormats.match(/<(?:\w+:)?xf\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?xf>)/g) ?? [];
    this.fills = (this.section('fills').match(/<(?:\w+:)?fill\b/g) ?? []).length;
  }

  /** The number of a style like another one, but in the colour of marks. */
  marked(style: number, severity: Severity): number {
    const key = `${severity} ${style}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const source = this.styles[style] ?? this.styles[0] ?? `<${this.prefix}xf/>`;
    const fill = this.fills + (severity === 'error' ? 0 : 1);
    const number = this.styles.length + this.added.length;
    this.added.push(
      source
        .replace(/\s(fillId|applyFill)="[^"]*"/g, '')
        .replace(/^<((?:\w+:)?xf)\b/, `<$1 fillId="${fill}" applyFill="1"`),
    );
    this.known.set(key, number);
    return number;
  }

  toXml(): string {
    const { prefix } = this;
    const fills = (['error', 'warning'] as const)
      .map(
        (severity) =>
          `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${COLOURS[severity]}"/></${prefix}patternFill></${prefix}fill>`,
      )
      .join('');
    const withFills = this.extended(this.xml, 'fills', fills, this.fills + 2);
    return this.extended(withFills, 'cellXfs', this.added.join(''), this.styles.length + this.added.length);
  }

  private section(name: string): string {
    return (
      new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([\\s\\S]*?)</(?:\\w+:)?${name}>`).exec(this.xml)?.[1] ?? ''
    );
  }

  private extended(xml: string, name: string, more: string, count: number): string {
    return xml.replace(
      new RegExp(`(<(?:\\w+:)?${name}\\b[^>]*>)([\\s\\S]*?)(</(?:\\w+:)?${name}>)`),
      (_all, open: string, inner: string, close: string) =>
        `${open.replace(/\scount="\d+"/, ` count="${count}"`)}${inner}${more}${close}`,
    );
  }
}
