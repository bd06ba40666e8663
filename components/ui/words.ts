/** A label within a sentence: "Project key" becomes "project key", "HTTP path" stays. */
export const inSentence = (label: string): string => (/^[A-Z][a-z ]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);
