import { Plus, Search } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { AudienceOptions } from '../../../protocol/files';
import type { AudienceView } from '../../../protocol/views';
import { TextField } from '../../ui/field';
import styles from './manage.module.css';
import { useFilesTexts } from './use-files-texts';

const typingPauseMs = 300;
const nothing: AudienceOptions = { regions: [], municipalities: [], organisations: [] };

/** Regions from a list; municipalities and organisations by searching for them. What is pressed is added. */
export function AudienceSearch({
  chosen,
  onChange,
}: {
  readonly chosen: AudienceView;
  readonly onChange: (chosen: AudienceView) => void;
}) {
  const t = useFilesTexts();
  const [text, setText] = useState('');
  const { options, isFailed } = useOptions(text.trim());
  const id = useId();
  const regions = options.regions.filter((region) => !chosen.regions.some((other) => other.id === region.id));
  const found = [
    ...options.municipalities
      .filter((unit) => !chosen.municipalities.some((other) => other.id === unit.id))
      .map((unit) => ({
        key: unit.id,
        title: unit.region === '' ? unit.title : `${unit.title}, ${unit.region}`,
        add: () => onChange({ ...chosen, municipalities: [...chosen.municipalities, unit] }),
      })),
    ...options.organisations
      .filter((unit) => !chosen.logins.some((other) => other.login === unit.login))
      .map((unit) => ({
        key: unit.login,
        title: `${unit.login} ${unit.title}`,
        add: () => onChange({ ...chosen, logins: [...chosen.logins, unit] }),
      })),
  ];
  return (
    <>
      <label htmlFor={id} className={styles.select}>
        <span className={styles.label}>{t('audienceDialog.regions')}</span>
        <select
          id={id}
          value=""
          onChange={(event) => {
            const region = regions.find((other) => other.id === event.target.value);
            if (region) onChange({ ...chosen, regions: [...chosen.regions, region] });
          }}
        >
          <option value="">…</option>
          {regions.map((region) => (
            <option key={region.id} value={region.id}>
              {region.title}
            </option>
          ))}
        </select>
      </label>
      <TextField
        type="search"
        label={t('audienceDialog.search')}
        leading={<Search aria-hidden="true" />}
        value={text}
        onChange={(event) => setText(event.target.value)}
        {...(isFailed ? { error: t('refused.unreachable') } : {})}
      />
      {text.trim() === '' ? null : (
        <ul className={styles.found} aria-label={t('audienceDialog.found')}>
          {found.map(({ key, title, add }) => (
            <li key={key}>
              <button type="button" className={styles.item} onClick={add}>
                <Plus aria-hidden="true" />
                {title}
              </button>
            </li>
          ))}
          {found.length === 0 ? <li className={styles.muted}>{t('audienceDialog.nothing')}</li> : null}
        </ul>
      )}
    </>
  );
}

function useOptions(text: string): { readonly options: AudienceOptions; readonly isFailed: boolean } {
  const [options, setOptions] = useState(nothing);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    const left = new AbortController();
    const timer = setTimeout(
      () => {
        void fetch(`/lk/audiences?${new URLSearchParams({ q: text }).toString()}`, { signal: left.signal })
          .then(async (response) => {
            if (!response.ok) throw new Error(String(response.status));
            setOptions((await response.json()) as AudienceOptions);
            setFailed(false);
          })
          .catch(() => {
            if (!left.signal.aborted) setFailed(true);
          });
      },
      text === '' ? 0 : typingPauseMs,
    );
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [text]);
  return { options, isFailed };
}
