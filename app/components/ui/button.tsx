import { Link, type LinkProps } from '@remix-run/react';
import { forwardRef, type ButtonHTMLAttributes, type ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names';
import { Spinner } from './spinner';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Look {
  /** One primary button a screen. */
  readonly variant?: ButtonVariant;
  readonly icon?: ReactNode;
  /** Compact, for dense rows. */
  readonly small?: boolean;
}

export interface ButtonProps extends Look, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Shows that the press is being worked on. The button keeps its focus and its place and ignores presses. */
  readonly busy?: boolean;
}

/** A button with a verb. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  {
    variant = 'secondary',
    icon,
    small,
    busy = false,
    className,
    children,
    onClick,
    type = 'button',
    ...rest
  },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      className={classNames(styles.button, styles[variant], small && styles.small, className)}
      aria-disabled={busy || rest['aria-disabled']}
      data-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <Spinner /> : icon}
      <span>{children}</span>
    </button>
  );
});

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({
  variant = 'secondary',
  icon,
  small,
  className,
  children,
  ...rest
}: Look & Omit<LinkProps, 'className' | 'children'> & { className?: string; children: ReactNode }) {
  return (
    <Link {...rest} className={classNames(styles.button, styles[variant], small && styles.small, className)}>
      {icon}
      <span>{children}</span>
    </Link>
  );
}
