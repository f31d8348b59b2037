import { X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AudienceView } from '../../../protocol/views';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon-button';
import { Notice } from '../../ui/notice';
import { AudienceSearch } from './audience-search';
import { everybody, isEmpty } from './audience-choice';
import { audienceWords } from './audience-words';
import styles from './manage.module.css';
import { useFilesTexts } from './use-files-texts';

const roles = ['organisation', 'municipal', 'regional'] as const;
const kinds = ['edu', 'ksh', 'spo'] as const;
/**
 * Who sees a file: everybody who sees the publication, or those who meet what is chosen. What is chosen is said in words. Stays open where
 * it could not be saved.
 */
export function AudienceDialog({
  title,
  audience,
  onSave,
  onClosed,
}: {
  readonly title: string;
  readonly audience: AudienceView;
  /** True where it was saved. */
  readonly onSave: (audience: AudienceView) => Promise<boolean>;
  readonly onClosed: () => void;
}) {
  const t = useFilesTexts();
  const { t: common } = useTranslation();
  const [isForAll, setForAll] = useState(isEmpty(audience));
  const [chosen, setChosen] = useState<AudienceView>(audience.unreadable ? everybody : audience);
  const [busy, setBusy] = useState(false);
  const nobodyChosen = !isForAll && isEmpty(chosen);
  const save = async () => {
    if (nobodyChosen) return;
    setBusy(true);
    const done = await onSave(isForAll ? everybody : chosen);
    setBusy(false);
    if (done) onClosed();
  };
  return (
    <Dialog
      title={title}
      closesOutside={false}
      onClosed={onClosed}
      footer={
        <>
          <Button onClick={onClosed}>{common('cancel')}</Button>
          <Button variant="primary" busy={busy} aria-disabled={nobodyChosen} onClick={() => void save()}>
            {t('audienceDialog.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.summary} aria-live="polite">
          {nobodyChosen ? t('audienceDialog.nobodyChosen') : audienceWords(isForAll ? everybody : chosen, t)}
        </p>
        <fieldset className={styles.group}>
          <legend className="visually-hidden">{t('audienceDialog.title')}</legend>
          <Choice type="radio" checked={isForAll} onChange={() => setForAll(true)}>
            {t('audienceDialog.everybody')}
          </Choice>
          <Choice type="radio" checked={!isForAll} onChange={() => setForAll(false)}>
            {t('audienceDialog.chosen')}
          </Choice>
        </fieldset>
        {isForAll ? null : <Conditions chosen={chosen} onChange={setChosen} />}
        {audience.unreadable ? <Notice tone="warning">{t('audience.unreadable')}</Notice> : null}
      </div>
    </Dialog>
  );
}

function Conditions({
  chosen,
  onChange,
}: {
  readonly chosen: AudienceView;
  readonly onChange: (chosen: AudienceView) => void;
}) {
  const t = useFilesTexts();
  const toggled = <T,>(list: readonly T[], value: T): readonly T[] =>
    list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
  return (
    <>
      <p className={styles.muted}>{t('audienceDialog.intro')}</p>
      <Group legend={t('audienceDialog.roles')}>
        {roles.map((role) => (
          <Choice
            key={role}
            type="checkbox"
            checked={chosen.roles.includes(role)}
            onChange={() => onChange({ ...chosen, roles: toggled(chosen.roles, role) })}
          >
            {t(`audience.who.${role}`)}
          </Choice>
        ))}
      </Group>
      <Group legend={t('audienceDialog.kinds')}>
        {kinds.map((kind) => (
          <Choice
            key={kind}
            type="checkbox"
            checked={chosen.kinds.includes(kind)}
            onChange={() => onChange({ ...chosen, kinds: toggled(chosen.kinds, kind) })}
          >
            {t(`audience.kinds.${kind}`)}
          </Choice>
        ))}
      </Group>
      <AudienceSearch chosen={chosen} onChange={onChange} />
      <Named
        legend={t('audienceDialog.regions')}
        items={chosen.regions.map(({ id, title }) => ({ key: id, title }))}
        onRemove={(key) => onChange({ ...chosen, regions: chosen.regions.filter(({ id }) => id !== key) })}
      />
      <Named
        legend={t('audienceDialog.municipalities')}
        items={chosen.municipalities.map(({ id, title }) => ({ key: id, title }))}
        onRemove={(key) =>
          onChange({ ...chosen, municipalities: chosen.municipalities.filter(({ id }) => id !== key) })
        }
      />
      <Named
        legend={t('audienceDialog.logins')}
        items={chosen.logins.map(({ login, title }) => ({ key: login, title: `${login} ${title}`.trim() }))}
        onRemove={(key) =>
          onChange({ ...chosen, logins: chosen.logins.filter(({ login }) => login !== key) })
        }
      />
    </>
  );
}

function Group({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{legend}</legend>
      {children}
    </fieldset>
  );
}

function Choice({
  type,
  checked,
  onChange,
  children,
}: {
  readonly type: 'radio' | 'checkbox';
  readonly checked: boolean;
  readonly onChange: () => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <label htmlFor={id} className={styles.choice}>
      <input id={id} type={type} checked={checked} onChange={onChange} />
      {children}
    </label>
  );
}

function Named({
  legend,
  items,
  onRemove,
}: {
  readonly legend: string;
  readonly items: readonly { readonly key: string; readonly title: string }[];
  readonly onRemove: (key: string) => void;
}) {
  const t = useFilesTexts();
  if (items.length === 0) return null;
  return (
    <div>
      <p className={styles.label}>{legend}</p>
      <ul className={styles.named}>
        {items.map(({ key, title }) => (
          <li key={key}>
            {title}
            <IconButton
              label={t('audienceDialog.remove', { title })}
              icon={<X aria-hidden="true" />}
              onClick={() => onRemove(key)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
