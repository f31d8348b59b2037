import { CircleCheck, CircleSlash, Clock, KeyRound, UserX } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import type { TokenState, TokenView } from '~/protocol/api';
import { DataTable } from '../ui/data-table';
import { EmptyState } from '../ui/empty-state';
import { StatusBadge, type Tone } from '../ui/status-badge';
import { Timestamp } from '../ui/timestamp';
import { RevokeButton } from './revoke-button';
import styles from './tokens.module.css';
import { scopeKeys, useTokenTexts } from './use-token-texts';

/** Tokens of the account, with what shows whether anybody uses them. */
export function TokenList({ tokens }: { readonly tokens: readonly TokenView[] }) {
  const t = useTokenTexts();
  return (
    <section className={styles.list} aria-labelledby="own-tokens">
      <h2 id="own-tokens">{t('list.title')}</h2>
      {tokens.length === 0 ? (
        <EmptyState title={t('list.none')} text={t('list.noneText')} icon={<KeyRound aria-hidden="true" />} />
      ) : (
        <DataTable className={styles.table}>
          <thead>
            <tr>
              {(['name', 'scopes', 'state', 'expires', 'used'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`list.${column}`)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('list.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <Token key={token.id} token={token} />
            ))}
          </tbody>
        </DataTable>
      )}
    </section>
  );
}

function Token({ token }: { readonly token: TokenView }) {
  const t = useTokenTexts();
  const format = useFormat();
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {token.name}
        <code className={styles.ending}>sbor_…{token.ending}</code>
      </th>
      <td data-label={t('list.scopes')}>
        {token.scopes.map((scope) => t(`scope.${scopeKeys[scope]}.label`)).join(', ')}
      </td>
      <td>
        <StateBadge state={token.state} />
      </td>
      <td data-label={t('list.expires')}>
        <Timestamp at={token.expiresAt}>{format.dateTimeShort(token.expiresAt)}</Timestamp>
      </td>
      <td data-label={t('list.used')}>
        {token.lastUsedAt === null ? (
          <span className={styles.muted}>{t('list.never')}</span>
        ) : (
          <>
            <Timestamp at={token.lastUsedAt}>{format.dateTimeShort(token.lastUsedAt)}</Timestamp>
            <span className={styles.muted}>{t('list.from', { address: token.lastUsedAddress ?? '' })}</span>
          </>
        )}
      </td>
      <td className={styles.actions} data-blank={token.state === 'active' ? undefined : true}>
        {token.state === 'active' ? <RevokeButton token={token} /> : null}
      </td>
    </tr>
  );
}

const looks = {
  active: { tone: 'done', icon: CircleCheck },
  expired: { tone: 'neutral', icon: Clock },
  revoked: { tone: 'neutral', icon: CircleSlash },
  dead: { tone: 'warning', icon: UserX },
} as const satisfies Record<TokenState, { tone: Tone; icon: typeof Clock }>;

function StateBadge({ state }: { readonly state: TokenState }) {
  const t = useTokenTexts();
  const { tone, icon: Icon } = looks[state];
  return (
    <StatusBadge tone={tone} icon={<Icon aria-hidden="true" />}>
      {t(`state.${state}`)}
    </StatusBadge>
  );
}
