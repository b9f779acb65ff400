/** Characters that the target takes for the name of a feature; `precheck` warns of more. */
export const MOST_CHARACTERS = 30;
