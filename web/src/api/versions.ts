/**
 * Highest version of each journal that this tab has heard of: from the answer to its own command or
 * from the live stream. Reads ask for at least that, so that one sees what one has just done.
 */
const connues = new Map<string, number>();

export function retenirVersion(dossierId: string, version: number | null | undefined): void {
  if (version && version > (connues.get(dossierId) ?? 0)) connues.set(dossierId, version);
}

export function versionConnue(dossierId: string): number | undefined {
  return connues.get(dossierId);
}
