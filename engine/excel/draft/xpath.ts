/** Expressions of XLSForm (a part of XPath 1.0) as JsonLogic. Source: xlsform.org, "Formulas"; ODK XForms specification. */
import type { ColumnTypeName } from '../../compile/types';

/** What a name of the form is where an expression stands. */
export interface Meaning {
  readonly logic: unknown;
  readonly type: ColumnTypeName | 'rows' | 'attribute';
}

export interface Names {
  /** `${name}`; undefined for names nobody knows. */
  readonly find: (name: string) => Meaning | undefined;
  /** `.`: the question itself. */
  readonly self?: Meaning;
  /** A bare name in a choice filter: an attribute of the choice. */
  readonly attribute?: (name: string) => Meaning;
}

/** Something that the form language cannot say. */
export class NoCounterpart extends Error {}

type Token = { readonly kind: 'number' | 'text' | 'name' | 'sign' | 'reference'; readonly text: string };

const TOKENS =
  /\s*(?:\$\{\s*([^}]+?)\s*\}|(\d+(?:\.\d+)?|\.\d+)|'([^']*)'|"([^"]*)"|([<>!]=|[=<>(),+*|-]|\.\.?(?![\w.])|\/)|([A-Za-z_][\w:.-]*))/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const plain = text.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").trim();
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < plain.length) {
    const match = TOKENS.exec(plain);
    if (!match) throw new NoCounterpart(plain);
    const [, reference, number, single, double, sign, name] = match;
    if (reference !== undefined) tokens.push({ kind: 'reference', text: reference });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (single !== undefined || double !== undefined)
      tokens.push({ kind: 'text', text: single ?? double ?? '' });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'name', text: name ?? '' });
  }
  return tokens;
}

/** A value while it is being read. */
interface Part {
  readonly logic: unknown;
  readonly type: Meaning['type'] | 'literal' | 'unknown';
}

/** An expression as logic; throws `NoCounterpart` for what the form language cannot say. */
export function xpathToLogic(text: string, names: Names): unknown {
  const parser = new Parser(tokensOf(text), names);
  const part = parser.expression();
  parser.end();
  return part.logic;
}

const BINARY: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
];
const OPERATORS: Readonly<Record<string, string>> = { '=': '==', div: '/', mod: '%' };
const MAX_DEPTH = 60;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly names: Names,
  ) {}

  expression(level = 0): Part {
    if (++this.depth > MAX_DEPTH * BINARY.length) throw new NoCounterpart('depth');
    const signs = BINARY[level];
    if (!signs) {
      const found = this.unary();
      this.depth--;
      return found;
    }
    let left = this.expression(level + 1);
    for (;;) {
      const token = this.tokens[this.at];
      const isSign = token && (token.kind === 'sign' || token.kind === 'name') && signs.includes(token.text);
      if (!isSign) break;
      this.at++;
      left = combined(token.text, left, this.expression(level + 1));
    }
    this.depth--;
    return left;
  }

  end(): void {
    if (this.at < this.tokens.length) throw new NoCounterpart(this.tokens[this.at]?.text);
  }

  private unary(): Part {
    if (!this.skip('-')) return this.primary();
    const part = this.unary();
    if (typeof part.logic === 'number') return { logic: -part.logic, type: 'literal' };
    return { logic: { '-': [part.logic] }, type: 'number' };
  }

  private primary(): Part {
    const token = this.tokens[this.at++];
    if (!token) throw new NoCounterpart('end');
    switch (token.kind) {
      case 'number':
        return { logic: Number(token.text), type: 'literal' };
      case 'text':
        return { logic: token.text, type: 'literal' };
      case 'reference':
        return this.known(token.text);
      case 'name':
        return this.skip('(') ? this.call(token.text) : this.bare(token.text);
      case 'sign':
        if (token.text === '(') {
          const inner = this.expression();
          this.expect(')');
          return inner;
        }
        if (token.text === '.' && this.names.self) return this.names.self;
        throw new NoCounterpart(token.text);
    }
  }

  private known(name: string): Part {
    const found = this.names.find(name);
    if (!found) throw new NoCounterpart(`\${${name}}`);
    return found;
  }

  /** In a choice filter a bare name is an attribute of the choice, or the text that it is compared with. */
  private bare(name: string): Part {
    const { attribute } = this.names;
    if (!attribute) throw new NoCounterpart(name);
    return attribute(name);
  }

  private call(name: string): Part {
    const args: Part[] = [];
    if (!this.skip(')')) {
      do args.push(this.expression());
      while (this.skip(','));
      this.expect(')');
    }
    return called(name, args);
  }

  private skip(sign: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.at++;
    return true;
  }

  private expect(sign: string): void {
    if (!this.skip(sign)) throw new NoCounterpart(sign);
  }
}

function combined(sign: string, left: Part, right: Part): Part {
  if (sign === 'and' || sign === 'or')
    return { logic: { [sign]: [left.logic, right.logic] }, type: 'boolean' };
  if (sign === '=' || sign === '!=') return equality(sign, left, right);
  const operator = OPERATORS[sign] ?? sign;
  const logic = { [operator]: [beside(left, right), beside(right, left)] };
  return { logic, type: /^[<>]/.test(sign) ? 'boolean' : 'number' };
}

