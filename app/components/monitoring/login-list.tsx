import { useTranslation } from 'react-i18next';
import { Disclosure } from '../ui/disclosure';

const FEW = 10;

/** Logins in one line; many unfold. */
export function LoginList({ logins }: { readonly logins: readonly string[] }) {
  const { t } = useTranslation('monitoring');
  const text = logins.join(', ');
  if (logins.length <= FEW) return <p>{text}</p>;
  return (
    <Disclosure summary={t('roster.organisations', { count: logins.length })}>
      <p>{text}</p>
    </Disclosure>
  );
}
