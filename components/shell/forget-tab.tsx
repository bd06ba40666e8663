'use client';
import { useEffect } from 'react';

/** After signing out, the tab forgets the secrets that were typed into it. */
export function ForgetTab() {
  useEffect(() => sessionStorage.clear(), []);
  return null;
}
