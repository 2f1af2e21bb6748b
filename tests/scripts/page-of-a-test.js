/** As much of a page as modules need to be imported in Node; a test changes what it asks about. */

export const root = { dataset: { base: "../", built: "2026-11-24T00:00+08:00" }, classList: { contains: () => false } };
export const page = Object.assign(new EventTarget(), {
  documentElement: root,
  hidden: false,
  currentScript: null,
  /** The scripts of the head, by address. */
  scripts: new Map(),
  buttons: [],
  /** What the page tells of its classes. */
  told: [],
  getElementById: (id) => ({ id }),
  querySelector: (selector) => page.scripts.get(selector.split('"')[1]) || null,
  querySelectorAll: (selector) => (/^template/.test(selector) ? page.told : page.buttons),
  createElement: (name) => ({ name, remove: () => page.scripts.clear() }),
  head: { append: (script) => page.scripts.set(script.src, script) },
});

/** What a browser keeps; refuses where `refuses` is set. */
export const storage = {
  refuses: false,
  kept: new Map(),
  ask() {
    if (storage.refuses) throw new Error("private");
  },
  setItem(name, value) {
    storage.ask();
    storage.kept.set(name, value);
  },
  getItem(name) {
    storage.ask();
    return storage.kept.has(name) ? storage.kept.get(name) : null;
  },
  removeItem(name) {
    storage.ask();
    storage.kept.delete(name);
  },
};

Object.assign(globalThis, { window: globalThis, document: page, location: new URL("https://a.cn/linli/my/") });
Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
