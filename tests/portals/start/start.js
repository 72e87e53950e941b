// The start page: the scenes as links, grouped by marketplace. Knobs given to this page
// (`?replica=dark:1,language:zh`) are handed on to every link.
"use strict";
(async () => {
  const GROUPS = [
    ["aliexpress", "AliExpress", "速卖通"],
    ["amazon", "Amazon", "亚马逊"],
    ["ebay", "eBay", "易贝"],
  ];
  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const knobs = new URLSearchParams(location.search).get("replica");
  const address = (scene) => {
    const url = new URL(scene.url);
    if (knobs) url.searchParams.set("replica", knobs);
    return url.href;
  };
  const { scenes } = await (await fetch("/replica/page", { method: "POST", body: location.pathname + location.search })).json();
  const main = document.getElementById("scenes");
  for (const [id, name, chinese] of GROUPS) {
    const own = scenes.filter((scene) => scene.portal === id);
    main.append(element("section", { class: id, "aria-label": name },
      element("h2", {}, name, element("span", { lang: "zh-CN" }, chinese), element("small", {}, String(own.length))),
      element("ul", {}, ...own.map((scene) => element("li", {},
        element("a", { href: address(scene), id: scene.id, title: `${scene.about_en}\n${scene.about_zh}` },
          element("b", {}, scene.title_en),
          element("span", { class: "about" }, scene.about_en),
          element("span", { class: "about chinese", lang: "zh-CN" }, element("em", {}, scene.title_zh), scene.about_zh)))))));
  }
})();
