const CLES = "ABCDEFHGJKMNPQRSTUVWXYZ";

/** Key letter of the pourvoi `24-10.402`: two digits of the year, five of the sequence (`crates/procedure/src/numbers.rs`). */
export const lettreCle = (annee: string, sequence: string): string => CLES.charAt(Number(`${annee}${sequence}`) % CLES.length);
