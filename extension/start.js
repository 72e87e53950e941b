// Starts the core for a page of the extension. All of the screen is drawn by the core; only a failure to start it
// has to be told from here, because then nothing else can.

/** @param {'app' | 'panel'} screen */
export const start = async (screen) => {
  try {
    const core = await import('./pkg/dueline.js');
    await core.default({ module_or_path: new URL('pkg/dueline_bg.wasm', import.meta.url) });
    core[screen]();
  } catch (problem) {
    console.error(problem);
    const chinese = navigator.language.toLowerCase().startsWith('zh');
    document.documentElement.lang = chinese ? 'zh-CN' : 'en';
    const line = document.createElement('p');
    line.setAttribute('role', 'alert');
    line.className = 'calm-line';
    line.textContent = chinese
      ? '准时答没能启动。请重新加载此页；如果仍然不行，请在扩展程序页面重新加载准时答。'
      : 'Dueline could not start. Reload this page; if that does not help, reload Dueline on the extensions page.';
    document.body.replaceChildren(line);
  }
};
