// Decides by the address alone whether a page is of interest, and only then wakes the worker. It is the
// one script that every page of a switched-on portal pays for, so it stays under 2 KB.
(() => {
  if (globalThis.dueline) return;
  const own = (globalThis.dueline = /** @type {Dueline} */ ({}));
  /** @type {Route[]} */
  let routes = [];
  let seen = '';

  /** Case is left to the page's own plan. @param {string} pattern */
  const fits = (pattern) => {
    try {
      return new RegExp(pattern.replace('(?i)', ''), 'i').test(seen);
    } catch {
      return false;
    }
  };

  const look = () => {
    if (!chrome.runtime?.id) {
      clearInterval(poll);
      own.hands?.stale();
    } else if (seen !== location.href) {
      seen = location.href;
      const portal = routes.find((route) => route.urls.some(fits))?.portal ?? null;
      own.portal = portal;
      if (own.hands) own.hands.moved(portal);
      else if (portal) chrome.runtime.sendMessage({ v: 1, kind: 'wake', portal }).catch(() => {});
    }
  };

  /** @param {Route[] | undefined} found */
  const take = (found) => {
    routes = found ?? [];
    seen = '';
    look();
  };

  // A page's own pushState cannot be heard from here in every browser, hence the poll.
  const poll = setInterval(() => document.visibilityState === 'hidden' || look(), 500);
  globalThis.navigation?.addEventListener('currententrychange', look);
  addEventListener('popstate', look);
  addEventListener('hashchange', look);
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes.routes) take(/** @type {Route[]} */ (changes.routes.newValue));
  });
  chrome.storage.local.get('routes').then((kept) => take(/** @type {Route[]} */ (kept.routes)));
})();
