import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenView } from '~/protocol/api';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useTokenTexts } from './use-token-texts';

/** Asks before it revokes; without scripts it revokes at once. */
export function RevokeButton({ token }: { readonly token: TokenView }) {
  const t = useTokenTexts();
  const { t: common } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { state, formData } = useNavigation();
  const busy = state !== 'idle' && formData?.get('revoke') === token.id;
  const formId = `revoke-${token.id}`;
  return (
    <>
      <Form id={formId} method="post" preventScrollReset>
        <input type="hidden" name="revoke" value={token.id} />
        <Button
          small
          type="submit"
          busy={busy}
          aria-label={t('revoke.buttonLabel', { name: token.name })}
          onClick={(event) => {
            event.preventDefault();
            setAsks(true);
          }}
        >
          {t('revoke.button')}
        </Button>
      </Form>
      {asks ? (
        <Dialog
          title={t('revoke.title', { name: token.name })}
          size="small"
          onClosed={() => setAsks(false)}
          footer={
            <>
              <Button onClick={() => setAsks(false)}>{common('cancel')}</Button>
              <Button type="submit" form={formId} variant="danger" busy={busy}>
                {t('revoke.confirm')}
              </Button>
            </>
          }
        >
          <p>{t('revoke.text')}</p>
        </Dialog>
      ) : null}
    </>
  );
}
