import { Form, Link, useNavigate, useSubmit } from '@remix-run/react';
import { CircleCheck, Glasses, Search } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/use-format';
import type { QueuePage, QueueQuery, QueueState } from '~/protocol/review';
import filterStyles from '../../monitoring/participants-filter.module.css';
import { Button, ButtonLink } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { EmptyState } from '../../ui/empty-state';
import { TextField } from '../../ui/field';
import { Pagination } from '../../ui/pagination';
import { useReviewTexts } from '../use-review-texts';
import { queueOf, queueStates, writeQueueQuery } from './queue-address';
import { QueueTable } from './queue-table';
import styles from './queue.module.css';

interface QueueProps {
  readonly page: QueuePage;
  readonly query: QueueQuery;
  readonly showsRegion: boolean;
}

/** «Ждут проверки»: reports by the state of their review, what waits longest first, with the way to begin. */
export function Queue({ page, query, showsRegion }: QueueProps) {
  const t = useReviewTexts();
  const { t: common } = useTranslation();
  useStartKey(page.first === null ? null : `/lk/review/${page.first}${queueOf(query)}`);
  if (page.collections.length === 0) {
    return (
      <EmptyState
        title={t('queue.nothing')}
        text={t('queue.noReview')}
        icon={<Glasses aria-hidden="true" />}
      />
    );
  }
  return (
    <section className={styles.queue}>
      <div className={styles.head} data-print="hide">
        <SearchForm page={page} query={query} />
        {page.first === null ? null : (
          <ButtonLink
            to={`/lk/review/${page.first}${queueOf(query)}`}
            variant="primary"
            icon={<Glasses aria-hidden="true" />}
            title={t('queue.startKeys')}
          >
            {t('queue.start')}
          </ButtonLink>
        )}
      </div>
      <nav aria-label={t('queue.filter')} className={filterStyles.statuses} data-print="hide">
        {queueStates
          .filter((state) => page.judges || state !== 'others')
          .map((state) => (
            <StateLink key={state} {...{ state, page, query }} />
          ))}
      </nav>
      <p className={styles.zone}>{common('moscowTime')}</p>
      {page.rows.length === 0 ? (
        <Nothing query={query} />
      ) : (
        <QueueTable page={page} query={query} showsRegion={showsRegion} />
      )}
      <Pagination
        page={page.page}
        pageSize={page.pageSize}
        total={page.matching}
        to={(number) => writeQueueQuery({ ...query, page: number })}
      />
    </section>
  );
}

function Nothing({ query }: Pick<QueueProps, 'query'>) {
  const t = useReviewTexts();
  const text =
    query.search !== ''
      ? t('queue.nothingFound')
      : t(query.state === 'mine' ? 'queue.nothingMine' : 'queue.nothingOther');
  return <EmptyState title={t('queue.nothing')} text={text} icon={<CircleCheck aria-hidden="true" />} />;
}

function StateLink({ state, page, query }: Omit<QueueProps, 'showsRegion'> & { readonly state: QueueState }) {
  const t = useReviewTexts();
  const format = useFormat();
  const isCurrent = query.state === state;
  const label = state === 'mine' && !page.judges ? t('queue.statesFederal') : t(`queue.states.${state}`);
  return (
    <Link
      to={writeQueueQuery({ ...query, state, page: 1 })}
      replace
      preventScrollReset
      className={classNames(filterStyles.status, isCurrent && filterStyles.current)}
      aria-current={isCurrent ? 'true' : undefined}
    >
      {label} <span className={filterStyles.count}>{format.integer(page.counts[state])}</span>
    </Link>
  );
}

const TYPING_PAUSE_MS = 350;

/** Search and collection; everything is in the address. */
function SearchForm({ page, query }: Omit<QueueProps, 'showsRegion'>) {
  const t = useReviewTexts();
  const { t: common } = useTranslation();
  const id = useId();
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (form: HTMLFormElement | null): void => {
    if (form) submit(form, { replace: true, preventScrollReset: true });
  };
  return (
    <Form role="search" className={styles.search} replace preventScrollReset>
      <TextField
        name="q"
        type="search"
        label={t('queue.search')}
        hidesLabel
        placeholder={t('queue.search')}
        leading={<Search aria-hidden="true" />}
        className={filterStyles.text}
        defaultValue={query.search}
        onChange={(event) => {
          const { form } = event.currentTarget;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => send(form), TYPING_PAUSE_MS);
        }}
      />
      {page.collections.length < 2 && query.collection === null ? null : (
        <>
          <label htmlFor={id} className="visually-hidden">
            {t('queue.collection')}
          </label>
          <select
            id={id}
            name="collection"
            className={styles.select}
            defaultValue={query.collection ?? ''}
            onChange={(event) => send(event.currentTarget.form)}
          >
            <option value="">{t('queue.allCollections')}</option>
            {page.collections.map(({ id: collection, title }) => (
              <option key={collection} value={collection}>
                {title}
              </option>
            ))}
          </select>
        </>
      )}
      {query.state === 'mine' ? null : <input type="hidden" name="state" value={query.state} />}
      <Button type="submit">{common('find')}</Button>
    </Form>
  );
}

/** Alt+PageDown begins with the report that waits longest, and goes on to the next one there. */
function useStartKey(to: string | null): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (to === null) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'PageDown' || !event.altKey || event.ctrlKey) return;
      event.preventDefault();
      navigate(to);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, to]);
}
