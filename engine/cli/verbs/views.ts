import { type CompiledForm, toDocumentation, toJsonSchema, toTypeScript } from '../../index';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';

export interface ViewOptions extends DefinitionOptions {
  readonly json?: boolean;
}

/** `sbor schema`: JSON Schema 2020-12 of the answers. */
export async function schema(
  terminal: Terminal,
  definition: string,
  options: ViewOptions,
): Promise<ExitCode> {
  const form = await formOf(terminal, definition, options);
  terminal.out(`${JSON.stringify(toJsonSchema(form, options.locale), null, 2)}\n`);
  return EXIT.fine;
}

/** `sbor types`: TypeScript types of submitted answers; as JSON `{"types": "…"}`. */
export async function types(terminal: Terminal, definition: string, options: ViewOptions): Promise<ExitCode> {
  const text = toTypeScript(await formOf(terminal, definition, options));
  terminal.out(options.json ? `${JSON.stringify({ types: text }, null, 2)}\n` : text);
  return EXIT.fine;
}

/** `sbor docs`: the form for people, in Markdown; as JSON `{"docs": "…"}`. */
export async function docs(terminal: Terminal, definition: string, options: ViewOptions): Promise<ExitCode> {
  const text = toDocumentation(await formOf(terminal, definition, options), options.locale);
  terminal.out(options.json ? `${JSON.stringify({ docs: text }, null, 2)}\n` : text);
  return EXIT.fine;
}

async function formOf(terminal: Terminal, definition: string, options: ViewOptions): Promise<CompiledForm> {
  const compiled = compileLoaded(await loadDefinition(terminal, definition, options));
  return compiled.ok ? compiled.value : refuse(terminal, compiled.error, options);
}
