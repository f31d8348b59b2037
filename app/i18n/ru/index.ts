import { common } from './common';
import { downloads } from './downloads';
import { filling } from './filling';
import { login } from './login';
import { monitoring } from './monitoring';
import { notifications } from './notifications';
import { plain } from './plain';
import { publications } from './publications';
import { receipts } from './receipts';

export const resources = {
  common,
  downloads,
  filling,
  login,
  monitoring,
  notifications,
  plain,
  publications,
  receipts,
};
