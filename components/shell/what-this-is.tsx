/** Guidepost in three sentences, for whoever sees it for the first time. */
export const WhatThisIs = () => (
  <p className="mb-6">
    Guidepost takes you through a hands-on lab on real cloud services, one step at a time. Select a button, and it checks what you built. It
    shows what’s right, what isn’t, and how to fix it. If a service is slow or down, it says so: that’s never your fault.
  </p>
);
