/**
 * Uploads of organizers, as tus 1.0 (https://tus.io/protocols/resumable-upload) at /lk/uploads, and what pages and server say about
 * them beside it. Types only.
 */

/** `delivery`: a zip whose files are handed out to the organisations that they are named after. */
export type UploadPurpose = 'file' | 'replacement' | 'delivery';

/** Metadata of a new upload, each in the header as tus has it; `file` with `replacement` only. */
export interface UploadMetadata {
  readonly filename: string;
  readonly purpose: UploadPurpose;
  readonly block: string;
  readonly file?: string;
  /** JSON; left out for everybody who sees the publication. */
  readonly audience?: string;
}

/** Why something was not taken; the body of an answer with an error status. */
export interface Refused {
  readonly outcome: 'refused';
  readonly reason:
    | 'too_large'
    | 'empty'
    | 'name'
    | 'type'
    | 'not_zip'
    | 'audience'
    | 'crowded'
    | 'not_found'
    | 'removed'
    | 'malformed'
    | 'failed';
  /** With `too_large`. */
  readonly mostBytes?: number;
}

/** `GET /lk/uploads/:id`: what becomes of it. `checking`: everything is here and is being stored. */
export interface UploadProgress {
  readonly id: string;
  readonly status: 'receiving' | 'checking' | 'done' | 'failed';
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  /** Of the file, or of the delivery; when done. */
  readonly resultId: string | null;
  readonly failure: Refused['reason'] | null;
}
