import type { login as original } from '../ru/login';
import type { Translated } from '../translation';

export const login = {
  title: 'Sign in',
  login: 'Login',
  password: 'Password',
  loginHint: 'For example, edu770001',
  submit: 'Sign in',
  submitting: 'Signing in…',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  capsLock: 'Caps Lock is on: the password is typed in capitals',
  caseNote: 'Type login and password in exactly the case in which they were given to you.',
  confidentialTitle: 'The password is confidential',
  confidential:
    'Passwords must not be sent by e-mail. The administration of the organisation is responsible for keeping them.',
  wrong: {
    title: 'Wrong login or password',
    advice: 'Please check:',
    extra: 'that there are no extra characters, such as spaces at the beginning or end;',
    case: 'that upper and lower case are right;',
    current:
      'that these credentials are still valid: the regional coordinator announces when they are replaced.',
  },
  slow_one: 'Too many attempts. Try again in {{count}} second.',
  slow_other: 'Too many attempts. Try again in {{count}} seconds.',
  busy: 'Very many people are signing in right now. Your login and password have not been checked yet – try again in a few seconds.',
  missingLogin: 'Enter the login',
  missingPassword: 'Enter the password',
  lost: 'Forgotten or lost the password?',
  lostLink: 'How to get access and replace a password',
  browsersTitle: 'Which browser to use',
  browsers: 'We recommend Yandex Browser. Current Chromium, Firefox and Safari work too.',
  about: 'Data collection from educational organisations',
  aboutText: 'Publications, files and forms in one place. Everything you enter is saved by itself.',
} satisfies Translated<typeof original>;
