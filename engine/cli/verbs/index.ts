import type { Verb } from '../verb';
import { carryVerb } from './carry';
import { checkVerb } from './check';
import { diffVerb } from './diff';
import { sampleVerb } from './sample';
import { validateVerb } from './validate';
import { docsVerb, schemaVerb, typesVerb } from './views';

/** All verbs, in the order of the help. */
export const VERBS: readonly Verb[] = [
  checkVerb,
  validateVerb,
  schemaVerb,
  typesVerb,
  docsVerb,
  diffVerb,
  carryVerb,
  sampleVerb,
];
