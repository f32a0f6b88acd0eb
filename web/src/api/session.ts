import { useSyncExternalStore } from "react";

/**
 * Whether the server said that the session has ended. Kept apart from the queries: a page that
 * holds a half-filled form stays as it is while its user signs in again beside it.
 */
let expiree = false;
const abonnes = new Set<() => void>();

function poser(valeur: boolean): void {
  if (expiree === valeur) return;
  expiree = valeur;
  for (const prevenir of abonnes) prevenir();
}

export const signalerSessionExpiree = () => poser(true);
export const signalerSessionRetablie = () => poser(false);

export function useSessionExpiree(): boolean {
  return useSyncExternalStore(
    (prevenir) => {
      abonnes.add(prevenir);
      return () => abonnes.delete(prevenir);
    },
    () => expiree,
  );
}

/** Tabs tell one another that a session is open again. */
export const CANAL_SESSION = "greffe-session";
