import { Link, type LinkProps } from '@remix-run/react';
import { forwardRef, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { classNames } from './class-names';
import { useHint, type HintTarget } from './hint';
import styles from './icon-button.module.css';

interface IconOnly {
  /** The name for screen readers, and the bubble for everybody else. */
  readonly label: string;
  readonly icon: ReactNode;
}

type NotTaken = keyof HintTarget | 'aria-label' | 'children';

/** A button that is only an icon; its name shows on hover and on focus. */
export const IconButton = forwardRef<
  HTMLButtonElement,
  IconOnly & Omit<ButtonHTMLAttributes<HTMLButtonElement>, NotTaken>
>(function IconButton({ label, icon, className, type = 'button', ...rest }, ref) {
  const { target, bubble } = useHint(label, { isName: true });
  return (
    <>
      <button
        {...rest}
        {...target}
        ref={ref}
        type={type}
        aria-label={label}
        className={classNames(styles.icon, className)}
      >
        {icon}
      </button>
      {bubble}
    </>
  );
});

/** A link that is only an icon. */
export const IconLink = forwardRef<HTMLAnchorElement, IconOnly & Omit<LinkProps, NotTaken>>(function IconLink(
  { label, icon, className, ...rest },
  ref,
) {
  const { target, bubble } = useHint(label, { isName: true });
  return (
    <>
      <Link {...rest} {...target} ref={ref} aria-label={label} className={classNames(styles.icon, className)}>
        {icon}
      </Link>
      {bubble}
    </>
  );
});
