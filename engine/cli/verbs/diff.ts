import { type DefinitionChange, diffDefinitions, type Locale } from '../../index';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';
import { type Bilingual, LISTS, NEW_DEFINITION, OLD_DEFINITION, type Verb } from '../verb';

/** `sbor diff`: what changed between two versions, and what that does to answers. */
async function diff(
  terminal: Terminal,
  oldName: string,
  newName: string,
  options: DefinitionOptions,
): Promise<ExitCode> {
  const [before, now] = [
    compileLoaded(await loadDefinition(terminal, oldName, options), { needsLists: false }),
    compileLoaded(await loadDefinition(terminal, newName, options), { needsLists: false }),
  ];
  if (!before.ok) return refuse(terminal, before.error, options);
  if (!now.ok) return refuse(terminal, now.error, options);
  const changes = diffDefinitions(before.value.definition, now.value.definition, options.locale);
  if (options.json) terminal.out(`${JSON.stringify({ changes }, null, 2)}\n`);
  else {
    for (const change of changes) terminal.out(`${changeLine(change, options.locale)}\n`);
    if (changes.length === 0)
      terminal.out(options.locale === 'ru' ? 'Различий нет.\n' : 'There are no differences.\n');
  }
  return EXIT.fine;
}

const EFFECTS: Readonly<Record<DefinitionChange['effect'], Bilingual>> = {
  safe: { ru: 'безопасно', en: 'safe' },
  tightens: { ru: 'строже', en: 'tightens' },
  loses: { ru: 'ТЕРЯЕТ', en: 'LOSES' },
};

const changeLine = ({ effect, path, kind, message }: DefinitionChange, locale: Locale): string =>
  `${EFFECTS[effect][locale]} ${path} [${kind}] ${message}`;

export const diffVerb: Verb = {
  name: 'diff',
  summary: {
    ru: 'что изменилось в новой версии и чем это грозит ответам',
    en: 'what changed in a new version, and what that does to answers',
  },
  operands: [OLD_DEFINITION, NEW_DEFINITION],
  options: [LISTS],
  examples: ['sbor diff 1.json 2.json', 'git show HEAD:form.json | sbor diff - form.json --json'],
  run: (terminal, [from = '', to = ''], options: DefinitionOptions) => diff(terminal, from, to, options),
};
