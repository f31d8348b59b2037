/** JsonLogic to formulas: values with errors for blanks, verdicts as 1, 0 and 0.5. */
import { isIsoDate } from '../../values/date';
import { moscowDate } from '../../validate/moscow';
import { aggregateValue, aggregateVerdict } from './aggregates';
import { cellFormula, givenCellFormula } from './cells';
import { operationOf, withoutCell } from './operation';
import type { Place, Translator } from './place';
import { numberLiteral, quoted, serialOf } from './spelling';
import { type Formula, NotAFormula, type Verdict } from './types';

const sure = (text: string, kind: Formula['kind'], whole = false): Formula => ({
  text,
  kind,
  sure: true,
  whole,
});
const unsure = (text: string, kind: Formula['kind'], whole = false): Formula => ({
  text,
  kind,
  sure: false,
  whole,
});

const NOTHING: Formula = unsure('NA()', 'number', true);

/** Logic as a value. `like` is the kind of what it stands beside: texts beside dates are days. */
function value(logic: unknown, place: Place, like?: Formula['kind']): Formula {
  if (logic === null || logic === undefined) return NOTHING;
  if (typeof logic === 'number') return sure(numberLiteral(logic), 'number', Number.isInteger(logic));
  if (typeof logic === 'boolean') return sure(logic ? 'TRUE' : 'FALSE', 'boolean');
  if (typeof logic === 'string') return literalText(logic, place, like);
  const operation = operationOf(logic);
  if (!operation) throw new NotAFormula('list');
  const { name, args } = operation;
  if (name === 'var') return variable(args, place);
  if (name === 'cell') return namedCell(args, place);
  const found =
    (Object.hasOwn(VALUES, name) ? VALUES[name]?.(args, place) : undefined) ??
    aggregateValue(name, args, place);
  if (found) return found;
  if (!isVerdictOperator(name)) throw new NotAFormula(name);
  const asked = verdict(logic, place);
  return unsure(`IF(${asked}=0.5,NA(),${asked}=1)`, 'boolean');
}

function literalText(text: string, place: Place, like?: Formula['kind']): Formula {
  if (text === '$column' && place.column !== undefined) return sure(quoted(place.column), 'text');
  if (like === 'date' && isIsoDate(text)) return sure(String(serialOf(text)), 'date', true);
  return sure(quoted(text), 'text');
}

/** Operands of one kind: what stands beside a day is a day. */
function alike(args: readonly unknown[], place: Place): readonly Formula[] {
  const first = args.map((arg) => (typeof arg === 'string' ? null : value(arg, place)));
  const like = first.find((one) => one?.kind === 'date')?.kind;
  return args.map((arg, i) => first[i] ?? value(arg, place, like));
}

function variable([path, fallback]: readonly unknown[], place: Place): Formula {
  if (typeof path !== 'string') throw new NotAFormula('var');
  const name = place.column === undefined ? path : path.replaceAll('$column', place.column);
  const found = named(name, place);
  if (fallback === undefined || fallback === null) return found;
  const other = value(fallback, place, found.kind);
  return { ...withoutCell(found), text: `IFERROR(${found.text},${other.text})`, sure: other.sure };
}

function named(name: string, place: Place): Formula {
  const [head = '', ...rest] = name.split('.');
  const tail = rest.join('.');
  const { context } = place.book.options;
  switch (head) {
    case '$today':
      return sure(place.book.options.today, 'date', true);
    case '$org':
      return known(context.org?.[tail as 'code' | 'kind' | 'region' | 'municipality'], 'text');
    case '$collection': {
      const instant = context.collection?.[tail as 'opensAt' | 'closesAt'];
      return known(instant === undefined ? undefined : (moscowDate(instant) ?? undefined), 'date');
    }
    case '$code':
      return codePart(tail, place);
    case '$row':
      return judgedCell(tail, place);
    default:
      if (head.startsWith('$')) throw new NotAFormula(head);
      return plainCell(name, place);
  }
}

function known(text: string | undefined, kind: 'text' | 'date'): Formula {
  if (text === undefined) return unsure('NA()', kind, true);
  return kind === 'date' ? sure(String(serialOf(text)), 'date', true) : sure(quoted(text), 'text');
}

function codePart(tail: string, { code, book }: Place): Formula {
  if (!code) throw new NotAFormula('$code');
  if (tail === 'value') return unsure(`IF(${code.cell}="",NA(),${code.cell})`, 'text');
  const [, attribute = ''] = tail.split('.');
  const place = book.listPlace(code.list);
  const range = place.attributes.get(attribute);
  if (range === undefined) throw new NotAFormula('attribute');
  const found = `INDEX(${range},MATCH(${code.cell},${place.codes},0))`;
  const sample = code.list.codes.find((one) => one.attributes?.[attribute] !== undefined)?.attributes?.[
    attribute
  ];
  const kind = typeof sample === 'number' ? 'number' : typeof sample === 'boolean' ? 'boolean' : 'text';
  return unsure(`IF(${found}="",NA(),${found})`, kind);
}

