const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** An id as DSS makes them for folders and saved models. */
export const newId = (): string => Array.from({ length: 8 }, () => letters.charAt(Math.floor(Math.random() * letters.length))).join('');
