import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { endSession } from '~/auth/sessions.server';
import { safeReturnTo } from '~/auth/viewer.server';
import { GuestHeader } from '~/components/layout/guest-header';
import { SignInForm, type SignInProblem } from '~/components/sign-in/sign-in-form';
import { SignInPage } from '~/components/sign-in/sign-in-page';
import { signIn, type SignInRefusal } from '~/services/sign-in.server';
import { titleOfData } from '../document-title';
import { passwordHelpPath } from '../publications/public-publication';
import { openScope, textsOf, whoAsks } from '../request.server';

export const meta = titleOfData;

export async function loader(args: LoaderFunctionArgs) {
  const returnTo = safeReturnTo(new URL(args.request.url).searchParams.get('returnTo'));
  const { viewer } = await whoAsks(args);
  if (viewer !== null) throw redirect(returnTo);
  const [login, common] = await Promise.all([textsOf(args, 'login'), textsOf(args, 'common')]);
  return { returnTo, documentTitle: `${login('title')} – ${common('product')}` };
}

/** Signs in with what was typed, to the letter (A5). */
export async function action({ request, context }: ActionFunctionArgs) {
  requireSameOrigin(request);
  const form = await request.formData();
  const login = textOf(form, 'login');
  const password = textOf(form, 'password');
  if (login === '' || password === '') {
    return problem({ kind: 'missing', login: login === '', password: password === '' }, login, 400);
  }
  const { em } = openScope();
  const result = await signIn(em, { login, password, address: context.clientAddress });
  if (!result.ok) return refused(result.error, login);
  // The session that the browser had before, of whatever account, is over.
  await endSession(request);
  throw redirect(safeReturnTo(textOf(form, 'returnTo')), {
    headers: { 'Set-Cookie': result.value.setCookie },
  });
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

function problem(problem: SignInProblem, login: string, status: number, headers?: HeadersInit) {
  return data({ problem, login }, { status, headers });
}

function refused(refusal: SignInRefusal, login: string) {
  switch (refusal.outcome) {
    case 'wrong_credentials':
      return problem({ kind: 'wrong_credentials' }, login, 401);
    case 'slow_down': {
      const { retryAfterSeconds } = refusal;
      return problem({ kind: 'slow_down', retryAfterSeconds }, login, 429, {
        'Retry-After': `${retryAfterSeconds}`,
      });
    }
    case 'busy':
      return problem({ kind: 'busy' }, login, 503, { 'Retry-After': `${refusal.retryAfterSeconds}` });
  }
}

export default function Login() {
  const { returnTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <GuestHeader offersSignIn={false} />
      <SignInPage passwordHelpPath={passwordHelpPath}>
        <SignInForm problem={answer?.problem ?? null} login={answer?.login ?? ''} returnTo={returnTo} />
      </SignInPage>
    </>
  );
}
