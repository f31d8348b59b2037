import { Form, useNavigation } from '@remix-run/react';
import { Eye, EyeOff, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { IconButton } from '../ui/icon-button';
import { Notice } from '../ui/notice';
import styles from './sign-in-form.module.css';

/** Why nobody was signed in. */
export type SignInProblem =
  | { readonly kind: 'wrong_credentials' }
  | { readonly kind: 'slow_down'; readonly retryAfterSeconds: number }
  | { readonly kind: 'busy' }
  | { readonly kind: 'missing'; readonly login: boolean; readonly password: boolean };

/** Login and password, sent exactly as typed (A5). The same message for a wrong login and a wrong password (A7). */
export function SignInForm({
  problem,
  login,
  returnTo,
}: {
  readonly problem: SignInProblem | null;
  /** As typed before. */
  readonly login: string;
  readonly returnTo: string;
}) {
  const { t } = useTranslation('login');
  const busy = useNavigation().state === 'submitting';
  const waitSeconds = useCountdown(problem);
  const missing = problem?.kind === 'missing' ? problem : null;
  return (
    <Form method="post" className={styles.form} noValidate>
      <input type="hidden" name="returnTo" value={returnTo} />
      {problem === null || problem.kind === 'missing' ? null : (
        <Problem problem={problem} waitSeconds={waitSeconds} />
      )}
      <TextField
        name="login"
        label={t('login')}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        defaultValue={login}
        required
        error={missing?.login === true ? t('missingLogin') : undefined}
      />
      <PasswordField error={missing?.password === true ? t('missingPassword') : undefined} />
      <p className={styles.note}>{t('caseNote')}</p>
      <Button
        type="submit"
        variant="primary"
        busy={busy}
        disabled={waitSeconds > 0}
        className={styles.submit}
      >
        {t(busy ? 'submitting' : 'submit')}
      </Button>
    </Form>
  );
}

function PasswordField({ error }: { readonly error: string | undefined }) {
  const { t } = useTranslation('login');
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: React.KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <>
      <TextField
        name="password"
        type={shown ? 'text' : 'password'}
        label={t('password')}
        autoComplete="current-password"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        error={error}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        onBlur={() => setCapsLock(false)}
        adornment={
          <IconButton
            label={t(shown ? 'hidePassword' : 'showPassword')}
            aria-pressed={shown}
            icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
            onClick={() => setShown(!shown)}
          />
        }
      />
      <div role="status" className={styles.caps}>
        {capsLock ? (
          <>
            <TriangleAlert aria-hidden="true" />
            {t('capsLock')}
          </>
        ) : null}
      </div>
    </>
  );
}

function Problem({
  problem,
  waitSeconds,
}: {
  readonly problem: Exclude<SignInProblem, { kind: 'missing' }>;
  readonly waitSeconds: number;
}) {
  const { t } = useTranslation('login');
  switch (problem.kind) {
    case 'wrong_credentials':
      return (
        <Notice tone="error" title={t('wrong.title')} live>
          <p>{t('wrong.advice')}</p>
          <ul>
            <li>{t('wrong.extra')}</li>
            <li>{t('wrong.case')}</li>
            <li>{t('wrong.current')}</li>
          </ul>
        </Notice>
      );
    case 'slow_down':
      return waitSeconds > 0 ? <Notice tone="warning">{t('slow', { count: waitSeconds })}</Notice> : null;
    case 'busy':
      return (
        <Notice tone="warning" live>
          {t('busy')}
        </Notice>
      );
  }
}

/** Seconds left to wait, counted down. */
function useCountdown(problem: SignInProblem | null): number {
  const seconds = problem?.kind === 'slow_down' ? problem.retryAfterSeconds : 0;
  const [left, setLeft] = useState(seconds);
  const counted = useRef(problem);
  useEffect(() => {
    if (counted.current !== problem) {
      counted.current = problem;
      setLeft(seconds);
    }
    if (seconds === 0) return;
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000);
    return () => clearInterval(timer);
  }, [problem, seconds]);
  return left;
}
