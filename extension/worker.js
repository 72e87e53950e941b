// The worker's front door. A browser starts it for one event and may end it after any other, so every listener
// is registered in this first turn; the core is awaited inside. A page that wakes up is answered without the core.
import init, * as core from './pkg/dueline.js';

/** The page scripts; the build joins the files of `page/` into this one. */
const HANDS = ['page/hands.js'];

/** @type {Promise<unknown> | undefined} */
let starting;

/** The core, started by the first event that needs it; a failed start is tried again by the next one. */
const ready = () =>
  (starting ??= init({ module_or_path: chrome.runtime.getURL('pkg/dueline_bg.wasm') }).catch((problem) => {
    starting = undefined;
    throw problem;
  }));

/**
 * Runs a job of the core; its failure is written down, because there is nobody who could be told.
 * @param {() => Promise<unknown>} job
 */
const run = (job) => void ready().then(job).catch((problem) => console.error(problem));

/** @param {Route} route @param {string} address */
const covers = (route, address) =>
  route.urls.some((pattern) => {
    try {
      return new RegExp(pattern.replace('(?i)', ''), 'i').test(address);
    } catch {
      return false;
    }
  });

/**
 * Injects the page scripts into a frame that shows a page of interest of a portal that is switched on.
 * @param {unknown} portal
 * @param {chrome.runtime.MessageSender} sender
 */
const wake = async (portal, sender) => {
  const tabId = sender.tab?.id;
  const address = sender.url ?? '';
  if (tabId === undefined || sender.frameId === undefined) return { refused: 'not-understood', why: 'only a page can wake' };
  const kept = await chrome.storage.local.get('routes');
  const routes = /** @type {Route[]} */ (kept.routes ?? []);
  // The address of a page that changes it by itself may be ahead of what the browser tells of the sender.
  const known = routes.some((route) => route.portal === portal && (covers(route, address) || sameHost(route, address)));
  if (!known) return { refused: 'switched-off' };
  // The page will ask the core as soon as it has read itself; who asks hears of a failed start.
  ready().catch(() => {});
  await Promise.all([chrome.scripting.executeScript({ target: { tabId, frameIds: [sender.frameId] }, files: HANDS, injectImmediately: true }), keepShortcuts()]);
  return { woken: true };
};

/** Page scripts that are brought only when a person asks for what they do. */
const LATER = ['panel', 'repair', 'undo', 'typing'];

/**
 * @param {unknown} part
 * @param {chrome.runtime.MessageSender} sender
 */
const bringPart = async (part, sender) => {
  const tabId = sender.tab?.id;
  const known = LATER.find((name) => name === part);
  if (!known || tabId === undefined || sender.frameId === undefined) return { refused: 'not-understood', why: 'no such part' };
  await chrome.scripting.executeScript({ target: { tabId, frameIds: [sender.frameId] }, files: [`page/${known}.js`], injectImmediately: true });
  return { brought: true };
};

/** @param {Route} route @param {string} address */
const sameHost = (route, address) => {
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return route.hosts.some((pattern) => {
    const named = /^(?:https?|\*):\/\/([^/]+)\//.exec(pattern)?.[1] ?? '';
    return named.startsWith('*.') ? host === named.slice(2) || host.endsWith(named.slice(1)) : host === named;
  });
};

/** Page scripts cannot ask which keys the browser has bound; they find it in storage. */
const keepShortcuts = async () => {
  const commands = await chrome.commands.getAll();
  const shortcuts = Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut ?? '']));
  const kept = await chrome.storage.local.get('shortcuts');
  if (JSON.stringify(kept.shortcuts) !== JSON.stringify(shortcuts)) await chrome.storage.local.set({ shortcuts });
};

/**
 * After an update the scripts in open pages are dead. They say so themselves where they still can; in a
 * browser that stops them at once, a new copy finds what they left and says it for them.
 */
const speakForOldPages = async () => {
  const kept = await chrome.storage.local.get('routes');
  const hosts = /** @type {Route[]} */ (kept.routes ?? []).flatMap((route) => route.hosts);
  for (const { id } of hosts.length ? await chrome.tabs.query({ url: hosts }) : []) {
    // A tab that shows an error page takes no script, and there is nothing to say in it either.
    if (id !== undefined) await chrome.scripting.executeScript({ target: { tabId: id, allFrames: true }, files: ['page/main.js'] }).catch(() => {});
  }
};

/** @param {unknown} problem */
const browserRefusal = (problem) => ({ refused: 'browser', why: problem instanceof Error ? problem.message : String(problem) });

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id) return false;
  // What the worker broadcasts to screens comes back to it in no browser, but costs nothing to tell apart.
  if (message?.kind === 'changed') return false;
  // What only brings scripts into a page is answered without the core.
  const brings = message?.kind === 'wake' || message?.kind === 'bring';
  const answer = !brings
    ? ready().then(() => core.answer(message, sender))
    : message.v !== 1
      ? Promise.resolve({ refused: 'version' })
      : message.kind === 'wake'
        ? wake(message.portal, sender)
        : bringPart(message.part, sender);
  answer.catch(browserRefusal).then(reply);
  return true;
});

chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'update') speakForOldPages().catch((problem) => console.error(problem));
  run(() => core.installed(reason));
});
chrome.runtime.onStartup.addListener(() => run(() => core.started()));
chrome.storage.onChanged.addListener((changes, area) => {
  // Only settings, changed rules, mends and letters concern the core; its own notes would wake it for nothing.
  if (area === 'local' && (changes.settings || changes.overlay || changes.mends || changes.letters)) run(() => core.storage_changed(changes, area));
});
chrome.permissions.onAdded.addListener(() => run(() => core.permission_changed()));
chrome.permissions.onRemoved.addListener(() => run(() => core.permission_changed()));
chrome.commands.onCommand.addListener((name, tab) => run(() => core.command(name, tab)));
chrome.action.onClicked.addListener((tab) => run(() => core.action_clicked(tab)));
chrome.tabs.onRemoved.addListener((id) => run(() => core.tab_removed(id)));
chrome.alarms.onAlarm.addListener(() => run(() => core.started()));
