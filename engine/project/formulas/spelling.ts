import { dayNumber } from '../../values/date';
import { plainNumber } from '../../values/number';
import { NotAFormula } from './types';

/** `F` of 6. */
export function letterOf(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** A worksheet's name before an address: always in quotes, with its own doubled. */
export const sheetRef = (name: string): string => `'${name.replaceAll("'", "''")}'!`;

/** Excel refuses longer texts inside a formula. */
const LONGEST_LITERAL = 250;

/** A text inside a formula. */
export function quoted(text: string): string {
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
  const pieces: string[] = [];
  for (let at = 0; at < clean.length; at += LONGEST_LITERAL)
    pieces.push(clean.slice(at, at + LONGEST_LITERAL));
  if (pieces.length > 20) throw new NotAFormula('text');
  const parts = pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`);
  return parts.length > 1 ? `(${parts.join('&')})` : (parts[0] ?? '""');
}

/** A number inside a formula: whole numbers and fractions in decimals, never with an exponent. */
export function numberLiteral(value: number): string {
  const text = plainNumber(Math.abs(value));
  return value < 0 ? `(-${text})` : text;
}

/** Days since 1899-12-30 as spreadsheets count them; from 1 March 1900, since Excel knows a 29 February 1900. */
export function serialOf(iso: string): number {
  if (iso < '1900-03-01' || iso > '9999-12-31') throw new NotAFormula('date');
  return dayNumber(iso) + 25_569;
}

/** Signs that search criteria take for wildcards, made plain. */
export const escapedCriterion = (text: string): string =>
  `SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(${text},"~","~~"),"*","~*"),"?","~?")`;