function plainCell(id: string, place: Place): Formula {
  if (place.mode === 'group') return groupKey(id, place);
  const column = place.visited?.sheet.columnById.get(id);
  if (!place.visited || !column) throw new NotAFormula(id);
  return cellFormula(place, place.visited, column);
}

/** A cell of the row being judged; inside a row operator it is out of reach, but for joins. */
function judgedCell(id: string, place: Place): Formula {
  if (place.mode === 'apart') throw new NotAFormula('$row');
  return plainCell(id, place);
}

function groupKey(id: string, place: Place): Formula {
  const column = place.groupBy?.find((one) => one.id === id);
  if (!column || !place.judged) throw new NotAFormula(id);
  return cellFormula({ ...place, sure: new Set([`${column.sheet}.${column.id}`]) }, place.judged, column);
}

function namedCell(args: readonly unknown[], place: Place): Formula {
  const names = args.map((arg) => {
    if (typeof arg !== 'string') throw new NotAFormula('cell');
    return place.column === undefined ? arg : arg.replaceAll('$column', place.column);
  });
  const [row = '', columnId = ''] = names.slice(-2);
  const own = place.judged?.sheet.id;
  const sheet = names.length > 2 ? names[0] : own;
  const calculations = place.book.calculations(sheet ?? '');
  const column = calculations.sheet.columnById.get(columnId);
  if (!column) throw new NotAFormula(columnId);
  return givenCellFormula(place, calculations, column, row);
}

type ToValue = (args: readonly unknown[], place: Place) => Formula;

/** An operator on numbers: blank where an operand is. */
const numeric =
  (write: (parts: readonly string[]) => string, canFail = false): ToValue =>
  (args, place) => {
    const parts = args.map((arg) => value(arg, place));
    const text = write(parts.map((part) => part.text));
    return {
      text,
      kind: 'number',
      sure: !canFail && parts.every((part) => part.sure),
      whole: !canFail && parts.every((part) => part.whole),
    };
  };

const extreme =
  (name: 'MIN' | 'MAX'): ToValue =>
  (args, place) => {
    const parts = alike(args, place);
    return {
      text: `${name}(${parts.map((part) => part.text).join(',')})`,
      kind: parts[0]?.kind ?? 'number',
      sure: parts.every((part) => part.sure),
      whole: parts.every((part) => part.whole),
    };
  };

/** Operators that give a value; all others are verdicts or walk over rows. */
const VALUES: Readonly<Record<string, ToValue>> = {
  '+': numeric((parts) => (parts.length === 0 ? '0' : `(${parts.join('+')})`)),
  '-': numeric((parts) => (parts.length === 1 ? `(-${parts[0] ?? ''})` : `(${parts.join('-')})`)),
  '*': numeric((parts) => (parts.length === 0 ? '1' : `(${parts.join('*')})`)),
  '/': numeric((parts) => `(${parts.join('/')})`, true),
  '%': numeric(([a = '', b = '', ...rest]) => {
    if (rest.length > 0) throw new NotAFormula('%');
    return `(${a}-${b}*TRUNC(${a}/${b}))`;
  }, true),
  abs: numeric(([a = '']) => `ABS(${a})`),
  round: (args, place) => {
    const [of, digits] = args;
    if (digits !== undefined && typeof digits !== 'number') throw new NotAFormula('round');
    const part = value(of, place);
    const places = Math.trunc(digits ?? 0);
    return { ...part, text: `ROUND(${part.text},${places})`, whole: places <= 0, kind: 'number' };
  },
  min: extreme('MIN'),
  max: extreme('MAX'),
  sum_filled: (args, place) => {
    const parts = args.map((arg) => value(arg, place));
    const filled = parts.map(({ text }) => `ISNUMBER(${text})`).join('+');
    const sum = parts.map(({ text }) => `IFERROR(${text},0)`).join('+');
    return unsure(
      `IF(${filled},${sum},NA())`,
      'number',
      parts.every((part) => part.whole),
    );
  },
  coalesce: (args, place) => {
    const parts = alike(args, place);
    const [first] = parts;
    const text = parts.reduceRight(
      (rest, part) => (rest === '' ? part.text : `IFERROR(${part.text},${rest})`),
      '',
    );
    return {
      text,
      kind: first?.kind ?? 'number',
      sure: parts.some((part) => part.sure),
      whole: parts.every((part) => part.whole),
    };
  },
  if: conditional,
  '?:': conditional,
  length: ([text], place) => {
    const part = value(text, place);
    if (part.kind !== 'text') throw new NotAFormula('length');
    return { text: `LEN(${part.text})`, kind: 'number', sure: part.sure, whole: true };
  },
  days_between: (args, place) => {
    const [a, b] = days(args, place);
    return { text: `(${b?.text}-${a?.text})`, kind: 'number', sure: !!a?.sure && !!b?.sure, whole: true };
  },
  weekday: ([date], place) => {
    const [day] = days([date], place);
    return { text: `WEEKDAY(${day?.text},2)`, kind: 'number', sure: day?.sure ?? false, whole: true };
  },
  year: ([date], place) => {
    const [day] = days([date], place);
    return { text: `YEAR(${day?.text})`, kind: 'number', sure: day?.sure ?? false, whole: true };
  },
  cat: (args, place) => {
    const parts = args.map((arg) => {
      const part = value(arg, place);
      if (part.kind === 'text') return part.sure ? part.text : `IFERROR(${part.text},"")`;
      if (part.kind === 'number' && part.whole) return `IFERROR(${part.text}&"","")`;
      throw new NotAFormula('cat');
    });
    return sure(parts.length === 0 ? '""' : `(${parts.join('&')}&"")`, 'text');
  },
  substr: ([text, start, length], place) => {
    const part = value(text, place);
    if (typeof start !== 'number' || (length !== undefined && (typeof length !== 'number' || length < 0)))
      throw new NotAFormula('substr');
    const from = start < 0 ? `MAX(1,LEN(${part.text})+${start + 1})` : String(start + 1);
    return { text: `MID(${part.text},${from},${String(length ?? 32_767)})`, kind: 'text', sure: part.sure };
  },
};

