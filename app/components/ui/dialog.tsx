import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from './class-names';
import styles from './dialog.module.css';
import { IconButton } from './icon-button';

export interface DialogProps {
  readonly title: ReactNode;
  /** After Esc, a click outside, the cross, or `close()` of the element. Focus is back where it was. */
  readonly onClosed: () => void;
  /** False where a click outside must not throw away what was typed. */
  readonly closesOutside?: boolean;
  readonly size?: 'small' | 'medium' | 'wide';
  readonly children: ReactNode;
  /** Buttons at the bottom. */
  readonly footer?: ReactNode;
}

/**
 * A window over the page, open for as long as it is rendered. Built on the platform's `<dialog>`: it traps focus, hides the page from
 * screen readers and gives focus back. Without scripts it stands in the page as a box.
 */
export function Dialog({
  title,
  onClosed,
  closesOutside = true,
  size = 'medium',
  children,
  footer,
}: DialogProps) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useModal(ref, onClosed);
  useCloseOutside(ref, closesOutside);
  return (
    <dialog ref={ref} open aria-labelledby={titleId} className={classNames(styles.dialog, styles[size])}>
      <div className={styles.frame}>
        <header className={styles.header}>
          <h2 id={titleId} tabIndex={-1} className={styles.title}>
            {title}
          </h2>
          <IconButton
            label={t('close')}
            icon={<X aria-hidden="true" />}
            className={styles.cross}
            onClick={() => ref.current?.close()}
          />
        </header>
        <div className={styles.body}>{children}</div>
        {footer === undefined ? null : <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  );
}

function useModal(ref: RefObject<HTMLDialogElement>, onClosed: () => void) {
  const closedRef = useRef(onClosed);
  useEffect(() => {
    closedRef.current = onClosed;
  });
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    // The server rendered it as an open box; as a window it must be opened anew.
    dialog.removeAttribute('open');
    dialog.showModal();
    // Not the cross, which would be what the browser takes: the title says where one is.
    dialog.querySelector<HTMLElement>('[data-focus-first], h2')?.focus();
    const onClose = () => closedRef.current();
    dialog.addEventListener('close', onClose);
    return () => {
      dialog.removeEventListener('close', onClose);
      dialog.close();
    };
  }, [ref]);
}

function useCloseOutside(ref: RefObject<HTMLDialogElement>, closesOutside: boolean) {
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || !closesOutside) return;
    // Pressed and released outside: a selection of text that ends there is no click.
    let pressedOutside = false;
    const onPress = (event: PointerEvent) => {
      pressedOutside = event.target === dialog;
    };
    const onClick = (event: MouseEvent) => {
      if (pressedOutside && event.target === dialog) dialog.close();
    };
    dialog.addEventListener('pointerdown', onPress);
    dialog.addEventListener('click', onClick);
    return () => {
      dialog.removeEventListener('pointerdown', onPress);
      dialog.removeEventListener('click', onClick);
    };
  }, [ref, closesOutside]);
}
