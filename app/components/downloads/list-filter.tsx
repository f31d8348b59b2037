import { Form, Link, useSubmit } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { TextField } from '../ui/field';
import styles from './list-filter.module.css';

const typingPauseMs = 350;

export interface FilterChoice {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly to: string;
  readonly current: boolean;
}

/** Search, and a choice with its counts. Everything is in the address. */
export function ListFilter({
  search,
  label,
  keeps,
  choicesLabel,
  choices,
}: {
  readonly search: string;
  readonly label: string;
  /** What of the address a search keeps. */
  readonly keeps: Readonly<Record<string, string>>;
  readonly choicesLabel: string;
  readonly choices: readonly FilterChoice[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div className={styles.filter} data-print="hide">
      <Form role="search" className={styles.search} replace preventScrollReset>
        <TextField
          name="q"
          type="search"
          label={label}
          hidesLabel
          placeholder={label}
          leading={<Search aria-hidden="true" />}
          className={styles.text}
          defaultValue={search}
          onChange={(event) => {
            const { form } = event.currentTarget;
            clearTimeout(timer.current);
            timer.current = setTimeout(
              () => submit(form, { replace: true, preventScrollReset: true }),
              typingPauseMs,
            );
          }}
        />
        {Object.entries(keeps).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit">{t('find')}</Button>
      </Form>
      <nav aria-label={choicesLabel} className={styles.choices}>
        {choices.map((choice) => (
          <Link
            key={choice.key}
            to={choice.to}
            replace
            preventScrollReset
            className={classNames(styles.choice, choice.current && styles.current)}
            aria-current={choice.current ? 'true' : undefined}
          >
            {choice.label} <span className={styles.count}>{format.integer(choice.count)}</span>
          </Link>
        ))}
      </nav>
    </div>
  );
}
