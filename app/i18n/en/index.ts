import { common } from './common';
import { filling } from './filling';
import { login } from './login';
import { monitoring } from './monitoring';
import { notifications } from './notifications';
import { publications } from './publications';
import { receipts } from './receipts';

export const resources = { common, filling, login, monitoring, notifications, publications, receipts };