/** Texts where only days can stand are days. */
const days = (args: readonly unknown[], place: Place): readonly Formula[] =>
  args.map((arg) => value(arg, place, 'date'));

function conditional(args: readonly unknown[], place: Place): Formula {
  if (args.length === 0) return NOTHING;
  const results = args.filter((_, i) => i % 2 === 1 || i === args.length - 1);
  const values = alike(results, place);
  const kind = values.find((one) => one.text !== 'NA()')?.kind ?? 'number';
  const write = (rest: readonly unknown[], at: number): string => {
    if (rest.length === 0) return 'NA()';
    if (rest.length === 1) return values[at]?.text ?? 'NA()';
    return `IF(${verdict(rest[0], place)}=1,${values[at]?.text},${write(rest.slice(2), at + 1)})`;
  };
  return {
    text: write(args, 0),
    kind,
    sure: args.length % 2 === 1 && values.every((one) => one.sure),
    whole: values.every((one) => one.whole),
  };
}

const WALKS: ReadonlySet<string> = new Set(['all', 'some', 'none']);
const isVerdictOperator = (name: string): boolean => Object.hasOwn(VERDICTS, name) || WALKS.has(name);

/** Logic as a verdict. */
function verdict(logic: unknown, place: Place): Verdict {
  if (logic === null || logic === undefined) return '0.5';
  if (typeof logic === 'boolean') return logic ? '1' : '0';
  const operation = operationOf(logic);
  if (!operation) throw new NotAFormula('verdict');
  const { name, args } = operation;
  const found =
    (Object.hasOwn(VERDICTS, name) ? VERDICTS[name]?.(args, place) : undefined) ??
    aggregateVerdict(name, args, place);
  if (found !== undefined) return found;
  const { text, cell, kind, sure: isSure } = value(logic, place);
  if (kind !== 'boolean') throw new NotAFormula('verdict');
  if (cell !== undefined) return isSure ? `--${cell}` : `IF(${cell}="",0.5,--${cell})`;
  return caught(`--(${text})`, isSure);
}

const caught = (text: string, isSure: boolean): Verdict => (isSure ? text : `IFERROR(${text},0.5)`);

type ToVerdict = (args: readonly unknown[], place: Place) => Verdict | undefined;

const joined =
  (name: 'MIN' | 'MAX'): ToVerdict =>
  (args, place) => {
    const parts = args.map((arg) => verdict(arg, place));
    return parts.length === 1 ? parts[0] : `${name}(${parts.join(',')})`;
  };

const negated = (text: Verdict): Verdict => `(1-${text})`;

/** Numbers are counted in binary: fractions are compared to nine digits. */
const rounded = ({ text, kind, whole }: Formula): string =>
  kind === 'number' && whole !== true ? `ROUND(${text},9)` : text;

