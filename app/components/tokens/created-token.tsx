import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import type { NewTokenView } from '~/protocol/api';
import { useHydrated } from '../hooks/use-hydrated';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import styles from './tokens.module.css';
import { useTokenTexts } from './use-token-texts';

/** The only time that a token is shown. */
export function CreatedToken({ name, token }: NewTokenView) {
  const t = useTokenTexts();
  const field = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  const isHydrated = useHydrated();
  const copy = () => {
    const select = () => field.current?.querySelector('input')?.select();
    // Without the permission, and on addresses without TLS, the text is selected to be copied by hand.
    if (!('clipboard' in navigator)) return select();
    navigator.clipboard.writeText(token).then(() => setCopied(true), select);
  };
  return (
    <Notice tone="done" title={t('created.title', { name })} live>
      <p>{t('created.text')}</p>
      <div ref={field} className={styles.created}>
        <TextField
          label={t('created.label')}
          value={token}
          readOnly
          className={styles.token}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        {isHydrated ? (
          <Button icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />} onClick={copy}>
            <span aria-live="polite">{t(copied ? 'created.copied' : 'created.copy')}</span>
          </Button>
        ) : null}
      </div>
    </Notice>
  );
}
