import { Link } from '@remix-run/react';
import { Globe, KeyRound, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './sign-in-page.module.css';

/** The page around the sign-in form: what must be known about passwords and browsers (A4, A8, A49). */
export function SignInPage({
  passwordHelpPath,
  children,
}: {
  readonly passwordHelpPath: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('login');
  return (
    <main id="content" tabIndex={-1} className={styles.page}>
      <section className={styles.card}>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.about}>{t('about')}</p>
        {children}
      </section>
      <ul className={styles.notes}>
        <li>
          <ShieldCheck aria-hidden="true" />
          <h2>{t('confidentialTitle')}</h2>
          <p>{t('confidential')}</p>
        </li>
        <li>
          <KeyRound aria-hidden="true" />
          <h2>{t('lost')}</h2>
          <p>
            <Link to={passwordHelpPath}>{t('lostLink')}</Link>
          </p>
        </li>
        <li>
          <Globe aria-hidden="true" />
          <h2>{t('browsersTitle')}</h2>
          <p>{t('browsers')}</p>
        </li>
      </ul>
    </main>
  );
}
