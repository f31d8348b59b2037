/** What must hold of one row, or of the cells of a sheet with given rows. */
import type { LinearConstraint } from './linear';

export type Formula =
  | { readonly kind: 'true' | 'false' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] }
  | { readonly kind: 'linear'; readonly constraint: LinearConstraint }
  /** Whether a variable is filled. */
  | { readonly kind: 'filled' | 'blank'; readonly name: string }
  /** Whether a filled variable is one of these texts. */
  | { readonly kind: 'among' | 'except'; readonly name: string; readonly texts: ReadonlySet<string> };

export const TRUE: Formula = { kind: 'true' };
export const FALSE: Formula = { kind: 'false' };

export function and(parts: readonly Formula[]): Formula {
  const flat = parts.flatMap((part) => (part.kind === 'and' ? part.parts : [part]));
  if (flat.some((part) => part.kind === 'false')) return FALSE;
  const left = flat.filter((part) => part.kind !== 'true');
  const [only, ...others] = left;
  return !only ? TRUE : others.length === 0 ? only : { kind: 'and', parts: left };
}

export function or(parts: readonly Formula[]): Formula {
  const flat = parts.flatMap((part) => (part.kind === 'or' ? part.parts : [part]));
  if (flat.some((part) => part.kind === 'true')) return TRUE;
  const left = flat.filter((part) => part.kind !== 'false');
  const [only, ...others] = left;
  return !only ? FALSE : others.length === 0 ? only : { kind: 'or', parts: left };
}

export const filled = (name: string): Formula => ({ kind: 'filled', name });
export const blank = (name: string): Formula => ({ kind: 'blank', name });

/** The variables that a formula speaks of. */
export function variablesOf(formula: Formula, found = new Set<string>()): Set<string> {
  switch (formula.kind) {
    case 'and':
    case 'or':
      for (const part of formula.parts) variablesOf(part, found);
      break;
    case 'linear':
      for (const name of formula.constraint.terms.keys()) found.add(name);
      break;
    case 'filled':
    case 'blank':
    case 'among':
    case 'except':
      found.add(formula.name);
      break;
    default:
  }
  return found;
}
