const format = new Intl.DateTimeFormat('ru-RU', {
  timeZone: 'Europe/Moscow',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** «12:04:31» in Moscow. */
export const clockTime = (instant: string): string => format.format(new Date(instant));
