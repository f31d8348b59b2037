import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from './class-names';
import { IconButton } from './icon-button';
import styles from './toast.module.css';

export interface ToastMessage {
  readonly tone: 'done' | 'info' | 'error';
  readonly text: string;
}

type Show = (message: ToastMessage) => void;

const ToastContext = createContext<Show>(() => undefined);

const icons = { done: CircleCheck, info: Info, error: CircleAlert } as const;
const shownMs = 6_000;

/** Short messages at the bottom of the page, read aloud when they appear. Errors stay until they are closed. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [toasts, setToasts] = useState<readonly (ToastMessage & { readonly id: number })[]>([]);
  const lastId = useRef(0);
  const remove = useCallback((id: number) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  const show = useCallback<Show>(
    (message) => {
      lastId.current += 1;
      const id = lastId.current;
      setToasts((now) => [...now.slice(-2), { ...message, id }]);
      if (message.tone !== 'error') setTimeout(() => remove(id), shownMs);
    },
    [remove],
  );
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext.Provider value={value}>
      {children}
      <div className={styles.region} role="status" aria-live="polite" data-print="hide">
        {toasts.map(({ id, tone, text }) => {
          const Icon = icons[tone];
          return (
            <div key={id} className={classNames(styles.toast, styles[tone])}>
              <Icon aria-hidden="true" />
              <p>{text}</p>
              <IconButton label={t('close')} icon={<X aria-hidden="true" />} onClick={() => remove(id)} />
            </div>
          );
        })}
      </div>
    </ToastContext.Provider>
  );
}

/** Shows a short message. */
export function useToast(): Show {
  return useContext(ToastContext);
}
