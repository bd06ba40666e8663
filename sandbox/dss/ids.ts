const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** An id in the format of DSS's folders and saved models. */
export const newId = (): string => Array.from({ length: 8 }, () => letters.charAt(Math.floor(Math.random() * letters.length))).join('');
