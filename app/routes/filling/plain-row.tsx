import { randomUUID } from 'node:crypto';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { PlainRowPage } from '~/components/filling/plain/plain-row-page';
import { removePlainRow, savePlainRow } from '~/services/save-plain-row.server';
import { viewPlainRow } from '~/services/view-plain-row.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';
import { answerWith } from './answer.server';
import { readPlainEntry } from './plain-form.server';

export const meta = titleOfData;

const NEW = 'new';

/** One row as a page of fields: works without scripts. `…/plain/SHEET/new` adds one. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const { collectionId = '', sheet = '', row = '' } = args.params;
  const isNew = row === NEW;
  const found = await viewPlainRow(em, viewer, {
    collectionId,
    sheet,
    row: isNew ? `r${randomUUID().replaceAll('-', '').slice(0, 16)}` : row,
    isNew,
  });
  if ('outcome' in found) throw new Response(null, { status: found.outcome === 'busy' ? 503 : 404 });
  const texts = await textsOf(args, 'common');
  return {
    row: found,
    clientId: randomUUID(),
    formPath: `/lk/collections/${collectionId}/plain`,
    documentTitle: `${found.sheetTitle} – ${texts('product')}`,
  };
}

/** Saves or removes the row; what could not be saved comes back as it was typed. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const { collectionId = '', sheet = '', row = '' } = args.params;
  const posted = await args.request.formData();
  const entry = readPlainEntry(posted, { sheet, row });
  const intent = posted.get('intent');
  const formPath = `/lk/collections/${collectionId}/plain`;
  const saved =
    intent === 'remove'
      ? await removePlainRow(em, viewer, { collectionId, entry })
      : await savePlainRow(em, viewer, { collectionId, entry });
  if (saved.outcome === 'saved' && saved.rejected.length === 0) {
    return redirect(intent === 'more' ? `${formPath}/${sheet}/${NEW}` : `${formPath}#sheet-${sheet}`);
  }
  if (saved.outcome === 'unchanged') return redirect(`${formPath}#sheet-${sheet}`);
  if (saved.outcome === 'conflict') return data({ problem: saved, entry }, { status: 409 });
  const { status } = answerWith(saved);
  const problem =
    saved.outcome === 'saved'
      ? { outcome: 'rejected' as const, columns: saved.rejected.map(({ column }) => column ?? '') }
      : { outcome: saved.outcome };
  return data({ problem, entry }, { status: status === 200 ? 422 : status });
}

export default function PlainRowRoute() {
  const { row, clientId, formPath } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return (
    <PlainRowPage
      row={row}
      clientId={clientId}
      formPath={formPath}
      problem={answered?.problem ?? null}
      entry={answered?.entry ?? null}
    />
  );
}
