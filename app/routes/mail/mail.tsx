import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { Page } from '~/components/layout/page';
import { MailForm } from '~/components/mail/mail-form';
import { Notice } from '~/components/ui/notice';
import { findMailSettings, setMailAddress, stopMail } from '~/services/mail/mail-settings.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

const results = ['saved', 'asked', 'stopped', 'done', 'expired'] as const;
const resultSchema = z.enum(results).nullable().catch(null);

export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const mail = await findMailSettings(em, viewer);
  // Without a mail server there is no such page.
  if (mail === null) throw new Response(null, { status: 404 });
  const [t, common] = await Promise.all([textsOf(args, 'notifications'), textsOf(args, 'common')]);
  const result = resultSchema.parse(new URL(args.request.url).searchParams.get('result'));
  return { mail, result, documentTitle: `${t('mail.title')} – ${common('product')}` };
}

const formSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('set'),
    address: z.string().max(1_000),
    frequency: z.enum(['at_once', 'daily']).default('at_once'),
  }),
  z.object({ intent: z.literal('stop') }),
]);

/** Sets the address and how often letters come, or ends them. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const parsed = formSchema.safeParse(Object.fromEntries(await args.request.formData()));
  if (!parsed.success) throw new Response(null, { status: 400 });
  if (parsed.data.intent === 'stop') {
    await stopMail(em, viewer);
    return redirect('/lk/mail?result=stopped');
  }
  const { address, frequency } = parsed.data;
  const saved = await setMailAddress(em, viewer, { address, frequency });
  if (saved.ok) return redirect(`/lk/mail?result=${saved.value}`);
  if (saved.error === 'no_mail') throw new Response(null, { status: 404 });
  return data({ problem: saved.error, address }, { status: 400 });
}

export default function MailPage() {
  const { mail, result } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const { t: common } = useTranslation();
  const { t } = useTranslation('notifications');
  return (
    <Page title={t('mail.title')} back={{ to: '/lk/preferences', label: common('preferences.title') }}>
      {result === null || refused !== null ? null : (
        <Notice tone={result === 'expired' ? 'error' : 'done'} live>
          {t(`mail.${result}`)}
        </Notice>
      )}
      <MailForm key={`${mail.address} ${mail.frequency}`} mail={mail} refused={refused} />
    </Page>
  );
}
