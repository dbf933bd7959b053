/** Edits (insert, delete, replace, swap of neighbours) from one word to another; stops counting above `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** The known word that is nearest to the one given, or undefined when none is near. One edit is forgiven, two in words of five letters or more. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const most = word.length >= 5 ? 2 : 1;
  let found: string | undefined;
  let least = most + 1;
  for (const one of known) {
    const distance = editDistance(word, one, most);
    if (distance < least) [found, least] = [one, distance];
  }
  return found;
}
