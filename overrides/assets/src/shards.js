/**
 * The search over many communities: takes what was typed and what small files say, gives which shards to fetch and which
 * rows of one answer. Words are cut as scripts/linli/portal/shards.py cuts them.
 */

/** @typedef {[string, string, number[], [string, string, number[]][]]} Street key, name, its shards, its communities with theirs */
/** @typedef {{ streets: Street[], buckets: number }} Plan */
/** @typedef {[number, string, string, string, string, string, number, number]} Line community, title, address, kind, facts, sentence, state, free */
/** @typedef {[string, string, string, string, string][]} States from, until, word, kind, tint */
/** @typedef {{ of: [string, string][], states: [string, States][], rows: Line[] }} Shard */
/** @typedef {Record<string, number[]>} Bucket pair of characters → shards in which it stands */

/** Small letters; signs are blanks. @param {string} text */
export const fold = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, " ");

/** @param {string} query */
export const wordsOf = (query) => fold(query).split(" ").filter(Boolean);

/**
 * Of a word its pairs, of a single character itself.
 * @param {string} word
 */
export function cut(word) {
  const signs = Array.from(word);
  return signs.length < 2 ? signs : signs.slice(1).map((sign, n) => signs[n] + sign);
}

/**
 * In which file a pair stands.
 * @param {string} gram
 * @param {number} buckets
 */
export const bucketOf = (gram, buckets) =>
  Array.from(gram).reduce((sum, sign) => sum + Number(sign.codePointAt(0)), 0) % buckets;

/**
 * The shards that may answer, among those that are asked for; without words all of them.
 * @param {number[]} among
 * @param {string[]} grams
 * @param {Bucket} known
 */
export const candidates = (among, grams, known) =>
  among.filter((shard) => grams.every((gram) => (known[gram] || []).indexOf(shard) >= 0));

/**
 * Lists as one.
 * @template Item
 * @param {Item[][]} lists
 * @returns {Item[]}
 */
export const joined = (lists) => lists.reduce((all, list) => all.concat(list), []);

/**
 * All shards of a choice of street and community, in order.
 * @param {Plan} plan
 * @param {string} street
 * @param {string} community
 */
export function shardsOf({ streets }, street, community) {
  const chosen = streets.filter(([key]) => !street || key === street);
  if (!community) return joined(chosen.map((each) => each[2]));
  const named = joined(chosen.map((each) => each[3]));
  return joined(named.filter(([id]) => id === community).map((each) => each[2]));
}

/**
 * The rows of a shard in which every word stands.
 * @param {Shard} shard
 * @param {string[]} words
 * @param {string} community
 * @param {string} street its name, which may be asked for too
 */
export const answers = (shard, words, community, street) =>
  shard.rows.filter((row) => {
    const [id, name] = shard.of[row[0]];
    if (community && id !== community) return false;
    const text = fold(`${row[1]} ${row[3]} ${row[4]} ${row[5]} ${name} ${street}`);
    return words.every((word) => text.indexOf(word) >= 0);
  });

/** What the search says. @param {number} shown @param {number} unread shards that may hold more */
export const told = (shown, unread) =>
  shown ? `找到${shown}门${unread ? "，还有" : ""}` : unread ? "正在找…" : "没有找到，换个说法试试。";
