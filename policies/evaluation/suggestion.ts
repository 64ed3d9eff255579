/** What somebody may have meant, as it follows the wrong word: ` (did you mean reason?)`. Empty where nothing is near. */
export function suggestion(wrong: string, allowed: readonly string[]): string {
  const near = nearest(wrong, allowed);
  return near === undefined ? "" : ` (did you mean ${near}?)`;
}

/** The allowed word that is nearest: the same but for case and signs, one that it ends, or a few letters off. */
export function nearest(wrong: string, allowed: readonly string[]): string | undefined {
  const letters = simplified(wrong);
  if (letters === "") return undefined;
  const same =
    allowed.find((word) => simplified(word) === letters) ??
    allowed.find((word) => letters.length > 3 && simplified(word).endsWith(letters));
  if (same !== undefined) return same;
  const [best] = allowed
    .map((word) => ({ word, distance: editDistance(letters, simplified(word)) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(1, Math.floor(letters.length / 3)) ? best.word : undefined;
}

/** A mistake for each key that is not allowed; `says` follows the key. */
export function refusedKeys(
  keys: readonly string[],
  allowed: readonly string[],
): readonly { readonly key: string; readonly says: string }[] {
  return keys
    .filter((key) => !allowed.includes(key))
    .map((key) => ({
      key,
      says: `is not known${suggestion(key, allowed)}; allowed are ${allowed.join(", ")}`,
    }));
}

/** How many letters have to be added, left out or changed to make one word of the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function simplified(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, "");
}
