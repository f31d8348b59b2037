import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation, useNavigate, useParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ParticipantData } from '~/components/monitoring/participant-data';
import { Dialog } from '~/components/ui/dialog';
import { findParticipantData } from '~/services/find-participant-data.server';
import { titleOfData } from '../document-title';
import { localeOf, pageScope, textsOf } from '../request.server';
import { toDataSheets } from './data-sheets.server';

export const meta = titleOfData;

/** What one organisation has entered (A42), as words. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const { collectionId = '', submissionId = '' } = args.params;
  const found = await findParticipantData(em, viewer, { collectionId, submissionId });
  if (found === null) throw new Response(null, { status: 404 });
  const { participant, form, answers, isDraft, hasAnswers, editedSince, receipt } = found;
  const t = await textsOf(args, 'common');
  return {
    participant,
    isDraft,
    hasAnswers,
    editedSince,
    receipt,
    sheets: hasAnswers
      ? toDataSheets(form, answers, { locale: await localeOf(args), isDraft, now: new Date() })
      : [],
    documentTitle: `${participant.organisation} – ${t('product')}`,
  };
}

/** A window over the list of participants; closing it leads back to the list as it was. */
export default function ParticipantWindow() {
  const { participant, isDraft, editedSince, receipt, hasAnswers, sheets } = useLoaderData<typeof loader>();
  const { t } = useTranslation('monitoring');
  const navigate = useNavigate();
  const { search } = useLocation();
  const { collectionId } = useParams();
  return (
    <Dialog
      title={t('data.title')}
      size="wide"
      onClosed={() =>
        navigate(`/lk/collections/${collectionId ?? ''}/participants${search}`, { preventScrollReset: true })
      }
    >
      <ParticipantData {...{ participant, isDraft, editedSince, receipt, hasAnswers, sheets }} />
    </Dialog>
  );
}
