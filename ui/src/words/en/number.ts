/** How English writes numbers. */
export const number = (value: number): string => value.toLocaleString("en-GB");
export const percent = (value: number): string => `${Math.round(value * 100)}%`;
