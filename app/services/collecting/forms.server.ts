import { type CodeLists, compileForm, type CompiledForm, parseDefinition } from 'engine';
import { z } from 'zod';
import type { EntityManager } from '~/db/orm.server';
import { findDefinitionVersion } from '~/db/queries/forms.server';
import type { FormDefinitionSource } from '~/protocol/form-source';

export interface StoredForm {
  readonly source: FormDefinitionSource;
  readonly form: CompiledForm;
}

const localizedText = z.union([
  z.string(),
  z.object({ ru: z.string().optional(), en: z.string().optional() }).strict(),
]);
const codeLists: z.ZodType<CodeLists> = z.record(
  z.array(
    z.object({
      value: z.string(),
      label: localizedText,
      attributes: z.record(z.union([z.string(), z.number(), z.boolean()])).optional(),
      was: z.string().optional(),
    }),
  ),
);

/** Forms of a large country in use at the same time are a few dozen. */
const MAX_CACHED = 50;
/** Compiled forms of published versions, which never change; used ones move to the end. */
const cache = new Map<string, StoredForm>();

/**
 * The compiled form of a definition version. Throws where the version is unknown or refused by the engine: it was checked
 * when it was published.
 */
export async function loadForm(em: EntityManager, definitionVersionId: string): Promise<StoredForm> {
  const known = cache.get(definitionVersionId);
  if (known) {
    cache.delete(definitionVersionId);
    cache.set(definitionVersionId, known);
    return known;
  }
  const row = await findDefinitionVersion(em, definitionVersionId);
  if (!row) throw new Error(`definition version ${definitionVersionId} is gone`);
  const lists = codeLists.parse(row.code_lists);
  const source = { formId: row.form_id, version: row.version, definition: row.definition, codeLists: lists };
  const stored = { source, form: compile(definitionVersionId, row.definition, lists) };
  if (row.is_published) remember(definitionVersionId, stored);
  return stored;
}

function remember(id: string, stored: StoredForm): void {
  const [oldest] = cache.keys();
  if (cache.size >= MAX_CACHED && oldest !== undefined) cache.delete(oldest);
  cache.set(id, stored);
}

function compile(id: string, definition: unknown, lists: CodeLists): CompiledForm {
  const parsed = parseDefinition(definition);
  const compiled = parsed.ok ? compileForm(parsed.value, lists) : parsed;
  if (compiled.ok) return compiled.value;
  throw new Error(`definition version ${id} is refused: ${JSON.stringify(compiled.error.slice(0, 3))}`);
}
