import { type DefinitionChange, diffDefinitions } from '../../index';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';

export interface DiffOptions extends DefinitionOptions {
  readonly json?: boolean;
}

/** `sbor diff`: what changed between two versions, and what that does to answers. */
export async function diff(
  terminal: Terminal,
  oldName: string,
  newName: string,
  options: DiffOptions,
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
    for (const change of changes) terminal.out(`${changeLine(change)}\n`);
    if (changes.length === 0) terminal.out('Различий нет.\n');
  }
  return EXIT.fine;
}

const EFFECTS: Readonly<Record<DefinitionChange['effect'], string>> = {
  safe: 'безопасно',
  tightens: 'строже',
  loses: 'ТЕРЯЕТ',
};

const changeLine = ({ effect, path, kind, message }: DefinitionChange): string =>
  `${EFFECTS[effect]} ${path} [${kind}] ${message}`;