/** Comparison with an empty text asks whether anything was entered. */
function equality(sign: '=' | '!=', left: Part, right: Part): Part {
  const isEmpty = (part: Part): boolean => part.logic === '';
  if (isEmpty(left) || isEmpty(right)) {
    const blank = { blank: [isEmpty(left) ? right.logic : left.logic] };
    return { logic: sign === '=' ? blank : { '!': [blank] }, type: 'boolean' };
  }
  for (const [codes, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (codes.type !== 'choices') continue;
    const chosen = { in: [other.logic, codes.logic] };
    return { logic: sign === '=' ? chosen : negation(chosen), type: 'boolean' };
  }
  const equal = { '==': [beside(left, right), beside(right, left)] };
  return { logic: sign === '=' ? equal : negation(equal), type: 'boolean' };
}

/** To XPath what is blank is not equal, so its negation is true; the form language would call it blank. */
const negation = (logic: unknown): unknown => {
  if (typeof logic === 'boolean') return !logic;
  const isSettled = typeof logic === 'object' && logic !== null && 'blank' in logic;
  return { '!': [isSettled ? logic : { if: [logic, true, false] }] };
};

/** XPath compares texts with numbers; the form language does not. */
function beside(part: Part, other: Part): unknown {
  const { logic } = part;
  const isNumber = other.type === 'integer' || other.type === 'number';
  if (typeof logic === 'string' && isNumber && /^-?\d+(\.\d+)?$/.test(logic)) return Number(logic);
  const isText = other.type === 'text' || other.type === 'choice' || other.type === 'attribute';
  if (typeof logic === 'number' && isText) return String(logic);
  if (typeof logic === 'string' && other.type === 'boolean') return /^(yes|true|ok|1|да)$/i.test(logic);
  return logic;
}

type Function_ = (args: readonly Part[]) => Part;

const logicOf = (part: Part | undefined): unknown => {
  if (!part) throw new NoCounterpart('()');
  return part.logic;
};
const verdict = (logic: unknown): Part => ({ logic, type: 'boolean' });
const number = (logic: unknown): Part => ({ logic, type: 'number' });
const same =
  (operator: string, type: Part['type']): Function_ =>
  (args) => ({ logic: { [operator]: args.map(logicOf) }, type });

/** Over rows of a repeat where a question of a repeat is meant, else over the values themselves. */
const folded =
  (overRows: string, overValues: string | null): Function_ =>
  (args) => {
    const [first] = args;
    if (first?.type === 'rows') return number({ [overRows]: first.logic as readonly unknown[] });
    if (overValues === null) throw new NoCounterpart(overRows);
    return number({ [overValues]: args.map(logicOf) });
  };

const FUNCTIONS: Readonly<Record<string, Function_>> = {
  not: ([x]) => verdict(negation(logicOf(x))),
  boolean: ([x]) => verdict(logicOf(x)),
  true: () => verdict(true),
  false: () => verdict(false),
  selected: ([x, value]) =>
    x?.type === 'choices'
      ? verdict({ in: [logicOf(value), x.logic] })
      : verdict({ '==': [logicOf(x), logicOf(value)] }),
  'count-selected': ([x]) => number({ length: [logicOf(x)] }),
  if: ([c, a, b]) => ({ logic: { if: [logicOf(c), logicOf(a), logicOf(b)] }, type: a?.type ?? 'unknown' }),
  coalesce: ([a, b]) => ({ logic: { coalesce: [logicOf(a), logicOf(b)] }, type: a?.type ?? 'unknown' }),
  once: ([x]) => x ?? { logic: null, type: 'unknown' },
  number: ([x]) => ({ logic: logicOf(x), type: 'number' }),
  string: ([x]) => ({ logic: logicOf(x), type: x?.type ?? 'unknown' }),
  date: ([x]) => ({ logic: logicOf(x), type: 'date' }),
  'string-length': same('length', 'number'),
  concat: same('cat', 'text'),
  contains: ([whole, part]) => verdict({ in: [logicOf(part), logicOf(whole)] }),
  'starts-with': same('starts_with', 'boolean'),
  round: same('round', 'number'),
  abs: same('abs', 'number'),
  today: () => ({ logic: { var: '$today' }, type: 'date' }),
  min: folded('lowest', 'min'),
  max: folded('highest', 'max'),
  sum: folded('sum', '+'),
  count: ([x]) => {
    if (x?.type !== 'rows') throw new NoCounterpart('count');
    const [rows] = x.logic as readonly unknown[];
    return number({ count: [rows] });
  },
};

function called(name: string, args: readonly Part[]): Part {
  const write = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!write) throw new NoCounterpart(`${name}()`);
  return write(args);
}

/** The pattern of a constraint that is nothing but `regex(., '…')`. */
export function onlyPattern(text: string): string | null {
  const match = /^\s*regex\(\s*\.\s*,\s*(?:'([^']*)'|"([^"]*)")\s*\)\s*$/.exec(text);
  return match ? (match[1] ?? match[2] ?? null) : null;
}
