import { randomInt } from 'node:crypto';

/** Letters and digits that nobody mistakes for one another on paper: no i, l, o, 0, 1. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** A password that can be dictated, such as `k7mf-2wqz-p9ah-x4rt`: 79 bits of chance. */
export function newPassword(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
