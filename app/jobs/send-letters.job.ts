import { z } from 'zod';
import { defineJob } from './define-job.server';

/** Sends the letters that are due. */
export const sendLettersJob = defineJob({ name: 'send-letters', payload: z.object({}) });
