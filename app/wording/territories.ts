/**
 * «Школы Ростовской области»: the name of a Russian territory as it stands after a noun. Null where its form is not one that is known
 * for certain; then it is better not bent at all.
 */
export function ofTerritory(title: string): string | null {
  for (const [pattern, ending] of endings) {
    const found = pattern.exec(title);
    if (found) return title.replace(pattern, ending);
  }
  return null;
}

/** In «demo» titles a note in brackets follows. */
const REST = String.raw`(?=$| \()`;
const endings: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`^((?:\S+ )?\S+)кая область${REST}`), '$1кой области'],
  [new RegExp(String.raw`^(\S+)кий край${REST}`), '$1кого края'],
  [new RegExp(String.raw`^(\S+)кая Республика${REST}`), '$1кой Республики'],
  [/^Республика /, 'Республики '],
  [new RegExp(String.raw`^(\S+)кий автономный округ${REST}`), '$1кого автономного округа'],
  [/^(г\. (?:о\. )?)/, '$1'],
  [new RegExp(String.raw`^(\S+)(к|г|х)ий район${REST}`), '$1$2ого района'],
  [new RegExp(String.raw`^(\S+)([нв])ый район${REST}`), '$1$2ого района'],
  [new RegExp(String.raw`^(\S+)ной район${REST}`), '$1ного района'],
  [new RegExp(String.raw`^(\S+)ний район${REST}`), '$1него района'],
];
