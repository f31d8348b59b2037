import { FileJson2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApiGuide } from '~/protocol/api';
import { useTokenTexts } from '../tokens/use-token-texts';
import { DownloadLink } from '../ui/download-link';
import styles from './guide.module.css';

interface GuideProps {
  readonly guide: ApiGuide;
  /** Of this installation, e.g. `https://sbor.example`. */
  readonly origin: string;
}

/** How to begin, addresses, problems, SQL views. */
export function Guide({ guide, origin }: GuideProps) {
  const t = useTokenTexts();
  return (
    <>
      <p className={styles.text}>{t('guide.intro')}</p>
      <Steps guide={guide} origin={origin} />
      <Operations guide={guide} />
      <section className={styles.section} aria-labelledby="problems">
        <h2 id="problems">{t('guide.problems.title')}</h2>
        <p className={styles.text}>{t('guide.problems.text')}</p>
        <dl className={styles.terms}>
          {guide.problems.map(({ code, title, detail }) => (
            <div key={code} id={code} className={styles.term}>
              <dt>
                {title} <code className={styles.muted}>{code}</code>
              </dt>
              <dd>{detail}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Views role={guide.analystRole} />
    </>
  );
}

function Steps({ guide, origin }: GuideProps) {
  const t = useTokenTexts();
  const curl = `curl -H "Authorization: Bearer sbor_…" \\\n  "${origin}${guide.base}/collections?limit=10"`;
  const python = [
    'import requests',
    'api = requests.Session()',
    'api.headers["Authorization"] = "Bearer sbor_…"',
    `address = "${origin}${guide.base}/collections/ID/submissions"`,
    'items, cursor = [], None',
    'while True:',
    '    page = api.get(address, params={"limit": 200, "cursor": cursor}).json()',
    '    items += page["items"]',
    '    cursor = page["next"]',
    '    if cursor is None:',
    '        break',
  ].join('\n');
  return (
    <section className={styles.section} aria-labelledby="steps">
      <h2 id="steps">{t('guide.steps.title')}</h2>
      <ol className={styles.steps}>
        <li>{t('guide.steps.token')}</li>
        <li>{t('guide.steps.ask')}</li>
        <li>{t('guide.steps.pages')}</li>
        <li>{t('guide.steps.tag')}</li>
        <li>{t('guide.steps.limit', { count: guide.requestsAMinute })}</li>
      </ol>
      <Code label={`${t('guide.steps.example')}: curl`}>{curl}</Code>
      <Code label={`${t('guide.steps.example')}: Python`}>{python}</Code>
    </section>
  );
}

/** Lines that are copied; what does not fit is scrolled, also by keys. */
function Code({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.muted}>{label}</figcaption>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is scrolled must be reached by keys */}
      <pre className={styles.code} tabIndex={0} role="region" aria-label={label}>
        <code>{children}</code>
      </pre>
    </figure>
  );
}

function Operations({ guide }: Pick<GuideProps, 'guide'>) {
  const t = useTokenTexts();
  return (
    <section className={styles.section} aria-labelledby="addresses">
      <h2 id="addresses">{t('guide.addresses.title')}</h2>
      <p className={styles.document}>
        <DownloadLink href={`${guide.base}/openapi.json`} icon={<FileJson2 aria-hidden="true" />}>
          {t('guide.addresses.document')}
        </DownloadLink>
        <span className={styles.muted}>{t('guide.addresses.documentNote')}</span>
      </p>
      <ul className={styles.operations}>
        {guide.operations.map(({ path, summary, scope, parameters }) => (
          <li key={path} className={styles.operation}>
            <h3 className={styles.path}>
              <code>
                GET {guide.base}
                {path}
              </code>
            </h3>
            <p>{summary}</p>
            <p className={styles.muted}>
              {t('guide.addresses.scope')} <code>{scope}</code>
            </p>
            {parameters.length === 0 ? null : (
              <dl className={styles.parameters}>
                {parameters.map(({ name, meaning, required, accepts }) => (
                  <div key={name} className={styles.parameter}>
                    <dt>
                      <code>{name}</code>
                    </dt>
                    <dd>
                      {[
                        meaning,
                        ...(accepts === '' ? [] : [accepts]),
                        ...(required ? [t('guide.addresses.required')] : []),
                      ].join('; ')}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const views = ['participants', 'collections', 'dictionary', 'codes'] as const;

function Views({ role }: { readonly role: string }) {
  const t = useTokenTexts();
  return (
    <section className={styles.section} aria-labelledby="views">
      <h2 id="views">{t('guide.views.title')}</h2>
      <p className={styles.text}>{t('guide.views.text')}</p>
      <p className={styles.text}>{t('guide.views.access', { role })}</p>
      <p className={styles.text}>{t('guide.views.names')}</p>
      <dl className={styles.parameters}>
        {views.map((view) => (
          <div key={view} className={styles.parameter}>
            <dt>
              <code>analytics.{view}</code>
            </dt>
            <dd>{t(`guide.views.columns.${view}`)}</dd>
          </div>
        ))}
      </dl>
      <Code label="SQL">
        {`select _region, subject_label, sum(participants1)\n  from analytics.vpr_spo_schedule_v1_paper\n group by 1, 2 order by 1, 2;`}
      </Code>
    </section>
  );
}
