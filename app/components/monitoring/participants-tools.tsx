import { Form, Link } from '@remix-run/react';
import { Columns3, Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ExtraColumn, ParticipantPage, ParticipantQuery } from '../../protocol/views';
import { Button } from '../ui/button';
import { Disclosure } from '../ui/disclosure';
import { writeParticipantQuery } from './participant-address';
import styles from './participants-tools.module.css';
import { SELECTION_FORM } from './select-participants';
import type { Selection } from './use-selection';

const extraColumns: readonly ExtraColumn[] = ['errorsLeft', 'lastActivity', 'contact'];

/** What is done with the list: whom to phone, and which columns it has. */
export function ParticipantsTools({
  page,
  query,
  selection,
  changesRoster,
}: {
  readonly page: ParticipantPage;
  readonly query: ParticipantQuery;
  readonly selection: Selection;
  readonly changesRoster: boolean;
}) {
  const { t } = useTranslation('monitoring');
  return (
    <div className={styles.tools} data-print="hide">
      <PhoneListForm page={page} query={query} selection={selection} />
      <div className={styles.phone}>
        {changesRoster ? (
          <Link to={`/lk/collections/${page.collection.id}/roster`}>{t('roster.title')}</Link>
        ) : null}
        <ColumnChoice query={query} shown={page.extraColumns} />
      </div>
    </div>
  );
}

/** A form that leads to the list for phoning: of those ticked, on whichever page, or of all that match. */
function PhoneListForm({
  page,
  query,
  selection,
}: {
  readonly page: ParticipantPage;
  readonly query: ParticipantQuery;
  readonly selection: Selection;
}) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  const shown = new Set(page.rows.map(({ login }) => login));
  const elsewhere = [...selection.logins].filter((login) => !shown.has(login));
  const filter = [...new URLSearchParams(writeParticipantQuery({ ...query, page: 1 }))];
  const chosen = selection.logins.size;
  return (
    <Form
      id={SELECTION_FORM}
      method="get"
      action={`/lk/collections/${page.collection.id}/phone-list`}
      className={styles.phone}
    >
      {filter.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {elsewhere.map((login) => (
        <input key={login} type="hidden" name="login" value={login} />
      ))}
      <Button type="submit" icon={<Phone aria-hidden="true" />}>
        {chosen === 0 ? t('phoneList.open') : t('phoneList.openChosen', { number: format.integer(chosen) })}
      </Button>
      {chosen === 0 ? (
        <span className={styles.note}>{t('phoneList.note')}</span>
      ) : (
        <Button variant="quiet" onClick={selection.clear}>
          {t('participants.clearSelection')}
        </Button>
      )}
      {selection.isFull ? (
        <span className={styles.note} role="status">
          {t('participants.selectionFull', { number: format.integer(chosen) })}
        </span>
      ) : null}
    </Form>
  );
}

function ColumnChoice({
  query,
  shown,
}: {
  readonly query: ParticipantQuery;
  readonly shown: readonly ExtraColumn[];
}) {
  const { t } = useTranslation(['monitoring', 'common']);
  return (
    <Disclosure
      summary={
        <>
          <Columns3 aria-hidden="true" /> {t('participants.extra.title')}
        </>
      }
    >
      <Form
        key={shown.join(' ')}
        method="post"
        action={writeParticipantQuery(query)}
        className={styles.columns}
        preventScrollReset
        replace
      >
        {extraColumns.map((column) => (
          <label key={column} className={styles.column}>
            <input type="checkbox" name="column" value={column} defaultChecked={shown.includes(column)} />
            {t(`participants.extra.${column}`)}
          </label>
        ))}
        <Button type="submit" small>
          {t('participants.extra.save')}
        </Button>
      </Form>
    </Disclosure>
  );
}

/** The territory that the list is narrowed to, with the way back to all. */
export function TerritoryNote({
  page: { territory, collection },
  query,
}: {
  readonly page: ParticipantPage;
  readonly query: ParticipantQuery;
}) {
  const { t } = useTranslation('monitoring');
  if (territory === null) return null;
  const { sort, descending } = query;
  const title = territory.map((unit) => unit.title).join(', ');
  return (
    <p className={styles.territory}>
      {query.direct === true ? t('participants.directOf', { territory: title }) : title}{' '}
      <Link to={writeParticipantQuery({ sort, descending, page: 1 })}>
        {t('participants.allTerritories')}
      </Link>{' '}
      <Link to={`/lk/collections/${collection.id}/monitoring?unit=${encodeURIComponent(query.unit ?? '')}`}>
        {t('overview.title')}
      </Link>
    </p>
  );
}
