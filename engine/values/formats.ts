/**
 * Russian registration numbers with their control digits, e-mail and phone.
 * Sources: ИНН and ОГРН – orders of the Federal Tax Service; СНИЛС – resolution of the Pension Fund 192п.
 */

type Checker = (text: string) => boolean;

const digitsOf = (text: string): number[] => Array.from(text, Number);
const allZeros = (text: string): boolean => /^0+$/.test(text);

function weighted(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (digits[i] ?? 0), 0);
}

const INN_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

function isInn(text: string): boolean {
  if (!/^(?:\d{10}|\d{12})$/.test(text) || allZeros(text)) return false;
  const digits = digitsOf(text);
  const control = (weights: readonly number[]): number => (weighted(digits, weights) % 11) % 10;
  if (digits.length === 10) return control(INN_10) === digits[9];
  return control(INN_11) === digits[10] && control(INN_12) === digits[11];
}

const isKpp = (text: string): boolean => /^\d{4}[\dA-Z]{2}\d{3}$/.test(text) && !allZeros(text);

/** ОГРН has 13 digits, ОГРНИП 15; the last is the remainder of the others by 11 or 13. */
function isOgrn(text: string): boolean {
  if (!/^(?:\d{13}|\d{15})$/.test(text) || allZeros(text)) return false;
  const modulus = text.length === 13 ? 11 : 13;
  let remainder = 0;
  for (const digit of digitsOf(text.slice(0, -1))) remainder = (remainder * 10 + digit) % modulus;
  return remainder % 10 === Number(text.slice(-1));
}

/** With or without dashes: `112-233-445 95`. */
function isSnils(text: string): boolean {
  if (!/^\d{3}-?\d{3}-?\d{3}[- ]?\d{2}$/.test(text)) return false;
  const digits = digitsOf(text.replace(/\D/g, ''));
  if (digits.every((digit) => digit === 0)) return false;
  const sum = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]);
  const remainder = sum % 101;
  const control = remainder === 100 ? 0 : remainder;
  return control === (digits[9] ?? 0) * 10 + (digits[10] ?? 0);
}

/** One address; local part and domain by RFC 5321's lengths, no comments or quotes. */
function isEmail(text: string): boolean {
  if (text.length > 254) return false;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  return (
    at > 0 &&
    local.length <= 64 &&
    /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local) &&
    /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u.test(
      domain,
    )
  );
}

/** 10 to 15 digits (E.164) with the usual separators; not zeros alone. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  return /^\+?[\d\s()-]+$/.test(text) && digits.length >= 10 && digits.length <= 15 && !allZeros(digits);
}

export const formatCheckers: Readonly<Record<string, Checker>> = {
  inn: isInn,
  kpp: isKpp,
  ogrn: isOgrn,
  snils: isSnils,
  email: isEmail,
  phone: isPhone,
};
