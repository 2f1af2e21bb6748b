/** What scripts/linli/offline.py writes before the service worker's text. */
declare const SITE: { version: string; pages: string[]; later: string[]; fallback: string };
