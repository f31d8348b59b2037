import { useCallback, useRef, useState } from 'react';
import type { SubmissionView } from '~/protocol/views';
import type {
  WorkbookMapping,
  WorkbookMark,
  WorkbookReadReply,
  WorkbookRefusedReply,
} from '~/protocol/workbook';
import { exchange } from '../queue/transport';

export type UploadProblem = 'unreachable' | 'busy' | 'signed_out' | 'too_large' | 'other';

export type UploadState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly problem: UploadProblem }
  | { readonly kind: 'read'; readonly reply: WorkbookReadReply };

export interface Upload {
  readonly state: UploadState;
  readonly file: File | null;
  readonly choose: (file: File) => void;
  /** Reads the same file again, with columns as people said. */
  readonly remap: (mapping: WorkbookMapping) => void;
  readonly retry: () => void;
  /** Downloads a copy of the file with marks; false where it did not come. */
  readonly download: (marks: readonly WorkbookMark[], name: string) => Promise<boolean>;
}

const LARGEST = 32 * 1024 * 1024;
const PROBLEMS: ReadonlySet<string> = new Set<UploadProblem>([
  'unreachable',
  'busy',
  'signed_out',
  'too_large',
]);

/** A file on its way to the server and what it says; the file stays chosen whatever happens. */
export function useUpload({ collectionId, submissionId }: SubmissionView): Upload {
  const [state, setState] = useState<UploadState>({ kind: 'empty' });
  const [file, setFile] = useState<File | null>(null);
  const mapping = useRef<WorkbookMapping | null>(null);
  const asked = useRef(0);
  const path = `/lk/collections/${collectionId}/workbook`;

  const read = useCallback(
    async (chosen: File): Promise<void> => {
      const own = ++asked.current;
      setState({ kind: 'reading', name: chosen.name });
      const next =
        chosen.size > LARGEST ? failed('too_large') : await send(path, submissionId, chosen, mapping.current);
      if (own === asked.current) setState(next);
    },
    [path, submissionId],
  );
  return {
    state,
    file,
    choose: (chosen) => {
      mapping.current = null;
      setFile(chosen);
      void read(chosen);
    },
    remap: (said) => {
      mapping.current = said;
      if (file) void read(file);
    },
    retry: () => {
      if (file) void read(file);
    },
    download: async (marks, name) => {
      if (!file) return false;
      const body = formOf(submissionId, file);
      body.set('marks', JSON.stringify(marks));
      const response = await fetch(`${path}/marked`, { method: 'POST', body }).catch(() => null);
      if (!response?.ok) return false;
      save(await response.blob(), name);
      return true;
    },
  };
}

const failed = (problem: UploadProblem): UploadState => ({ kind: 'failed', problem });

function formOf(submissionId: string, file: File): FormData {
  const body = new FormData();
  body.set('submissionId', submissionId);
  body.set('file', file);
  return body;
}

async function send(
  path: string,
  submissionId: string,
  file: File,
  mapping: WorkbookMapping | null,
): Promise<UploadState> {
  const body = formOf(submissionId, file);
  if (mapping) body.set('mapping', JSON.stringify(mapping));
  const reply = await exchange<WorkbookReadReply | WorkbookRefusedReply>(
    `${path}/read`,
    { method: 'POST', body, headers: { accept: 'application/json' } },
    ['workbook_read', 'workbook_refused'],
  );
  if (reply.outcome === 'workbook_read') return { kind: 'read', reply };
  if (reply.outcome === 'workbook_refused') return { kind: 'refused', message: reply.message };
  return failed(PROBLEMS.has(reply.outcome) ? (reply.outcome as UploadProblem) : 'other');
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
