import { useId, type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes } from 'react';
import { CircleAlert } from 'lucide-react';
import { classNames } from './class-names';
import styles from './field.module.css';

interface FieldParts {
  readonly label: string;
  /** Shown below, in muted words. */
  readonly note?: string;
  /** Shown below instead of nothing, with an icon; also marks the control as invalid. */
  readonly error?: string;
  /** The label is there for screen readers only: a placeholder or an icon says the same. */
  readonly hidesLabel?: boolean;
}

/** A labelled text field; `adornment` stands inside it at its end. */
export function TextField({
  label,
  note,
  error,
  hidesLabel = false,
  adornment,
  leading,
  className,
  ...rest
}: FieldParts & {
  readonly adornment?: ReactNode;
  readonly leading?: ReactNode;
} & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  const { describedBy, below } = useDescription(id, note, error);
  return (
    <div className={classNames(styles.field, className)}>
      <label htmlFor={id} className={hidesLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <div className={styles.control} data-invalid={error === undefined ? undefined : true}>
        {leading}
        <input
          {...rest}
          id={id}
          className={styles.input}
          aria-describedby={describedBy}
          aria-invalid={error === undefined ? undefined : true}
        />
        {adornment}
      </div>
      {below}
    </div>
  );
}

/** A labelled field of several lines. */
export function TextAreaField({
  label,
  note,
  error,
  className,
  ...rest
}: Omit<FieldParts, 'hidesLabel'> & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  const { describedBy, below } = useDescription(id, note, error);
  return (
    <div className={classNames(styles.field, className)}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.control} data-invalid={error === undefined ? undefined : true}>
        <textarea
          {...rest}
          id={id}
          className={styles.input}
          aria-describedby={describedBy}
          aria-invalid={error === undefined ? undefined : true}
        />
      </div>
      {below}
    </div>
  );
}

function useDescription(id: string, note: string | undefined, error: string | undefined) {
  const noteId = note === undefined ? undefined : `${id}-note`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const described = [errorId, noteId].filter((part) => part !== undefined).join(' ');
  const below = (
    <>
      {error === undefined ? null : (
        <p id={errorId} className={styles.error}>
          <CircleAlert aria-hidden="true" />
          {error}
        </p>
      )}
      {note === undefined ? null : (
        <p id={noteId} className={styles.note}>
          {note}
        </p>
      )}
    </>
  );
  return { describedBy: described === '' ? undefined : described, below };
}
