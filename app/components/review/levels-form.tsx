import { Form, useNavigation } from '@remix-run/react';
import type { ReviewLevels } from '~/protocol/review';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import styles from './queue/queue.module.css';
import { useReviewTexts } from './use-review-texts';

const choices: readonly ReviewLevels[] = ['none', 'municipal', 'regional', 'both'];

/** Who reviews what is submitted in a collection. */
export function LevelsForm({ levels, saved }: { readonly levels: ReviewLevels; readonly saved: boolean }) {
  const t = useReviewTexts();
  const { state } = useNavigation();
  return (
    <Form method="post" className={styles.form}>
      {saved ? (
        <Notice tone="done" live>
          <p>{t('queue.levels.saved')}</p>
        </Notice>
      ) : null}
      <fieldset className={styles.choices}>
        <legend>{t('queue.levels.label')}</legend>
        {choices.map((choice) => (
          <label key={choice} className={styles.choice}>
            <input type="radio" name="levels" value={choice} defaultChecked={choice === levels} />
            {t(`queue.levels.${choice}`)}
          </label>
        ))}
      </fieldset>
      <p className={styles.note}>{t('queue.levels.note')}</p>
      <Button type="submit" variant="primary" busy={state === 'submitting'}>
        {t('queue.levels.save')}
      </Button>
    </Form>
  );
}