function equality([left, right]: readonly unknown[], place: Place): Verdict {
  if (typeof left === 'boolean') return equality([right, left], place);
  if (typeof right === 'boolean') {
    const asked = verdict(left, place);
    return right ? asked : negated(asked);
  }
  const [a, b] = alike([left, right], place);
  if (!a || !b) throw new NotAFormula('==');
  const isSure = a.sure && b.sure;
  if (a.kind === 'codes' || b.kind === 'codes') throw new NotAFormula('codes');
  if (a.kind === 'boolean') return caught(`--(${a.text}=${b.text})`, isSure);
  if (a.kind === 'text') return caught(`--EXACT(${a.text},${b.text})`, isSure);
  return caught(`--(${rounded(a)}=${rounded(b)})`, isSure);
}

const order =
  (sign: string): ToVerdict =>
  (args, place) => {
    const parts = alike(args, place);
    if (parts.some((part) => part.kind !== 'number' && part.kind !== 'date')) throw new NotAFormula(sign);
    const pairs = parts.slice(1).map((b, i) => `${rounded(parts[i] ?? b)}${sign}${rounded(b)}`);
    const text = pairs.length === 1 ? `(${pairs[0] ?? ''})` : `AND(${pairs.join(',')})`;
    return caught(
      `--${text}`,
      parts.every((part) => part.sure),
    );
  };

const VERDICTS: Readonly<Record<string, ToVerdict>> = {
  and: joined('MIN'),
  or: joined('MAX'),
  '!': ([arg], place) => negated(verdict(arg, place)),
  '!!': ([arg], place) => verdict(arg, place),
  '==': equality,
  '===': equality,
  '!=': (args, place) => negated(equality(args, place)),
  '!==': (args, place) => negated(equality(args, place)),
  '<': order('<'),
  '<=': order('<='),
  '>': order('>'),
  '>=': order('>='),
  between: (args, place) => {
    const [x, low, high] = alike(args, place);
    if (!x || !low || !high) throw new NotAFormula('between');
    const text = `--AND(${rounded(low)}<=${rounded(x)},${rounded(x)}<=${rounded(high)})`;
    return caught(text, x.sure && low.sure && high.sure);
  },
  near: (args, place) => {
    const [a, b, tolerance] = args.map((arg) => value(arg, place));
    if (!a || !b || !tolerance) throw new NotAFormula('near');
    const text = `--(ROUND(ABS(${a.text}-${b.text}),9)<=${rounded(tolerance)})`;
    return caught(text, a.sure && b.sure && tolerance.sure);
  },
  in: contained,
  starts_with: ([text, prefix], place) => {
    const [t, p] = [value(text, place), value(prefix, place)];
    return caught(`--EXACT(LEFT(${t.text},LEN(${p.text})),${p.text})`, t.sure && p.sure);
  },
  blank: blankness,
  if: conditionalVerdict,
  '?:': conditionalVerdict,
};

function contained([needle, haystack]: readonly unknown[], place: Place): Verdict {
  if (!Array.isArray(haystack)) {
    const [part, whole] = [value(needle, place), value(haystack, place)];
    if (whole.kind !== 'text') throw new NotAFormula('in');
    const text = `--(LEN(${whole.text})<>LEN(SUBSTITUTE(${whole.text},${part.text},"")))`;
    return caught(text, part.sure && whole.sure);
  }
  const [a, ...items] = alike([needle, ...(haystack as readonly unknown[])], place);
  if (!a || a.kind === 'codes') throw new NotAFormula('in');
  if (items.length === 0) return caught(`0*ISERROR(${a.text})`, true);
  const same = items.map((item) =>
    a.kind === 'text' ? `EXACT(${a.text},${item.text})` : `${rounded(a)}=${rounded(item)}`,
  );
  return caught(`--OR(${same.join(',')})`, a.sure && items.every((item) => item.sure));
}

function blankness([arg]: readonly unknown[], place: Place): Verdict {
  const inner = operationOf(arg)?.name ?? '';
  if (isVerdictOperator(inner) && !Object.hasOwn(VALUES, inner)) return `--(${verdict(arg, place)}=0.5)`;
  const asked = value(arg, place);
  if (asked.cell !== undefined) return asked.sure ? '0' : `--(${asked.cell}="")`;
  return asked.sure ? '0' : `--ISERROR(${asked.text})`;
}

/** A conditional between verdicts; undefined where it is one between values. */
function conditionalVerdict(args: readonly unknown[], place: Place): Verdict {
  const [test, then, ...rest] = args;
  if (args.length === 0) return '0.5';
  if (args.length === 1) return verdict(test, place);
  const other = rest.length === 0 ? '0.5' : conditionalVerdict(rest, place);
  return `IF(${verdict(test, place)}=1,${verdict(then, place)},${other})`;
}

export const translator: Translator = { value, verdict };
