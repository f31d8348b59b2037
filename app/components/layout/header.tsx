import { NavLink } from '@remix-run/react';
import { Menu } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SectionView, Viewer } from '../../protocol/views';
import { useDetailsMenu } from '../hooks/use-details-menu';
import { Bell } from '../notifications/bell';
import { AccountMenu } from './account-menu';
import { Brand } from './brand';
import { LanguageSwitch, ThemeSwitch } from './display-switches';
import styles from './header.module.css';

export interface HeaderProps {
  readonly viewer: Pick<Viewer, 'login' | 'displayName' | 'role' | 'theme' | 'locale'> & {
    readonly organisation: string;
    /** Programs may read in their name. */
    readonly hasTokens: boolean;
  };
  readonly sections: readonly SectionView[];
  readonly unread: number;
}

/** The head of every page of the cabinet: product, sections, bell, language, theme, and the login in the top right corner. */
export function Header({ viewer, sections, unread }: HeaderProps) {
  const { t } = useTranslation();
  return (
    <header className={styles.header} data-print="hide">
      <a href="#content" className={styles.skip}>
        {t('skipToContent')}
      </a>
      <SectionMenu sections={sections} />
      <Brand />
      <nav className={styles.sections} aria-label={t('header.sections')}>
        <SectionLinks sections={sections} />
      </nav>
      <div className={styles.tools}>
        <Bell unread={unread} />
        <span className={styles.roomy}>
          <LanguageSwitch locale={viewer.locale} />
          <ThemeSwitch theme={viewer.theme} />
        </span>
        <AccountMenu viewer={viewer} />
      </div>
    </header>
  );
}

function SectionLinks({ sections }: Pick<HeaderProps, 'sections'>) {
  return (
    <ul className={styles.links}>
      {sections.map(({ slug, title }) => (
        <li key={slug}>
          <NavLink to={`/lk/publications/${slug}`} className={styles.section}>
            {title}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

/** The sections where there is no room for them in the header. */
function SectionMenu({ sections }: Pick<HeaderProps, 'sections'>) {
  const { t } = useTranslation();
  const menu = useDetailsMenu();
  return (
    <details ref={menu} className={styles.menu}>
      <summary className={styles.menuButton} aria-label={t('header.menu')}>
        <Menu aria-hidden="true" />
      </summary>
      <nav className={styles.menuPanel} aria-label={t('header.sections')}>
        <SectionLinks sections={sections} />
      </nav>
    </details>
  );
}
