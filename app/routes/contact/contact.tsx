import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { ContactForm } from '~/components/contact/contact-form';
import { Page } from '~/components/layout/page';
import { findOwnContact, setContact } from '~/services/set-contact.server';
import { titleOfData } from '../document-title';
import { textField } from '../form-field';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** Whom coordinators ask in the viewer's organisation. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const contact = await findOwnContact(em, viewer);
  if (contact === null) throw new Response(null, { status: 404 });
  const t = await textsOf(args, 'common');
  return { contact, documentTitle: `${t('contact.title')} – ${t('product')}` };
}

export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const entered = {
    name: textField(form, 'name'),
    phone: textField(form, 'phone'),
    email: textField(form, 'email'),
  };
  const problems = await setContact(em, viewer, entered);
  if (problems === null) throw new Response(null, { status: 404 });
  return { problems, entered };
}

export default function ContactPage() {
  const { contact } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation();
  return (
    <Page title={t('contact.title')}>
      <ContactForm
        contact={result && result.problems.length > 0 ? result.entered : contact}
        problems={result?.problems ?? null}
      />
    </Page>
  );
}
