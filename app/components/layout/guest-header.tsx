import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-format';
import { ButtonLink } from '../ui/button';
import { Brand } from './brand';
import { LanguageSwitch } from './display-switches';
import styles from './header.module.css';

/** The head of pages for those who are not signed in. */
export function GuestHeader({ offersSignIn = true }: { readonly offersSignIn?: boolean }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <header className={styles.header} data-print="hide">
      <a href="#content" className={styles.skip}>
        {t('skipToContent')}
      </a>
      <Brand to="/login" />
      <div className={styles.tools}>
        <LanguageSwitch locale={locale} />
        {offersSignIn ? <ButtonLink to="/login">{t('errors.signIn')}</ButtonLink> : null}
      </div>
    </header>
  );
}
