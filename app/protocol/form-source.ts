import type { CodeLists } from 'engine';

/** What `parseDefinition` and `compileForm` need, as stored with the published version. */
export interface FormDefinitionSource {
  readonly formId: string;
  readonly version: number;
  /** Unparsed: the receiver calls `parseDefinition`. */
  readonly definition: unknown;
  readonly codeLists: CodeLists;
}
