import { Form, Link, useSubmit } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ParticipantCounts, ParticipantQuery, SubmissionStatus } from '../../protocol/views';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { TextField } from '../ui/field';
import { writeParticipantQuery } from './participant-address';
import styles from './participants-filter.module.css';

const typingPauseMs = 350;

/** Search by login or name, and a choice of status with its count. Everything is in the address. */
export function ParticipantsFilter({
  query,
  counts,
}: {
  readonly query: ParticipantQuery;
  readonly counts: ParticipantCounts;
}) {
  const { t } = useTranslation(['monitoring', 'common']);
  return (
    <div className={styles.filter} data-print="hide">
      <SearchForm query={query} />
      <nav aria-label={t('participants.filter')} className={styles.statuses}>
        <StatusLink query={query} status={undefined} label={t('common:all')} count={counts.total} />
        <StatusLink
          query={query}
          status="not_started"
          label={t('participants.status.not_started')}
          count={counts.notStarted}
        />
        <StatusLink
          query={query}
          status="in_progress"
          label={t('participants.status.in_progress')}
          count={counts.inProgress}
        />
        <StatusLink
          query={query}
          status="submitted"
          label={t('participants.status.submitted')}
          count={counts.submitted}
        />
      </nav>
    </div>
  );
}

function SearchForm({ query }: { readonly query: ParticipantQuery }) {
  const { t } = useTranslation(['monitoring', 'common']);
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <Form role="search" className={styles.search} replace preventScrollReset>
      <TextField
        name="q"
        type="search"
        label={t('participants.search')}
        hidesLabel
        placeholder={t('participants.search')}
        leading={<Search aria-hidden="true" />}
        className={styles.text}
        defaultValue={query.search}
        onChange={(event) => {
          const { form } = event.currentTarget;
          clearTimeout(timer.current);
          timer.current = setTimeout(
            () => submit(form, { replace: true, preventScrollReset: true }),
            typingPauseMs,
          );
        }}
      />
      {query.unit === undefined ? null : <input type="hidden" name="unit" value={query.unit} />}
      {query.direct === true ? <input type="hidden" name="direct" value="yes" /> : null}
      {query.status === undefined ? null : <input type="hidden" name="status" value={query.status} />}
      {query.review === undefined ? null : <input type="hidden" name="review" value={query.review} />}
      {query.sort === 'login' ? null : <input type="hidden" name="sort" value={query.sort} />}
      {query.descending ? <input type="hidden" name="order" value="desc" /> : null}
      <Button type="submit">{t('common:find')}</Button>
    </Form>
  );
}

function StatusLink({
  query,
  status,
  label,
  count,
}: {
  readonly query: ParticipantQuery;
  readonly status: SubmissionStatus | undefined;
  readonly label: string;
  readonly count: number;
}) {
  const format = useFormat();
  const { status: chosen, ...rest } = query;
  const current = chosen === status;
  const next = { ...rest, page: 1, ...(status === undefined ? {} : { status }) };
  return (
    <Link
      to={writeParticipantQuery(next)}
      replace
      preventScrollReset
      className={classNames(styles.status, current && styles.current)}
      aria-current={current ? 'true' : undefined}
    >
      {label} <span className={styles.count}>{format.integer(count)}</span>
    </Link>
  );
}
