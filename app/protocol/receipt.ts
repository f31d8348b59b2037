/** The receipt of a submission. Types only. */
import type { Answers } from 'engine';
import type { FormDefinitionSource } from './form-source';
import type { Person } from './history';

export interface ReceiptView {
  readonly number: number;
  /** Number of what the organisation submitted last in this collection: greater where this was replaced. */
  readonly latest: number;
  readonly collectionTitle: string;
  readonly publicationPath: string;
  readonly organisation: {
    readonly code: string;
    readonly title: string;
    readonly municipality: string;
    readonly region: string;
    readonly timeZone: string;
  };
  readonly submittedAt: string;
  readonly by: Person;
  readonly form: FormDefinitionSource;
  readonly answers: Answers;
  /** SHA-256 of the frozen answers as canonical JSON, hexadecimal. */
  readonly fingerprint: string;
}
