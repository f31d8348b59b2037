import { CircleAlert } from 'lucide-react';
import { forwardRef, useId } from 'react';
import styles from './review.module.css';

interface TextAreaProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly problem: string | null;
  readonly rows?: number;
  readonly onChange: (text: string) => void;
  /** Ctrl+Enter. */
  readonly onSend: () => void;
}

/** A field of several lines; what is wrong with it stands below, and nothing in it is thrown away. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { label, hint, value, problem, rows = 3, onChange, onSend },
  ref,
) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        ref={ref}
        id={id}
        className={styles.area}
        rows={rows}
        value={value}
        placeholder={hint}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          onSend();
        }}
      />
      {problem === null ? null : (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          <CircleAlert size={16} aria-hidden />
          {problem}
        </p>
      )}
    </div>
  );
});
