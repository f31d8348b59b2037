import { FileUp } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import styles from './excel.module.css';
import { useExcelTexts } from './use-excel-texts';

/** A file is chosen by a button or dropped. */
export function FileChooser({
  isFirst,
  onChosen,
}: {
  readonly isFirst: boolean;
  readonly onChosen: (file: File) => void;
}) {
  const { t } = useExcelTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (file: File | undefined): void => {
    setOver(false);
    if (file) onChosen(file);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={classNames(isFirst ? styles.drop : styles.again, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <label htmlFor={id} className="visually-hidden">
        {t('choose.button')}
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          take(event.target.files?.[0]);
          // The same file may be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
      <Button
        small={!isFirst}
        variant={isFirst ? 'primary' : 'quiet'}
        icon={<FileUp aria-hidden="true" />}
        data-focus-first={isFirst || undefined}
        onClick={() => input.current?.click()}
      >
        {isFirst ? t('choose.button') : t('choose.other')}
      </Button>
      {isFirst ? <p className={styles.muted}>{t('choose.drop')}</p> : null}
    </div>
  );
}
