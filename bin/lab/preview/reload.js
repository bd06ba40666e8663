// Runs in the browser. Loads the page again when the lab's files have changed since it was made.
const { version } = document.currentScript.dataset;
const events = new EventSource('/_preview/events');
events.addEventListener('version', ({ data }) => {
  if (data !== version) location.reload();
});
// a page that is left must not hold one of the browser's few connections
addEventListener('pagehide', () => events.close());
addEventListener('submit', (event) => event.preventDefault(), true);
