import { Link } from '@remix-run/react';
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ReceiptView } from '../../protocol/receipt';
import type { DataSheet } from '../monitoring/data-sheets';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { Notice } from '../ui/notice';
import { FrozenSheet } from './frozen-sheet';
import styles from './receipt.module.css';

export interface ReceiptProps {
  readonly receipt: Omit<ReceiptView, 'form' | 'answers'>;
  readonly form: { readonly version: number; readonly title: string };
  readonly sheets: readonly DataSheet[];
}

/** More columns have no room on an upright page. */
const UPRIGHT_COLUMNS = 6;

/** Who submitted what and when, the fingerprint of it, and all of its tables; made to be printed. */
export function Receipt({ receipt, form, sheets }: ReceiptProps) {
  const { t } = useTranslation('receipts');
  const { number, latest } = receipt;
  const isWide = sheets.some(({ columns }) => columns.length > UPRIGHT_COLUMNS);
  return (
    <div className={styles.receipt}>
      {latest > number ? (
        <Notice tone="info">
          <p>
            {t('replaced')} <Link to={`/lk/receipts/${latest}`}>{t('title', { number: latest })}</Link>
          </p>
        </Notice>
      ) : null}
      <Facts receipt={receipt} form={form} />
      <div className={styles.actions} data-print="hide">
        <Button icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <section className={classNames(styles.tables, isWide && styles.wide)} aria-label={t('frozen')}>
        <h2 className={styles.heading}>{t('frozen')}</h2>
        {sheets.map((sheet) => (
          <FrozenSheet key={sheet.id} sheet={sheet} />
        ))}
      </section>
    </div>
  );
}

function Facts({ receipt, form }: Pick<ReceiptProps, 'receipt' | 'form'>) {
  const { t } = useTranslation('receipts');
  const { organisation, by, submittedAt, fingerprint } = receipt;
  const place = [organisation.municipality, organisation.region].filter((part) => part !== '').join(', ');
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [t('number'), receipt.number],
    [t('organisation'), `${organisation.title} (${organisation.code})`],
    ...(place === '' ? [] : [[t('place'), place] as const]),
    [t('collection'), receipt.collectionTitle],
    [t('form'), t('formVersion', { title: form.title, version: form.version })],
    [t('submittedAt'), <When key="at" at={submittedAt} timeZone={organisation.timeZone} />],
    [t('by'), by.name === '' ? by.login : `${by.name} (${by.login})`],
    [t('fingerprint'), <Fingerprint key="fingerprint" text={fingerprint} />],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** In Moscow and, where the clocks differ, as it was at the place. */
function When({ at, timeZone }: { readonly at: string; readonly timeZone: string }) {
  const { t } = useTranslation('receipts');
  const format = useFormat();
  const zone = format.zoneBesideMoscow(at, timeZone);
  return (
    <time dateTime={at}>
      {format.dateTimeMoscow(at)}
      {zone === null ? null : (
        <span className={styles.local}>{t('local', { time: format.dateTime(at, timeZone), zone })}</span>
      )}
    </time>
  );
}

/** In groups of eight, so that it can be compared by eye; copied without gaps. */
function Fingerprint({ text }: { readonly text: string }) {
  const groups = text.match(/.{1,8}/g) ?? [];
  return (
    <code className={styles.fingerprint}>
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </code>
  );
}
