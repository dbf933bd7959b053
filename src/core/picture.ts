/** A timeline as a picture shows it. Whoever draws it cuts what does not fit. */
export interface TimelinePicture {
  title: string;
  entries: {
    when: string;
    text: string;
    /** Who tells it, in a few words. */
    source: string;
    /** It lies ahead: the word that says so. */
    planned?: string | undefined;
  }[];
  footer: string;
}
