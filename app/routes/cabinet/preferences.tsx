import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { safeReturnTo } from '~/auth/viewer.server';
import { Page } from '~/components/layout/page';
import { MailCard } from '~/components/mail/mail-card';
import { PreferencesForm } from '~/components/layout/preferences-form';
import { findMailSettings } from '~/services/mail/mail-settings.server';
import { setPreferences } from '~/services/set-preferences.server';
import { titleOfData } from '../document-title';
import { localeCookie } from '../locale-cookie.server';
import { pageScope, textsOf, whoAsks } from '../request.server';

export const meta = titleOfData;

export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const [t, mail] = await Promise.all([textsOf(args, 'common'), findMailSettings(em, viewer)]);
  return {
    locale: viewer.locale,
    theme: viewer.theme,
    gridView: viewer.gridView,
    mail,
    documentTitle: `${t('preferences.title')} – ${t('product')}`,
  };
}

const formSchema = z.object({
  locale: z.enum(['ru', 'en']).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  gridView: z.enum(['table', 'spreadsheet']).optional(),
  returnTo: z.string().max(2000).default('/lk/preferences'),
});

/** Language, theme, view of sheets; the language is also for pages before signing in, so that it works there too. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const parsed = formSchema.safeParse(Object.fromEntries(await args.request.formData()));
  if (!parsed.success) throw new Response(null, { status: 400 });
  const { locale, theme, gridView, returnTo } = parsed.data;
  const { viewer } = await whoAsks(args);
  if (viewer !== null) {
    const { em } = await pageScope(args);
    await setPreferences(em, viewer, { locale, theme, gridView });
  }
  const target = returnTo.startsWith('/login') ? '/login' : safeReturnTo(returnTo);
  return redirect(
    target,
    locale === undefined ? undefined : { headers: { 'Set-Cookie': localeCookie(locale) } },
  );
}

export default function Preferences() {
  const { locale, theme, gridView, mail } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { t } = useTranslation();
  return (
    <Page title={t('preferences.title')}>
      <PreferencesForm locale={locale} theme={theme} gridView={gridView} saved={search.has('saved')} />
      {mail === null ? null : <MailCard mail={mail} />}
    </Page>
  );
}
