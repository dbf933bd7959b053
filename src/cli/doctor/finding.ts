/** One thing that was looked at. A fault keeps Kabar from its work, a note may; each says how to mend it, in its own sentence or in another. */
export type Finding = { about: string; says: string } & (
  | { level: 'good' }
  | { level: 'note' | 'fault'; mend?: string }
);

export const good = (about: string, says: string): Finding => ({ level: 'good', about, says });
export const note = (about: string, says: string, mend: string): Finding => ({ level: 'note', about, says, mend });
export const fault = (about: string, says: string, mend?: string): Finding => ({
  level: 'fault',
  about,
  says,
  ...(mend ? { mend } : {}),
});
