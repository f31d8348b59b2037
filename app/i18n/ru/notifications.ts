export const notifications = {
  title: 'Уведомления',
  all: 'Все уведомления',
  markRead: 'Отметить все прочитанными',
  none: {
    title: 'Уведомлений нет',
    text: 'Здесь появятся готовые отчёты и другие сообщения.',
  },
  unread: 'Новое',
  reportReady: 'Отчёт #{{number}} готов к загрузке',
  reportFailed: 'Отчёт #{{number}} не сформирован',
  reportPreparing: 'Отчёт #{{number}} формируется',
  failedText: 'Формирование прервалось из-за ошибки. Запустите экспорт ещё раз.',
  download: 'Загрузить отчёт',
  keptUntil: 'Хранится до {{date}}',
  expired: 'Срок хранения истёк',
};
