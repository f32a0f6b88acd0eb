/** The nomenclature of matters: which heading a code is of. */

export interface Matiere {
  code: string;
  label: string;
}

/** The longest heading that a code of two or three characters begins with: `80A` is of `80`, unless `80A` is listed. */
export function matiereDe(matieres: readonly Matiere[], code: string): Matiere | undefined {
  if (!/^[0-9A-Z]{2,3}$/.test(code)) return undefined;
  return matieres
    .filter((une) => code.startsWith(une.code))
    .reduce<Matiere | undefined>((mieux, une) => (mieux && mieux.code.length > une.code.length ? mieux : une), undefined);
}
