/** What scripts/linli/offline.py writes before the service worker's text. */
declare const SITE: { version: string; pages: string[]; later: string[]; fallback: string };

/** A stylesheet that comes with a script, as text. */
declare module "*.css" {
  const rules: string;
  export default rules;
}

/** Newer browsers; what they make counts as text here. */
interface Window {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createHTML(text: string): string; createScriptURL(address: string): string },
    ): { createHTML(text: string): string; createScriptURL(address: string): string };
  };
}
