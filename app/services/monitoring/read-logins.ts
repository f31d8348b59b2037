/** Logins in a pasted text, one a line, cell or word, each once; case does not matter. */
export const readLogins = (text: string): readonly string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[\s,;"']+/)
      .filter((part) => part !== ''),
  ),
];
