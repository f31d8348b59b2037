/**
 * Whether a backtracking matcher may take exponential time over a pattern: whether some text leads from a place in the
 * pattern back to it in two ways (Weber and Seidl, "On the degree of ambiguity of finite automata", 1991). Works on the
 * position automaton (Glushkov) whose steps are counted, so that nested repetitions show.
 */
import type { PatternNode } from './pattern-parser';

const MOST_POSITIONS = 150;
const MOST_STEPS = 2500;
/** Repetitions up to this many are spelled out; longer ones are taken for endless. */
const SPELLED_OUT = 10;
const SAMPLES = Array.from('aczACZ059_-+ \n\t.,;:/\\()"\'«»№@#%&*=!?~|[]{}<>аяёАЯЁéß中😀\u00a0\u202f–—');

interface Automaton {
  /** What each position matches. */
  readonly sources: string[];
  /** How many ways lead from a position to the next: more than one is ambiguous in itself. */
  readonly steps: Map<number, number>[];
}

interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

const EMPTY: Part = { first: [], last: [], nullable: true };

/** The pattern is too long, or has too many ways through it, to be judged. */
export class TooComplex extends Error {}

function connect(automaton: Automaton, from: readonly number[], to: readonly number[]): void {
  for (const p of from) {
    const steps = automaton.steps[p];
    for (const q of to) steps?.set(q, (steps.get(q) ?? 0) + 1);
  }
}

function build(automaton: Automaton, node: PatternNode, times: number): Part {
  switch (node.kind) {
    case 'sign': {
      const position = automaton.sources.push(node.source) - 1;
      if (position >= MOST_POSITIONS) throw new TooComplex();
      automaton.steps.push(new Map());
      return { first: [position], last: [position], nullable: false };
    }
    case 'sequence':
      return node.parts.reduce<Part>(
        (part, next) => joined(automaton, part, build(automaton, next, times)),
        EMPTY,
      );
    case 'choice': {
      const parts = node.parts.map((part) => build(automaton, part, times));
      return {
        first: parts.flatMap((part) => part.first),
        last: parts.flatMap((part) => part.last),
        nullable: parts.some((part) => part.nullable),
      };
    }
    case 'repeat':
      return buildRepeat(automaton, node, times);
  }
}

function joined(automaton: Automaton, a: Part, b: Part): Part {
  connect(automaton, a.last, b.first);
  return {
    first: a.nullable ? [...a.first, ...b.first] : a.first,
    last: b.nullable ? [...a.last, ...b.last] : b.last,
    nullable: a.nullable && b.nullable,
  };
}

function buildRepeat(
  automaton: Automaton,
  { part, min, max }: Extract<PatternNode, { kind: 'repeat' }>,
  times: number,
): Part {
  if (max <= 1) {
    const once = max === 0 ? EMPTY : build(automaton, part, times);
    return { ...once, nullable: once.nullable || min === 0 };
  }
  // Many repetitions of a single sign are harmless in themselves, but their number matters to what is around them.
  if (max * times <= SPELLED_OUT || (part.kind === 'sign' && max <= SPELLED_OUT)) {
    let whole = EMPTY;
    for (let i = 0; i < max; i++) {
      const once = build(automaton, part, max * times);
      whole = joined(automaton, whole, i < min ? once : { ...once, nullable: true });
    }
    return whole;
  }
  const once = build(automaton, part, times);
  connect(automaton, once.last, once.first);
  return { ...once, nullable: once.nullable || min === 0 };
}

/** Which two positions match a common sign, as far as samples show. */
function overlaps(sources: readonly string[]): readonly boolean[] {
  const samples = [...new Set([...SAMPLES, ...sources.flatMap((source) => Array.from(source))])];
  const matched = sources.map((source) => {
    const pattern = new RegExp(`^(?:${source})$`, 'su');
    return new Set(samples.filter((sample) => pattern.test(sample)));
  });
  return matched.flatMap((a) => matched.map((b) => samples.some((sample) => a.has(sample) && b.has(sample))));
}

/** Whether some text leads from a position back to it in two ways. */
export function isExponential(node: PatternNode): boolean {
  const automaton: Automaton = { sources: [], steps: [] };
  build(automaton, node, 1);
  const { steps, sources } = automaton;
  const size = sources.length;
  const loops = components(size, (p) => [...(steps[p]?.keys() ?? [])]);
  const isLoop = (p: number, q: number): boolean => loops[p] === loops[q];
  for (const [p, next] of steps.entries()) {
    for (const [q, ways] of next) if (ways > 1 && isLoop(p, q)) return true;
  }
  if (steps.reduce((sum, next) => sum + next.size, 0) > MOST_STEPS) throw new TooComplex();
  const alike = overlaps(sources);
  const pairs = components(size * size, (pair) => {
    const [p, q] = [Math.floor(pair / size), pair % size];
    if (!isLoop(p, q)) return [];
    return [...(steps[p]?.keys() ?? [])].flatMap((a) =>
      [...(steps[q]?.keys() ?? [])]
        .filter((b) => isLoop(p, a) && isLoop(q, b) && alike[a * size + b])
        .map((b) => a * size + b),
    );
  });
  const diagonal = new Set(Array.from({ length: size }, (_, p) => pairs[p * size + p]));
  return pairs.some((component, pair) => Math.floor(pair / size) !== pair % size && diagonal.has(component));
}

/** Strongly connected components by number (Tarjan, without recursion). */
function components(size: number, next: (node: number) => readonly number[]): readonly number[] {
  const component = new Array<number>(size).fill(-1);
  const order = new Array<number>(size).fill(-1);
  const low = new Array<number>(size).fill(0);
  const open: number[] = [];
  let count = 0;
  let found = 0;
  for (let root = 0; root < size; root++) {
    if (order[root] !== -1) continue;
    const path = [{ node: root, rest: [...next(root)] }];
    order[root] = low[root] = count++;
    open.push(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node } = top;
      const target = top.rest.pop();
      if (target === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent) low[parent.node] = Math.min(low[parent.node] ?? 0, low[node] ?? 0);
        if (low[node] === order[node]) {
          for (let member = open.pop(); member !== undefined; member = open.pop()) {
            component[member] = found;
            if (member === node) break;
          }
          found++;
        }
      } else if (order[target] === -1) {
        order[target] = low[target] = count++;
        open.push(target);
        path.push({ node: target, rest: [...next(target)] });
      } else if (component[target] === -1) {
        low[node] = Math.min(low[node] ?? 0, order[target] ?? 0);
      }
    }
  }
  return component;
}
