import type { Verb } from '../verb';
import { carryVerb } from './carry';
import { checkVerb } from './check';
import { diffVerb } from './diff';
import { importVerb } from './import';
import { readVerb } from './read';
import { sampleVerb } from './sample';
import { templateVerb } from './template';
import { validateVerb } from './validate';
import { docsVerb, schemaVerb, typesVerb } from './views';

/** All verbs, in the order of the help. */
export const VERBS: readonly Verb[] = [
  checkVerb,
  validateVerb,
  templateVerb,
  readVerb,
  schemaVerb,
  typesVerb,
  docsVerb,
  diffVerb,
  carryVerb,
  sampleVerb,
  importVerb,
];
