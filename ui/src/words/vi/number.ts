/** How Vietnamese writes numbers. */
export const number = (value: number): string => value.toLocaleString("vi-VN");
export const percent = (value: number): string => `${Math.round(value * 100)} %`;
