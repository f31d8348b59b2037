import type { ActionFunctionArgs } from '@remix-run/node';
import { requireSameOrigin } from '~/auth/same-origin.server';
import type { Upload } from '~/services/workbooks/parse-upload.server';
import { scriptScope, type Scope } from '../request.server';

interface Uploaded extends Scope {
  readonly upload: Upload & { readonly collectionId: string; readonly fileName: string };
}

/** A file that a script sent, with what came beside it; null where there is no file. Throws an answer for strangers. */
export async function readUploaded(args: ActionFunctionArgs): Promise<Uploaded | null> {
  requireSameOrigin(args.request);
  const scope = await scriptScope(args);
  const body = await args.request.formData().catch(() => null);
  const file = body?.get('file');
  if (!body || !file || typeof file === 'string') return null;
  const text = (name: string): string | null => {
    const value = body.get(name);
    return typeof value === 'string' ? value : null;
  };
  return {
    ...scope,
    upload: {
      collectionId: args.params.collectionId ?? '',
      bytes: new Uint8Array(await file.arrayBuffer()),
      fileName: file.name,
      submissionId: text('submissionId') ?? '',
      mapping: text('mapping'),
      marks: text('marks'),
    },
  };
}
